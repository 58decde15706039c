"""An entry in words: its title, its moment, and each question with what was said to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from ownaccord.core.entry import Entry
from ownaccord.journal.sheets import SHEETS, Ask, Question, Sheet

LONGEST_TITLE = 80


@dataclass(frozen=True, slots=True, repr=False)
class Line:
    """One question of an entry, and what was said to it."""

    label: str
    words: str


@dataclass(frozen=True, slots=True, repr=False)
class Written:
    """An entry as its reader sees it; `kind` is what such an entry is called."""

    id: str
    version: int
    kind: str | Promise
    title: str
    when: str
    month: str
    lines: tuple[Line, ...]


def written(entry: Entry) -> Written:
    """Return an entry in words."""
    sheet, day = SHEETS[entry.kind], localtime(datetime.fromtimestamp(entry.at, UTC))
    lines = tuple(Line(str(each.label), words) for each in sheet.questions if (words := in_words(each, entry.content)))
    return Written(
        entry.id, entry.version, sheet.title, title(sheet, entry.content), date_format(day, "j F Y, H:i"),
        date_format(day, "F Y"), lines,
    )  # fmt: skip


def title(sheet: Sheet, said: Mapping[str, Any]) -> str:
    """Return the first line of what was written; what was chosen where nothing was."""
    own = sorted(sheet.questions, key=lambda each: each.ask is not Ask.TEXT)
    first = next((words for each in own if (words := in_words(each, said))), _("Nothing written"))
    line = first.strip().split("\n")[0]
    return line if len(line) <= LONGEST_TITLE else line[: LONGEST_TITLE - 1].rstrip() + "…"


def text_of(entry: Entry) -> str:
    """Return everything that an entry says, as it is searched."""
    return "\n".join(in_words(each, entry.content) for each in SHEETS[entry.kind].questions)


def in_words(asked: Question, said: Mapping[str, Any]) -> str:
    """Return what was said to one question, in words; nothing when nothing was."""
    given = said.get(asked.name)
    if asked.ask is Ask.SOME:
        return ", ".join(str(words) for each, words in asked.table.items() if each in (given or ()))
    if asked.ask is Ask.ONE:
        return str(asked.table.get(str(given), ""))
    return str(given or "")
