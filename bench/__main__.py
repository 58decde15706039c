"""`python -m bench [--postgresql] [--brief]`: how long things take on this machine, on SQLite or on PostgreSQL.

In a data folder, and with `--postgresql` on a server, of its own that is thrown away. `--brief` runs everything once
with small numbers: it shows that the benchmark works, and its figures mean nothing.
"""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Size:
    """How much is made and how often it is measured."""

    runs: int = 40
    short: int = 100
    long: int = 100_000
    readers: int = 20
    entries: int = 200
    seconds: int = 10
    spaces: int = 1000
    positions: int = 100


BRIEF = Size(runs=1, short=4, long=8, readers=2, entries=10, seconds=1, spaces=2, positions=4)


def main(words: list[str]) -> None:
    """Measure in a new folder."""
    in_a_new_folder(words, partial(measure, BRIEF if "--brief" in words else Size()))


def in_a_new_folder(words: list[str], measured: Callable[[], None], **environment: str) -> None:
    """Measure on SQLite, or on a PostgreSQL of its own; the served processes find both by the environment."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        os.environ |= {"OWNACCORD_DATA": str(Path(folder) / "data"), **environment}
        os.environ.pop("DATABASE_URL", None)
        if "--postgresql" not in words:
            measured()
            return
        with a_server() as url:
            os.environ["DATABASE_URL"] = url
            measured()


@contextmanager
def a_server() -> Iterator[str]:
    """A PostgreSQL as somebody would run it, durable, with one empty database; gone afterwards."""
    from tests import cluster

    cluster.OPTIONS.update(dict.fromkeys(("fsync", "synchronous_commit", "full_page_writes"), "on"))
    if cluster.address() is None:
        sys.exit("No PostgreSQL was found. On Debian: sudo apt install postgresql")
    with cluster.fresh("bench") as url:
        yield url


def measure(size: Size) -> None:
    """Every figure, in the order in which the data grows."""
    from ownaccord.web import cli

    cli.prepare()
    from bench import inside, knowing, machine, served
    from bench.figures import say
    from ownaccord.accounts.models import Host
    from ownaccord.lib import clock

    sys.stdout.write("\n".join(machine.lines()) + "\n\n")
    now = clock.now()
    Host.objects.create(name="The benchmark")
    served.at_rest(min(size.runs, 3))
    inside.keys()
    knowing.deck(size.runs)
    knowing.answers(size.runs)
    people = readers(size, now)
    before = served.pages(*people[0], size.runs)
    served.map_pages(people, size.seconds)
    knowing.keeping(*people[0][:2], 5 * size.runs)
    inside.writing(now, size.runs)
    inside.reading(now, size.runs, size.short, size.long)
    crowd(size, now)
    after = served.pages(*people[0], size.runs)
    for path in before:
        shown = path.replace(people[0][2], "<space>")
        say(f"{shown} with {size.spaces:,} other spaces", after[path], "ms")
        say(f"{shown} against none", after[path] / before[path], "x", "at most 1.3")


def readers(size: Size, now: int) -> list[tuple[str, str, str]]:
    """People who can sign in, in spaces of two with this many positions of each: (name, words, space)."""
    from bench import world

    found = []
    for number in range(0, size.readers, 2):
        pair = [world.somebody_who_signs_in(f"reader {number + each}", now) for each in (0, 1)]
        two = world.begin(pair[0][0], pair[1][0], now)
        world.state_all(two, world.catalogue_keys(size.entries), now)
        found += [(f"reader {number + each}", pair[each][1], two.space) for each in (0, 1)]
    return found


def crowd(size: Size, now: int) -> None:
    """Many others in the same database."""
    from bench import world

    for _ in range(size.spaces):
        two = world.begin(world.somebody(), world.somebody(), now)
        world.state_all(two, world.catalogue_keys(size.positions), now)


if __name__ == "__main__":
    main(sys.argv[1:])
