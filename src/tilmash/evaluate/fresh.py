"""Time and memory of the engine in a fresh interpreter, where nothing is warm that the measure does not warm itself.

A child process is given texts, does one job and tells its seconds and its memory: the peak resident set of its own
(`getrusage` would count the parent's, which a child has until its own program begins). A machine that does other work at the same time shows too low a speed: the best of three runs counts.

>>> told("report = {'sum': sum(map(len, texts))}", ["ab", "c"])["sum"]
3.0
"""

import csv
import json
import os
import subprocess
import sys
from functools import cache
from importlib.resources import files
from pathlib import Path

from tilmash.evaluate.gold import appeals
from tilmash.models import FOLDER

TEXT_LENGTH = 70
MOST_TEXTS = 20_000
_SECONDS = 600
_CHILD = """
import json, re, resource, sys, time
import numpy
texts = [line.rstrip("\\n") for line in sys.stdin]
def peak():
    try:
        with open("/proc/self/status") as status:
            return int(re.search(r"VmHWM:\\s+(\\d+)", status.read())[1]) / 1024
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
{job}
print(json.dumps(report))
"""


def told(job: str, texts: list[str]) -> dict[str, float]:
    """Give what a job leaves in `report`; it has `texts`, `peak()` in MiB, `time` and numpy."""
    env = os.environ | {"PYTHONPATH": str(FOLDER.parents[1]), "OMP_NUM_THREADS": "1"}
    ran = subprocess.run(  # noqa: S603  (our own interpreter and our own words)
        [sys.executable, "-c", _CHILD.replace("{job}", job)],
        input="\n".join(" ".join(text.split()) for text in texts),
        capture_output=True,
        text=True,
        env=env,
        timeout=_SECONDS,
        check=True,
    )
    return {name: float(value) for name, value in json.loads(ran.stdout).items()}


@cache
def texts_of_speech() -> tuple[str, ...]:
    """Give up to 20,000 different texts of about 70 characters: our appeals and passages, and shared sets where they are."""
    whole = [row.text for row in appeals()]
    passages = files("tilmash.evaluate") / "texts" / "passages.tsv"
    whole += [line.split("\t")[2] for line in passages.read_text(encoding="utf-8").splitlines()[1:]]
    whole += _shared_texts()
    cut = dict.fromkeys(piece for text in whole for piece in _pieces(text))
    return tuple(cut)[:MOST_TEXTS]


def _pieces(text: str) -> list[str]:
    """Cut a text between words into pieces of about 70 characters."""
    pieces = [""]
    for word in text.split():
        if len(pieces[-1]) + len(word) // 2 >= TEXT_LENGTH:
            pieces.append("")
        pieces[-1] = f"{pieces[-1]} {word}".strip()
    return [piece for piece in pieces if len(piece) >= TEXT_LENGTH // 2]


def _shared_texts() -> list[str]:
    root = os.environ.get("QABYLDAU_SHARED_DATA", "")
    found: list[str] = []
    short = Path(root, "kzgov", "dev.csv")
    if root and short.is_file():
        with short.open(encoding="utf-8", newline="") as file:
            found += [row[column] for row in csv.DictReader(file) for column in ("text_kz", "text_ru")]
    news = Path(root, "kaznerd", "valid.txt")
    if root and news.is_file():
        blocks = news.read_text(encoding="utf-8").split("\n\n")
        found += [
            " ".join(line.split()[0] for line in block.splitlines() if line.strip()) for block in blocks
        ]
    return found
