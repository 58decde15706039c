"""What the pages of the journal show, opened for its owner."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from ownaccord.accounts.keys import Keyring
from ownaccord.core.entry import Entry
from ownaccord.journal import entries
from ownaccord.journal.portrait import Written, text_of, written
from ownaccord.journal.sheets import SHEETS

A_PAGE = 50
MOST_FINDS = 100
_MARKS = re.compile("[\u0300-\u036f]")


@dataclass(frozen=True, slots=True)
class Month:
    """The entries of one month that stand on this page, the newest first."""

    name: str
    entries: tuple[Written, ...]


@dataclass(frozen=True, slots=True)
class Journal:
    """One page of the journal. `newer`, `older`: numbers of the pages beside it, 0 for none."""

    months: tuple[Month, ...]
    newer: int
    older: int
    lost: bool
    as_left: bool


@dataclass(frozen=True, slots=True)
class Finds:
    """Entries in which the words stand; `more`: there are others, further back."""

    entries: tuple[Written, ...]
    more: bool


def journal(person: str, keys: Keyring, number: int) -> Journal:
    """Return this page of the journal, from 1; the last where there are not as many."""
    found = entries.look(person, keys)
    here = [each for each in found.entries if each.kind in SHEETS]
    pages = max(1, -(-len(here) // A_PAGE))
    number = min(max(number, 1), pages)
    shown = here[(number - 1) * A_PAGE : number * A_PAGE]
    older = number + 1 if number < pages else 0
    return Journal(tuple(_months(shown)), number - 1, older, bool(found.lost), found.as_left)


def _months(shown: list[Entry]) -> Iterator[Month]:
    for name, each in groupby(map(written, shown), key=lambda entry: entry.month):
        yield Month(name, tuple(each))


def finds(person: str, keys: Keyring, wanted: str) -> Finds:
    """Return the entries in which every wanted word stands somewhere, the newest first; without words none."""
    words = folded(wanted).split()
    if not words:
        return Finds((), more=False)
    found: list[Entry] = []
    for each in entries.every(person, keys, SHEETS.keys()):
        text = folded(text_of(each))
        if all(word in text for word in words):
            found.append(each)
    return Finds(tuple(map(written, found[:MOST_FINDS])), len(found) > MOST_FINDS)


def folded(text: str) -> str:
    """Return a text as the search sees it: case and accents make no difference."""
    if text.isascii():
        return text.lower()
    return _MARKS.sub("", unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold()))


def everything(person: str, keys: Keyring) -> tuple[tuple[Written, ...], bool]:
    """Return every entry that has a page here, the oldest first, and whether something could not be read."""
    found = entries.look(person, keys)
    return tuple(written(each) for each in reversed(found.entries) if each.kind in SHEETS), bool(found.lost)
