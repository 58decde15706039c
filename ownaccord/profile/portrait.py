"""What the pages about oneself show beside their questions: what was written, the outline of a body, suggestions.

A suggestion is for its author alone. It says what could be done, what the other could notice of it, and where.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ownaccord.accounts.keys import VaultBook
from ownaccord.consent import choices
from ownaccord.profile import memory
from ownaccord.profile.outline import PATHS
from ownaccord.profile.parts import ABOUT, BODY, TALK, Kind, Part, Question


@dataclass(frozen=True, slots=True)
class Line:
    """One part on the shelf, with whether anything was written in it."""

    title: str | Promise
    why: str | Promise
    url: str
    written: bool


@dataclass(frozen=True, slots=True)
class Shelf:
    """All parts: about oneself, and talking to oneself."""

    about: tuple[Line, ...]
    talk: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Area:
    """One area of the body in the outline: what was said about it, in a word and as a pattern."""

    name: str
    label: str | Promise
    said: str
    words: str | Promise
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something that its reader could do, what of it the other could notice, and where it is done."""

    text: str | Promise
    noticed: str | Promise
    url: str
    link: str | Promise


@dataclass(frozen=True, slots=True)
class More:
    """What stands beside the questions of a part."""

    areas: tuple[Area, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()


def shelf(book: VaultBook) -> Shelf:
    """Return every part."""
    return Shelf(tuple(_line(book, each) for each in ABOUT), tuple(_line(book, each) for each in TALK))


def _line(book: VaultBook, part: Part) -> Line:
    url = reverse("about-part", kwargs={"part": part.slug})
    return Line(part.title, part.why, url, bool(memory.part(book, part.slug)))


def more(part: Part, said: Mapping[str, Any]) -> More:
    """Return what stands beside the questions of this part, as it was last written."""
    if part.slug == "body":
        return More(areas=tuple(_area(name, said) for name in choices.AREAS))
    if part.slug == "power" and said:
        return More(suggestions=_suggestions())
    return More()


def _area(name: str, said: Mapping[str, Any]) -> Area:
    word = said.get(f"area_{name}", "")
    word = word if word in BODY else ""
    return Area(name, choices.AREAS[name], word, BODY.get(word, ""), PATHS[name])


def _suggestions() -> tuple[Suggestion, ...]:
    return (
        Suggestion(
            _("A longer waiting time of your own, before anything you want to raise counts."),
            _("The other sees nothing of it; something you wish for only counts later."),
            reverse("me-settings"), _("How this behaves"),
        ),
        Suggestion(
            _("An earlier date on which you look at your own positions again."),
            _("The review date stands on the map, as every review date does."),
            reverse("home"), _("Us"),
        ),
        Suggestion(
            _("Somebody outside whom you can ask, and knowing beforehand what to do if you are afraid."),
            _("Nothing of it is kept here. A page that was open can stand in the history of a browser."),
            reverse("help"), _("Help"),
        ),
    )  # fmt: skip


def written(part: Part, said: Mapping[str, Any]) -> list[str]:
    """Return what was written in a part, in words, one line a question."""
    return [f"{each.label}: {words}" for each in part.questions if (words := in_words(each, said))]


def in_words(asked: Question, said: Mapping[str, Any]) -> str:
    """Return what was said to one question, in words; nothing when nothing was."""
    given = said.get(asked.name)
    if asked.kind is Kind.SOME:
        return ", ".join(str(asked.table[each]) for each in given or () if each in asked.table)
    return str(asked.table.get(str(given), "")) if asked.kind is Kind.ONE else str(given or "")
