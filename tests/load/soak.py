"""A house that is lived in for days, in minutes: nothing in it may grow but what people wrote.

The house's clock runs ahead, so that sign-ins lapse, throttles are forgotten and invitations end. The first quarter is
for warming up; the first and the last samples after it are compared.
"""

import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import astuple, dataclass
from itertools import cycle
from pathlib import Path

from django.apps import apps
from django.db import connection

from ownaccord.lib import clock
from tests.journeys.server import House
from tests.load import people
from tests.load.browsing import Browser
from tests.load.figures import Said
from tests.load.strangers import new_device, recover, sign_in, stop, words
from tests.load.wire import ask

DAYS = 4
GROWTH = 1.05
A_RECORD = 4096
WRITTEN = "consent_ledgerrow"

Ask = Callable[[], int]


@dataclass(frozen=True, slots=True)
class Sample:
    """What the server holds at one moment: MB, numbers, and rows in tables but for what people wrote."""

    memory: float
    files: int
    threads: int
    connections: int
    rows: int
    written: int
    database: int


NAMES = (
    "memory (MB)", "open files", "threads", "database connections", "rows of everything that passes", "records written",
    "database (KB)",
)  # fmt: skip


def measure(house: House, said: Said, minutes: float, positions: int, wanted: int) -> None:
    """Live, take samples, and print the first, the last and how much it grew."""
    people_here = [live(house, number, positions) for number in range(min(2, wanted))]
    until, begun = time.monotonic() + minutes * 60, time.monotonic()
    samples, asked, wrong = [], 0, 0
    for turn in cycle(people_here):
        for act, right in turn():
            asked += 1
            wrong += act() not in right
        spent = (time.monotonic() - begun) / (minutes * 60)
        if spent * wanted >= len(samples):
            samples.append(sample(house.pid))
        ahead = DAYS * 24 * min(spent, 1.0)
        house.advance(hours=max(0.0, ahead - hours_ahead(house)))
        if time.monotonic() > until:
            break
    report(said, samples, minutes, asked, wrong)


def hours_ahead(house: House) -> float:
    """How far the house's clock is ahead of this one."""
    return float(Path(house.environment["OWNACCORD_TEST_CLOCK"]).read_text()) / 3600


def report(said: Said, samples: list[Sample], minutes: float, asked: int, wrong: int) -> None:
    """The table: medians of the first and the last steady samples, against each other."""
    steady = samples[len(samples) // 4 :]
    few = max(1, len(steady) // 4)
    first, last = (middle(each) for each in (steady[:few], steady[-few:]))
    said.line(f"\n## {DAYS} days in {minutes:g} minutes")
    said.line(
        f"{asked:,} requests, {wrong} answered otherwise than they should be. Goal: nothing grows by more than 5 %;"
    )
    said.line(f"the database by at most {A_RECORD // 1024} KB for each record that was written.")
    said.verdict("soak: answers", not wrong)
    said.table("what", "first steady", "last", "growth", "")
    for name, before, after in zip(NAMES, astuple(first), astuple(last), strict=True):
        held = after <= before * GROWTH or after - before <= 1
        if name == "records written":
            said.row(name, f"{before:,.0f}", f"{after:,.0f}", "", "what people wrote")
            continue
        if name == "database (KB)":
            held = (after - before) * 1024 <= (last.written - first.written) * A_RECORD + 256 * 1024
        grown = f"{(after / before - 1) * 100 if before else 0:+.1f} %"
        said.row(name, f"{before:,.1f}", f"{after:,.1f}", grown, said.verdict(f"soak: {name}", held))


def middle(samples: list[Sample]) -> Sample:
    """The median of each figure."""
    return Sample(*(statistics.median(each) for each in zip(*map(astuple, samples), strict=True)))


def open_files(pid: int) -> Iterator[str]:
    """What the process has open; some of it may be closed while we look."""
    for each in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(FileNotFoundError):
            yield str(each.readlink())


def sample(pid: int) -> Sample:
    """Look at the process from outside, and at the database."""
    status = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines())
    counts = {each._meta.db_table: each._default_manager.count() for each in apps.get_models()}
    links = list(open_files(pid))
    return Sample(
        memory=int(status["VmRSS"].split()[0]) / 1024,
        files=len(links),
        threads=int(status["Threads"]),
        connections=connections(links),
        rows=sum(counts.values()) - counts[WRITTEN],
        written=counts[WRITTEN],
        database=size() // 1024,
    )


def connections(links: list[str]) -> int:
    """How many connections to the database the server has open."""
    if connection.vendor == "sqlite":
        return links.count(str(connection.settings_dict["NAME"]))
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()")
        return int(cursor.fetchone()[0]) - 1


def size() -> int:
    """How many bytes the database takes, with its log."""
    if connection.vendor == "sqlite":
        path = Path(connection.settings_dict["NAME"])
        return sum(each.stat().st_size for each in (path, path.with_name(path.name + "-wal")) if each.exists())
    with connection.cursor() as cursor:
        # Old versions of rows wait for the database's own sweep, which runs when it thinks fit.
        cursor.execute("VACUUM")
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])


def live(house: House, number: int, positions: int) -> Callable[[], Iterator[tuple[Ask, tuple[int, ...]]]]:
    """Two people in a space; what one of them does in a while, each request with the answers that are right."""
    (_, ours), _, space = people.pair(f"living {number}", f"with {number}", positions, clock.now())
    item, side = people.talked_about()
    browser, here, levels = Browser(house.port), f"/s/{space}/", cycle("01")

    def reads() -> Iterator[tuple[Ask, tuple[int, ...]]]:
        for path in ("/", here, f"{here}map/", f"{here}items/", f"{here}items/{item}/", f"{here}wishes/",
                     f"{here}history/", "/me/", "/help/", f"{here}map/data/"):  # fmt: skip
            yield (lambda path=path: browser.gets(path)), (200,)
        # A page in words where this server has no PDF maker.
        yield (lambda: browser.gets(f"{here}map/paper/")), (200,)

    def writes() -> Iterator[tuple[Ask, tuple[int, ...]]]:
        yield (lambda: browser.posts(f"{here}items/{item}/positions/", side=side, level=next(levels))), (303,)
        yield (lambda: browser.posts(f"{here}pause/")), (303,)
        yield (lambda: browser.posts(f"{here}lift/")), (303,)
        yield (lambda: browser.posts("/exit/")), (303,)
        yield (lambda: browser.posts("/pause/")), (303,)
        yield (lambda: browser.posts(f"{here}items/{item}/tighten/")), (303,)
        yield (lambda: browser.posts("/unlock/", secret="wrong words")), (422,)
        yield (lambda: browser.posts("/unlock/", secret=ours)), (303,)
        yield (lambda: browser.posts("/pause/lift/")), (303,)

    def strangers() -> Iterator[tuple[Ask, tuple[int, ...]]]:
        for made in (sign_in, stop, recover, new_device):
            yield (lambda made=made: ask(house.port, made(house.port), "127.9.9.9").status), (303, 422)
        yield (lambda: Browser(house.port).posts("/join/", words=words())), (422,)

    def turn() -> Iterator[tuple[Ask, tuple[int, ...]]]:
        yield (lambda: browser.posts("/sign-in/", name=f"living {number}", secret=ours)), (303,)
        yield from reads()
        yield from writes()
        yield from strangers()

    return turn
