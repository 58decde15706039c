"""`python -m tests.load [--only NAME ...] [--minutes N] [--postgresql] [--brief]`: time and load, with figures.

NAME is one of `alike`, `crowd`, `lockout`, `soak`; N is how long the soak takes. `--brief` does everything once with
small numbers: it shows that the command works, and its figures mean nothing.
"""

import argparse
import secrets
import sys
from dataclasses import dataclass
from datetime import UTC, datetime

from tests.journeys.server import House
from tests.load.figures import Said

PARTS = ("alike", "crowd", "lockout", "soak")


@dataclass(frozen=True, slots=True)
class Size:
    """How much is tried: per cent of the rounds, strangers, seconds, presses and crowds, what people live with."""

    effort: int = 100
    strangers: int = 200
    failing: int = 40
    seconds: float = 45
    presses: int = 100
    longest: float = 180
    crowds: int = 7
    places: int = 2
    positions: int = 40
    records: int = 400
    samples: int = 24
    quiet: float = 40
    each: int = 2


BRIEF = Size(effort=1, strangers=4, failing=2, seconds=0.1, presses=1, longest=20, crowds=2, places=1, positions=2,
             records=4, samples=1, quiet=0, each=8)  # fmt: skip


def main(words: list[str]) -> int:
    """Print every figure; 1 when something fell."""
    given = options(words)
    from tests.load.house import furnished

    said = Said()
    with furnished(postgresql=given.postgresql) as house:
        from bench import machine
        from ownaccord.accounts.models import Throttle
        from tests.load.house import running

        said.line(f"{datetime.now(UTC):%Y-%m-%d}\n" + "\n".join(machine.lines()))
        size = BRIEF if given.brief else Size()
        with running(house):
            for part in given.only or PARTS:
                Throttle.objects.all().delete()
                measure(part, house, said, size, given)
    said.line(f"\n{len(said.fell)} fell: {'; '.join(said.fell)}" if said.fell else "\nEverything held.")
    return 1 if said.fell else 0


def measure(part: str, house: House, said: Said, size: Size, given: argparse.Namespace) -> None:
    """One part, on a server that was just started."""
    from tests.load import alike, crowd, days, lockout, pressing, soak

    if part == "alike":
        alike.measure(house.port, said, given.seed, size.effort)
    elif part == "crowd":
        here = pressing.settled(house.port, "stops", size.positions, size.records)
        long = crowd.Long(size.seconds, size.presses, size.longest)
        crowd.measure(house.port, here, said, size.strangers, long, size.crowds)
    elif part == "lockout":
        here = pressing.settled(house.port, "own-device", size.positions, size.records)
        lockout.measure(house.port, here, said, size.failing, size.seconds, size.places)
    else:
        life = days.Life(size.positions, size.records, size.samples, size.quiet, size.each, given.brief)
        soak.measure(house, said, given.minutes, life)


def options(words: list[str]) -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.load")
    parser.add_argument("--only", choices=PARTS, action="append")
    parser.add_argument("--minutes", type=float, default=6.0)
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**6))
    parser.add_argument("--postgresql", action="store_true")
    parser.add_argument("--brief", action="store_true")
    given = parser.parse_args(words)
    if given.brief:
        given.minutes = 0.01
    return given


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
