"""Three years of somebody's own entries, as `journal.entries` would write them, and what a page makes of them."""

import os
from collections.abc import Iterator
from typing import Any

from bench.figures import p50, say, times
from ownaccord.accounts import vaults
from ownaccord.accounts.keys import Keyring
from ownaccord.core.entry import Drawer, Entry, Kind
from ownaccord.core.measure import Scale
from ownaccord.journal import entries, measured, memory
from ownaccord.journal.models import Entry as Row
from ownaccord.journal.plot import Span

DAY = 86_400

Made = Iterator[tuple[Kind, int, dict[str, Any]]]


def fill(keys: Keyring, days: int, most: int, now: int) -> None:
    """Write a measure every day, a debrief every week, and notes until there are as many as wanted."""
    drawer, every = Drawer(keys), (*_measures(days, now), *_debriefs(days, now), *_notes(days, most, now))
    stored = [drawer.write(Entry(os.urandom(16).hex(), 1, *each), os.urandom) for each in every]
    Row.objects.bulk_create(
        [Row(id=s.id, owner_id=keys.person, version=1, key_sealed=s.key_sealed, sealed=s.sealed) for s in stored],
        batch_size=500,
    )
    total = drawer.summed((each.id, each.version) for each in stored)
    vaults.change(keys.person, keys, lambda book: memory.keep_sum(book, total))


def _measures(days: int, now: int) -> Made:
    for back in range(days):
        said = {scale.value: (back // (3 + number) + back * number) % 5 for number, scale in enumerate(Scale)}
        yield Kind.MEASURE, now - back * DAY, said


def _debriefs(days: int, now: int) -> Made:
    said = {"good": "It was quiet, and long enough. " * 20, "feelings": ["glad", "tender"], "limit": "no"}
    for back in range(0, days, 7):
        yield Kind.DEBRIEF, now - back * DAY - 60, {"space": "", "items": [], "mood": back % 5, "said": said}


def _notes(days: int, most: int, now: int) -> Made:
    for number in range(most - days - len(range(0, days, 7))):
        yield Kind.NOTE, now - number * DAY // 4, {"text": "Something that was so on this day. " * 20}


def inside(keys: Keyring, runs: int, now: int) -> None:
    """What the page of measures is made of, without a server."""
    found, book = entries.every(keys.person, keys, measured.KINDS), vaults.read(keys.person, keys)
    opened = times(lambda: entries.every(keys.person, keys, measured.KINDS), runs)
    say("every entry opened, measures and debriefs kept", p50(opened), "ms")
    drawn = times(lambda: measured.page(found, book, Span.THREE_YEARS, now), runs)
    say("plot and table of three years made of them", p50(drawn), "ms")
