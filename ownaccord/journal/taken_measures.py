"""What a person takes along of their measures and debriefs: in words, by the time of each."""

from typing import Any

from django.utils.translation import gettext as _

from ownaccord.accounts import vaults
from ownaccord.accounts.keys import VaultBook
from ownaccord.accounts.requests import Unlocked
from ownaccord.core.entry import Entry, Kind
from ownaccord.core.measure import FIRST
from ownaccord.journal import debrief, entries, measured, scales
from ownaccord.journal.questions import QUESTIONS
from ownaccord.spaces import access as spaces


def things(request: Unlocked) -> dict[str, Any]:
    """Return how this person was, and what they wrote when they looked back."""
    book = vaults.read(request.person, request.keys)
    found = entries.every(request.person, request.keys, measured.KINDS)
    said = [f"{each.when}: {each.words}" for each in measured.kept(found)]
    written: dict[str, list[str]] = {}
    for entry in found:
        if entry.kind is Kind.DEBRIEF:
            title = f"{measured.when(entry.at)}: {measured.title(book, debrief.read(entry))}"
            written[title] = [*written.get(title, []), *_lines(entry, book)]
    sections = {_("How I am over time"): {_("What I said"): said} if said else {}, _("My debriefs"): written}
    return {title: each for title, each in sections.items() if each}


def _lines(entry: Entry, book: VaultBook) -> list[str]:
    kept = debrief.read(entry)
    space = spaces.label_in(book, kept.space)
    mood = "" if kept.mood is None else f"{scales.NAMES[FIRST]}: {scales.word(FIRST, kept.mood)}"
    asked = (each for each in QUESTIONS if each.name in kept.said)
    said = [f"{each.label}: {debrief.in_words(each, kept.said[each.name])}" for each in asked]
    return [line for line in (space, *said, mood) if line]
