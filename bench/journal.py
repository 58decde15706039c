"""`python -m bench.journal [--postgresql] [--brief]`: a long journal, opened, searched, read and written over HTTP.

Every entry has a key of its own, so a page that has to know them all opens every one; nothing is kept open between two
requests.
"""

import os
import random
import re
import sys
from dataclasses import dataclass
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING

from bench.figures import p50, p95, say
from bench.served import TOKEN, Server, Visitor, _asked, _home

if TYPE_CHECKING:
    from ownaccord.accounts.keys import Keyring

GOAL = "at most 300"
HERE = "/me/notes/"
TEXT = "rain harbour bread window letter quiet morning together slower garden later careful evening river"
WORDS = TEXT.split()


@dataclass(frozen=True, slots=True)
class Size:
    """How many entries, and how often each thing is done."""

    entries: int = 5000
    runs: int = 100


BRIEF = Size(entries=60, runs=2)


def main(words: list[str]) -> None:
    """Measure in a new folder, on SQLite or on a PostgreSQL of its own."""
    from bench.__main__ import in_a_new_folder

    in_a_new_folder(words, partial(measure, BRIEF if "--brief" in words else Size()))


def measure(size: Size) -> None:
    """Every figure, with one reader and nobody else on the server."""
    from ownaccord.web import cli

    cli.prepare()
    from bench import machine, world
    from ownaccord.accounts.models import Host
    from ownaccord.lib import clock

    sys.stdout.write("\n".join(machine.lines()) + "\n\n")
    Host.objects.create(name="The benchmark")
    keys, words = world.somebody_who_signs_in("reader", clock.now())
    entry = write(keys, size.entries, clock.now())
    server = Server()
    reader, many = _home(server.port, "reader", words), f"{size.entries:,} entries"
    _say(f"journal of {many}, opened", [_asked(reader, HERE) for _ in range(size.runs)])
    _say(f"journal of {many}, searched", [_searched(reader, number) for number in range(size.runs)])
    _say(f"journal of {many}, one read", [_asked(reader, f"{HERE}{entry}/") for _ in range(size.runs)])
    _say(f"journal of {many}, one written", [_written(reader) for _ in range(size.runs)])
    server.stop()


def write(keys: "Keyring", count: int, now: int) -> str:
    """Put this many entries of some hundred characters into a journal, a third with several questions; one id."""
    from ownaccord.core.entry import Drawer, Entry, Kind
    from ownaccord.journal import entries
    from ownaccord.journal.models import Entry as Row

    drawer, drawn = Drawer(keys), random.Random(count)
    kinds = (Kind.NOTE, Kind.NOTE, Kind.THOUGHT)
    rows = []
    for number in range(count):
        kind = kinds[number % 3]
        names = ("text",) if kind is Kind.NOTE else ("situation", "thought", "feeling", "fairer")
        said = {name: " ".join(drawn.choices(WORDS, k=80 // len(names))) for name in names}
        stored = drawer.write(Entry(os.urandom(16).hex(), 1, kind, now - number * 5000, said), os.urandom)
        rows.append(Row(owner_id=keys.person, **entries._columns(stored)))
    Row.objects.bulk_create(rows, batch_size=500)
    entries.take_as_left(keys.person, keys)
    assert entries.look(keys.person, keys).as_left
    return str(rows[-1].pk)


def _searched(reader: Visitor, number: int) -> float:
    """The form and the page that it leads to, together."""
    fields = _form(reader, f"{HERE}search/")
    begun = perf_counter()
    status, _ = reader.asks(f"{HERE}search/", {**fields, "words": f"{WORDS[number % len(WORDS)]} bread"})
    assert status == 303, status
    status, page = reader.asks(f"{HERE}search/")
    assert status == 200 and "row-name" in page
    return (perf_counter() - begun) * 1000


def _written(reader: Visitor) -> float:
    fields = _form(reader, f"{HERE}write/")
    begun = perf_counter()
    status, _ = reader.asks(f"{HERE}write/", {**fields, "text": "One more."})
    assert status == 303, status
    return (perf_counter() - begun) * 1000


def _form(reader: Visitor, path: str) -> dict[str, str]:
    _, page = reader.asks(path)
    token, whose = TOKEN.search(page), re.search(r'name="_whose" value="([^"]+)"', page)
    assert token is not None
    return {"csrfmiddlewaretoken": token[1], **({"_whose": whose[1]} if whose else {})}


def _say(name: str, taken: list[float]) -> None:
    say(f"{name}: p50", p50(taken), "ms")
    say(f"{name}: p95", p95(taken), "ms", GOAL)


if __name__ == "__main__":
    main(sys.argv[1:])
