"""Environments beside `.venv`, for tools that cannot live in it: a fuzzer, scanners that pin what they stand on.

Each is a folder `.venv-<name>` that holds what `locks/<name>.lock` pins by hash; made once, and again when the lock
changes. Nothing of it is needed to serve Own Accord or to run its tests.
"""

import hashlib
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCKS = ROOT / "locks"


def environment(name: str) -> Path:
    """Return the folder of programs of the environment `name`, which now holds what its lock names."""
    folder, lock = ROOT / f".venv-{name}", LOCKS / f"{name}.lock"
    stamp, wanted = folder / "installed-lock", hashlib.sha256(lock.read_bytes()).hexdigest()
    if not stamp.exists() or stamp.read_text() != wanted:
        subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
        install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "-r", lock]
        subprocess.run([folder / "bin" / "python", *install], check=True)
        stamp.write_text(wanted)
    return folder / "bin"


def lock(name: str) -> None:
    """Pin what the extra `name` of pyproject.toml asks for; a fuzzer stands beside everything the tests stand on."""
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]
    beside = ["--extra", "pdf", "--extra", "postgres", "--extra", "dev", "--extra", name, ROOT / "pyproject.toml"]
    alone = ["-"]
    quiet = ["--quiet", "--generate-hashes", "--no-emit-index-url", "--no-header", "--no-annotate"]
    command = [sys.executable, "-m", "uv", "pip", "compile", *quiet, "--python-version", "3.11"]
    command += [*(beside if name == "fuzz" else alone), "-o", LOCKS / f"{name}.lock"]
    subprocess.run(command, check=True, input="\n".join(extras[name]), text=True)


if __name__ == "__main__" and sys.argv[1:2] == ["lock"]:
    lock(sys.argv[2])
