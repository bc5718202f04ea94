"""The README's commands: demo, test, doctor, check. Standard library only; needs python3, python3-venv, python3-pip.

python3 start.py demo [--no-serve] [--port N]   make the demonstration and serve it on this machine
python3 start.py test [pytest's arguments]      run the whole suite, on every database found here
python3 start.py check                          lint, types, contracts, translations (for developers)
python3 start.py doctor                         say what is wrong with this machine
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
HOME = ROOT / ".venv"
PYTHON = HOME / "bin" / "python"
LOCKS = {"core": "core.txt", "test": "test.txt", "dev": "dev.txt"}
NEEDED_MIB = 900


def main(arguments: list[str]) -> int:
    """Do what the first word says."""
    deed, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    if deed == "demo":
        return install("core") or run(str(HOME / "bin" / "qabyldau"), "demo", *rest)
    if deed == "test":
        return install("test") or run(str(PYTHON), "-m", "tests.run", *rest)
    if deed == "check":
        return install("dev") or run("make", "check", *rest)
    if deed == "install":
        return install("dev" if "--dev" in rest else "core")
    if deed == "doctor":
        return doctor()
    print(__doc__)
    return 0 if deed in {"", "-h", "--help"} else 2


def run(*command: str) -> int:
    """Run a command in the project's folder and return its exit code."""
    try:
        return subprocess.run(command, cwd=ROOT, check=False).returncode
    except KeyboardInterrupt:
        return 130


def stamp_of(group: str) -> str:
    """Return what an up-to-date installation of ``group`` is known by."""
    found = hashlib.sha256(sys.version.encode())
    for name in (f"requirements/{LOCKS[group]}", "pyproject.toml"):
        found.update((ROOT / name).read_bytes())
    return found.hexdigest()


def install(group: str) -> int:
    """Bring ``.venv`` up to ``group``'s lock; does nothing when it is up to date. Return 0, or 1 and say why not."""
    stamp = HOME / f"{group}.stamp"
    if stamp.is_file() and stamp.read_text(encoding="ascii") == stamp_of(group) and PYTHON.exists():
        return 0
    trouble = what_is_missing()
    if trouble:
        print("\n".join(trouble), file=sys.stderr)
        return 1
    print(f"Installing what is needed ({group}); this is done once …", flush=True)
    if not PYTHON.exists():
        venv.create(HOME, with_pip=True, clear=True)
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--quiet", "install"]
    lock = str(ROOT / "requirements" / LOCKS[group])
    if run(*pip, "--require-hashes", "--only-binary", ":all:", "-r", lock):
        print(
            "pip could not install the packages. Is there a network? Run the same command again.",
            file=sys.stderr,
        )
        return 1
    if run(*pip, "--no-deps", "--no-index", "--no-build-isolation", "--editable", str(ROOT)):
        return 1
    stamp.write_text(stamp_of(group), encoding="ascii")
    return 0


def what_is_missing() -> list[str]:
    """Return what keeps this machine from installing, each with its mend."""
    found = []
    if sys.version_info < (3, 11):
        found.append(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.")
    if importlib.util.find_spec("ensurepip") is None:
        found.append("python3-venv is missing: apt install python3-venv python3-pip")
    if not os.access(ROOT, os.W_OK):
        found.append(f"{ROOT} cannot be written to: copy the project to a folder of your own.")
    free = shutil.disk_usage(ROOT).free // 2**20
    if free < NEEDED_MIB:
        found.append(f"{NEEDED_MIB} MiB of free disk are needed; there are {free}.")
    return found


def doctor() -> int:
    """Say what is wrong with the machine, and, once installed, with the installation."""
    trouble = what_is_missing()
    print("\n".join(trouble) if trouble else "The machine can install and run Qabyldau.")
    if not (HOME / "bin" / "qabyldau").exists():
        print("Nothing is installed yet: python3 start.py demo")
        return 1 if trouble else 0
    return run(str(HOME / "bin" / "qabyldau"), "doctor") or (1 if trouble else 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
