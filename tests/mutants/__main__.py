"""`make mutants`: break the rules one at a time, in a copy; every break has to be noticed by a law."""

import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import click

from tests.mutants.breaks import MUTANTS
from tests.mutants.mutant import Mutant

ROOT = Path(__file__).resolve().parents[2]
COPIED = ("ownaccord", "tests", "content", "pyproject.toml")
IGNORED = shutil.ignore_patterns("__pycache__", "journeys", "rooms", "walls", "look", "static", "*.png")
AT_ONCE = os.cpu_count() or 2


def survives(mutant: Mutant) -> bool:
    """Whether no law noticed. The laws are asked in a copy of the tree with this one change."""
    with tempfile.TemporaryDirectory(prefix="mutant-") as folder:
        here = Path(folder)
        for name in COPIED:
            source = ROOT / name
            if source.is_dir():
                shutil.copytree(source, here / name, ignore=IGNORED)
            else:
                shutil.copy(source, here / name)
        target = here / "ownaccord" / "core" / mutant.file
        target.write_text(target.read_text(encoding="utf-8").replace(mutant.old, mutant.new), encoding="utf-8")
        return all(_passes(here, law) for law in mutant.laws)


def _passes(here: Path, law: str) -> bool:
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", f"tests/laws/{law}"]
    own = {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(here), "OWNACCORD_LAWS_BRIEF": "100"}
    return (
        subprocess.run(command, cwd=here, env={**os.environ, **own}, capture_output=True, check=False).returncode == 0
    )


def main() -> int:
    """Try every mutant (or those whose name contains a word of the command line); the number that survived."""
    words = sys.argv[1:]
    chosen = [each for each in MUTANTS if not words or any(word in each.name for word in words)]
    with ThreadPoolExecutor(AT_ONCE) as several:
        alive = 0
        for mutant, survived in zip(chosen, several.map(survives, chosen), strict=True):
            click.echo(f"{'SURVIVED' if survived else 'noticed '}  {mutant.file:14} {mutant.name}")
            alive += survived
    click.echo(f"{len(chosen) - alive} of {len(chosen)} mutants noticed.")
    return alive


if __name__ == "__main__":
    sys.exit(1 if main() else 0)
