"""`python -m tests.faults [--kills 1000] [--seed S] [--only NAME]`: break everything that breaks from outside.

Prints figures; ends with a non-zero code when something fell. Without --seed another one is drawn and printed.
"""

import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import click

from tests import cluster
from tests.faults import disk, postgres, stuck, turns, upgrade
from tests.faults.found import Found
from tests.faults.house import ROOT
from tests.faults.kills import Figures

NAMES = ("kills", "kills-postgresql", "disk", "locked", "read-only", "restarts", "clock", "upgrade")
HALF_A_MINUTE = 30
Result = tuple[list[str], bool]


@click.command()
@click.option("--kills", default=1000, show_default=True, help="Kills on SQLite; a tenth of them on PostgreSQL.")
@click.option("--seed", default=None, type=int, help="Begin with this one instead of another each time.")
@click.option("--rooms", is_flag=True, help="Kills only where people answer each other, not in daily life.")
@click.option("--only", type=click.Choice(NAMES), multiple=True, help="Only this; can be given several times.")
def main(kills: int, seed: int | None, rooms: bool, only: tuple[str, ...]) -> None:
    """Break the house from outside and say what became of it."""
    turns.DAILY = not rooms
    chosen = random.SystemRandom().randrange(1 << 31) if seed is None else seed
    click.echo(f"faults, seed {chosen}")
    fell = []
    for name in only or NAMES:
        click.echo(f"\n{name}")
        begun = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="ownaccord-faults-", ignore_cleanup_errors=True) as folder:
            lines, good = PARTS[name](Path(folder) / "house", kills, chosen)
        for line in lines:
            click.echo(f"  {line}")
        click.echo(f"  {time.monotonic() - begun:.0f} s")
        if not good:
            fell.append(name)
    click.echo(f"\nfell: {', '.join(fell) if fell else 'nothing'}")
    sys.exit(bool(fell))


def _killed(folder: Path, kills: int, seed: int) -> Result:
    return _figures(turns.sqlite(folder, kills, seed, click.echo))


def _killed_on_postgresql(folder: Path, kills: int, seed: int) -> Result:
    if cluster.programs() is None:
        return [cluster.MISSING + ": NOT tried"], True
    return _figures(postgres.kills(folder, max(1, kills // 10), seed, click.echo))


def _figures(found: Figures) -> Result:
    return found.lines(), not found.fell


def _disk(folder: Path, kills: int, seed: int) -> Result:
    done = disk.really_full(folder)
    if done is None:
        return ["no small disk may be made here: NOT tried"], True
    return _found(done[1], f"on a real file system of {disk.SIZE} by {done[0]}")


def _locked(folder: Path, kills: int, seed: int) -> Result:
    return _found(stuck.locked(folder, HALF_A_MINUTE), f"another process holds the lock for {HALF_A_MINUTE} s")


def _read_only(folder: Path, kills: int, seed: int) -> Result:
    lines, good = _found(stuck.read_only(folder / "refused"), "SQLite refuses every write")
    real = stuck.really_read_only(folder / "real")
    if real is None:
        return [*lines, "no real disk may be made here: NOT tried on one"], good
    more, also = _found(real, "an ext4 disk that the kernel made read-only under the running server")
    return [*lines, *more], good and also


def _restarts(folder: Path, kills: int, seed: int) -> Result:
    if cluster.programs() is None:
        return [cluster.MISSING + ": NOT tried"], True
    return _found(postgres.restarts(folder), "PostgreSQL restarted fast and at once, idle and in a request, and away")


def _clock(folder: Path, kills: int, seed: int) -> Result:
    tests = [sys.executable, "-m", "pytest", "-q", "tests/faults/test_clock.py", "tests/faults/test_clock_rooms.py"]
    done = subprocess.run(tests, cwd=ROOT, capture_output=True, text=True)
    said = [line for line in done.stdout.splitlines() if line.strip()]
    return said[-1:] if done.returncode == 0 else said[-40:], done.returncode == 0


def _upgrade(folder: Path, kills: int, seed: int) -> Result:
    return _found(upgrade.upgraded(folder), "replaced by a version with another edition and another table, form open")


def _found(found: Found, how: str) -> Result:
    return [how, f"held: {len(found.tried) - len(found.fell)}, fell: {len(found.fell)}", *found.fell], not found.fell


PARTS: dict[str, Callable[[Path, int, int], Result]] = {
    "kills": _killed,
    "kills-postgresql": _killed_on_postgresql,
    "disk": _disk,
    "locked": _locked,
    "read-only": _read_only,
    "restarts": _restarts,
    "clock": _clock,
    "upgrade": _upgrade,
}


if __name__ == "__main__":
    main()
