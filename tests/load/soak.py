"""A house that is lived in for days, in minutes: nothing in it may grow but what people wrote.

The house's clock runs ahead, so that sign-ins lapse, throttles are forgotten and invitations end. The first quarter is
for warming up; the first and the last samples after it are compared. It goes on until there were enough turns. Files,
threads and connections are counted while nobody is there, after the warming up and at the end.
"""

import statistics
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import astuple, dataclass, replace
from itertools import cycle
from pathlib import Path

from django.apps import apps
from django.db import connection

from tests.journeys.server import House
from tests.load.days import HOURS, Life, settle, turn
from tests.load.figures import Said
from tests.load.resident import Tally

GROWTH = 1.05
A_RECORD = 4096
# What people make: it stays until they erase it. Everything else has to pass.
WRITTEN = (
    "consent_ledgerrow", "talk_post", "spaces_said", "spaces_together", "spaces_shown", "reveal_message",
)  # fmt: skip
# Turns until everything was done once by everybody, and until a growth would show; so much longer at most.
WARM, LEAST, LONGEST = 4, 10, 4


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
AT_REST = (*NAMES[1:4], NAMES[-1])


def measure(house: House, said: Said, minutes: float, life: Life) -> None:
    """Live, take samples, and print the first, the last and how much it grew."""
    tally = Tally()
    people_here = [settle(house, number, life, tally) for number in range(1 if life.brief else 2)]
    begun = time.monotonic()
    samples: list[Sample] = []
    at_rest: list[Sample] = []
    for number, two in enumerate(cycle(people_here)):
        for _ in turn(house, two, number, life):
            spent = (time.monotonic() - begun) / (minutes * 60)
            if at_rest and spent * life.samples >= len(samples):
                samples.append(sample(house.pid))
        house.advance(hours=HOURS)
        turns, spent = number + 1, (time.monotonic() - begun) / (minutes * 60)
        if not at_rest and (life.brief or (spent >= 0.25 and turns >= WARM)):
            at_rest.append(resting(house.pid, life.quiet))
            samples.append(at_rest[0])
        if life.brief or (spent >= 1.0 and turns >= LEAST) or spent >= LONGEST:
            break
    at_rest.append(resting(house.pid, life.quiet))
    samples.append(at_rest[-1])
    spent = (time.monotonic() - begun) / 60
    said.line(f"\n## {hours_ahead(house) / 24:.0f} days in {spent:.0f} minutes")
    report(said, samples, at_rest, tally)
    if not life.brief and turns < LEAST:
        said.verdict(f"soak: only {turns} turns", held=False)


def hours_ahead(house: House) -> float:
    """How far the house's clock is ahead of this one."""
    return float(Path(house.environment["OWNACCORD_TEST_CLOCK"]).read_text()) / 3600


def report(said: Said, samples: list[Sample], at_rest: list[Sample], tally: Tally) -> None:
    """The table: the first and the last steady samples, and what is held at rest, against each other."""
    few = max(1, len(samples) // 4)
    first, last = (middle(each) for each in (samples[:few], samples[-few:]))
    said.line(f"{tally.asked:,} requests, {len(tally.wrong)} answered otherwise than they should be{tally.words}.")
    said.line("Goal: memory and rows grow by at most 5 %; open files, threads and connections, counted while nobody is")
    said.line(f"there, by none; the database by at most {A_RECORD // 1024} KB for each record that was written.")
    said.verdict("soak: answers", not tally.wrong)
    said.table("what", "first steady", "last", "growth", "")
    compared = zip(NAMES, *(astuple(each) for each in (first, last, at_rest[0], at_rest[-1])), strict=True)
    for name, before, after, quiet, still in compared:
        if name == "records written":
            said.row(name, f"{before:,.0f}", f"{after:,.0f}", "", "what people wrote")
            continue
        if name in AT_REST:
            before, after = quiet, still
        held = after <= before if name in AT_REST else after <= before * GROWTH
        if name == "database (KB)":
            held = (after - before) * 1024 <= (at_rest[-1].written - at_rest[0].written) * A_RECORD + 256 * 1024
        grown = f"{(after / before - 1) * 100 if before else 0:+.1f} %"
        said.row(name, f"{before:,.1f}", f"{after:,.1f}", grown, said.verdict(f"soak: {name}", held))


def middle(samples: list[Sample]) -> Sample:
    """The median of each figure; of the rows the least, for they come and go with what is being done."""
    found = Sample(*(statistics.median(each) for each in zip(*map(astuple, samples), strict=True)))
    return replace(found, rows=min(each.rows for each in samples))


def open_files(pid: int) -> Iterator[str]:
    """What the process has open; some of it may be closed while we look."""
    for each in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(FileNotFoundError):
            yield str(each.readlink())


def resting(pid: int, patience: float) -> Sample:
    """What the process holds while nobody is there: the least that is seen in so many seconds."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # What is free within its files comes and goes; what is in them is what counts.
            cursor.execute("VACUUM FULL")
    until, found = time.monotonic() + patience, [sample(pid)]
    while time.monotonic() < until:
        time.sleep(1)
        found.append(sample(pid))
    return Sample(*(min(each) for each in zip(*map(astuple, found), strict=True)))


def sample(pid: int) -> Sample:
    """Look at the process from outside, and at the database."""
    status = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines())
    counts = {each._meta.db_table: each._default_manager.count() for each in apps.get_models()}
    written = sum(counts[each] for each in WRITTEN)
    links = list(open_files(pid))
    # A connection to SQLite opens the log beside it when it first reads; connections are counted by themselves.
    beside = f"{connection.settings_dict['NAME']}-"
    return Sample(
        memory=int(status["VmRSS"].split()[0]) / 1024,
        files=sum(not each.startswith(beside) for each in links),
        threads=int(status["Threads"]),
        connections=connections(links),
        rows=sum(counts.values()) - written,
        written=written,
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
