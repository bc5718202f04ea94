"""The import contracts are kept, and none was taken away."""

import os
import subprocess
import sys
from pathlib import Path

from tests.house.tree import ROOT, SRC, project

CONTRACTS = {
    "road",
    "doors",
    "stages",
    "inside",
    "engine-floors",
    "engine-pure",
    "rules-pure",
    "engine-door",
    "gateway-door",
    "public-shelf",
    "no-rings",
}


def test_the_contracts_are_all_there():
    assert {contract["id"] for contract in project()["tool"]["importlinter"]["contracts"]} >= CONTRACTS


def test_no_contract_has_an_exception():
    contracts = project()["tool"]["importlinter"]["contracts"]
    assert [contract["id"] for contract in contracts if contract.get("ignore_imports")] == []


def test_lint_imports_keeps_every_contract(tmp_path):
    ran = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports"), "--cache-dir", str(tmp_path)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(SRC), "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert ran.returncode == 0, ran.stdout[-4000:]
    assert " 0 broken" in ran.stdout
