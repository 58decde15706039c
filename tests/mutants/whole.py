"""mutmut over terms, in_force, wish, loosening and ledger: every survivor is known and has a reason.

Runs in a copy of the tree. A survivor is known when `survivors.toml` names its function and the two lines, or when only
the words inside a `raise` differ: those are for developers, and tests ask for the kind of error.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parents[2]
LIST = Path(__file__).with_name("survivors.toml")
COPIED = ("ownaccord", "tests", "content", "docs", "pyproject.toml", "manage.py")
IGNORED = shutil.ignore_patterns("__pycache__", "journeys", "rooms", "walls", "look", "static", "*.png")
MESSAGE = re.compile(r"^(raise \w+\().*(\))$")
EXAMPLES = "40"
"""Drawn cases for each property; more of them killed nothing more."""


@dataclass(frozen=True)
class Survivor:
    """`was` became `now` in the function `where` (module.name), and no test failed."""

    where: str
    was: str
    now: str

    def only_words(self) -> bool:
        """Whether only the message of an error changed."""
        return bool(MESSAGE.match(self.was)) and MESSAGE.sub(r"\1\2", self.was) == MESSAGE.sub(r"\1\2", self.now)


def known() -> dict[Survivor, str]:
    """Return the survivors that have a reason."""
    listed = tomllib.loads(LIST.read_text(encoding="utf-8"))["survivor"]
    return {Survivor(each["where"], each["was"], each["now"]): each["reason"] for each in listed}


def main() -> int:
    """Run mutmut; the number of survivors without a reason, and of reasons without a survivor."""
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        here = Path(folder)
        for name in COPIED:
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, here / name, ignore=IGNORED)
            else:
                shutil.copy(ROOT / name, here / name)
        said = mutmut(here, "run", "--max-children", str(os.cpu_count() or 2))
        found = set(survivors(here))
    counted = [line for line in re.split(r"[\r\n]", said) if "🎉" in line]
    click.echo(re.sub(r"^\S+\s+", "mutmut: ", counted[-1]) if counted else said[-2000:])
    words = {each for each in found if each.only_words()}
    without = found - words - set(known())
    gone = set(known()) - found
    for each in sorted(without, key=str):
        click.echo(f"SURVIVED  {each.where}\n    was {each.was}\n    now {each.now}")
    for each in sorted(gone, key=str):
        click.echo(f"NOT THERE {each.where}: {each.now}")
    click.echo(f"{len(found)} survived: {len(words)} messages, {len(found - words - without)} with a reason.")
    return len(without) + len(gone) if counted else 1


def survivors(here: Path) -> Iterator[Survivor]:
    """Yield what mutmut says has survived (also what no test reached, took too long or looked odd)."""
    for line in mutmut(here, "results").splitlines():
        name, _, end = line.strip().partition(": ")
        if end and end != "killed":
            yield read(name, mutmut(here, "show", name))


def read(name: str, difference: str) -> Survivor:
    """Return the survivor behind mutmut's name and its unified difference."""
    module, _, function = name.removeprefix("ownaccord.core.").rpartition("__mutmut_")[0].partition(".")
    plain = re.sub(r"^xǁ(\w+)ǁ", r"\1.", re.sub(r"^x_", "", function))
    lines = [line for line in difference.splitlines() if not line.startswith(("---", "+++"))]
    was = " ".join(line[1:].strip() for line in lines if line.startswith("-"))
    now = " ".join(line[1:].strip() for line in lines if line.startswith("+"))
    return Survivor(f"{module}.{plain}", was, now)


def mutmut(here: Path, *words: str) -> str:
    """Return what mutmut prints, in the copy."""
    own = {**os.environ, "PYTHONPATH": str(here), "OWNACCORD_LAWS_BRIEF": EXAMPLES}
    command = [sys.executable, "-m", "mutmut", *words]
    done = subprocess.run(command, cwd=here, env=own, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


if __name__ == "__main__":
    sys.exit(1 if main() else 0)
