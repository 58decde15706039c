"""A plan while it is made: in the own vault alone, one entry a space, before anybody else can see anything of it.

Nothing here is a plan yet, and nothing here permits. Entry: docs/develop/spec/vault-store.md.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from ownaccord.accounts.keys import VaultBook
from ownaccord.core.confirmation import MAX_MINUTES, is_name
from ownaccord.core.errors import Malformed
from ownaccord.core.plain import listed
from ownaccord.core.plan import MOST_LINES, MOST_SIGNALS, MOST_THINGS, Agreed, Plan, Signal, Way
from ownaccord.core.position import Side, checked_key, is_number
from ownaccord.core.terms import Context, is_plain

STEPS = ("what", "when", "words", "ready")

Sides = tuple[tuple[str, Side], ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """One arrangement that somebody wants in the plan, by its item and whose side is whose; sorted by person."""

    item: str
    sides: Sides


@dataclass(frozen=True, slots=True)
class When:
    """Where, for how many minutes, how often to check in (0: no rhythm), and who leads (empty: nobody)."""

    context: Context
    minutes: int
    check_in: int
    leads: str


@dataclass(frozen=True, slots=True)
class Words:
    """Safewords and safe signs, what green, yellow and red mean, and the languages that are spoken here."""

    agreed: tuple[Agreed, ...]
    meanings: tuple[str, str, str]
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ready:
    """Who carries the signals of whom, device by device, and what lies ready."""

    carrying: tuple[tuple[str, ...], ...]
    things: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Draft:
    """What has been said of a plan so far; None, or nothing in `what`: not said yet."""

    what: tuple[Chosen, ...] = ()
    when: When | None = None
    words: Words | None = None
    ready: Ready | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing was said yet."""
        return self == Draft()

    @property
    def missing(self) -> tuple[str, ...]:
        """The steps in which nothing was said yet."""
        return tuple(step for step in STEPS if not getattr(self, step))

    def saying(self, step: str, said: Any) -> "Draft":
        """Return the draft with what was said in one step."""
        return replace(self, **{step: said})

    def after(self, step: str) -> str:
        """Return the next step after this one in which nothing was said yet; empty when there is none."""
        later = STEPS[STEPS.index(step) + 1 :]
        return next((each for each in later if each in self.missing), "")


def of_plan(plan: Plan) -> Draft:
    """Return what was said in a plan, to begin another one from."""
    return Draft(
        tuple(Chosen(line.item, line.sides) for line in plan.lines),
        When(plan.context, plan.minutes, plan.check_in, plan.leads),
        Words(plan.agreed, plan.meanings), Ready(plan.carrying, plan.things),
    )  # fmt: skip


def kept(book: VaultBook, space: str) -> Draft:
    """Return the draft of this person here; what cannot be read was not said."""
    found, draft = book.get(f"space/{space}/draft"), Draft()
    if not isinstance(found, list) or len(found) != len(STEPS):
        return draft
    for step, fields in zip(STEPS, found, strict=True):
        with suppress(Malformed, ValueError, TypeError):
            draft = draft if fields is None else draft.saying(step, _READ[step](fields))
    return draft


def keep(book: VaultBook, space: str, draft: Draft) -> None:
    """Keep the draft in place of an earlier one."""
    book.put(f"space/{space}/draft", _as_list(draft))


def drop(book: VaultBook, space: str) -> None:
    """Forget the draft."""
    book.drop(f"space/{space}/draft")


def _as_list(draft: Draft) -> list[object]:
    when, words, ready = draft.when, draft.words, draft.ready
    return [
        [[each.item, [[who, str(side)] for who, side in each.sides]] for each in draft.what] or None,
        when and [str(when.context), when.minutes, when.check_in, when.leads],
        words and [
            [[str(each.signal), str(each.way), each.text] for each in words.agreed], list(words.meanings),
            list(words.languages),
        ],
        ready and [[list(people) for people in ready.carrying], list(ready.things)],
    ]  # fmt: skip


def _what(fields: Any) -> tuple[Chosen, ...]:
    found = []
    for item, sides in map(listed, listed(fields)):
        pairs = [(str(who), Side(side)) for who, side in map(listed, listed(sides))]
        _check(bool(pairs) and pairs == sorted(pairs) and all(is_name(who) for who, _side in pairs))
        for _who, side in pairs:
            checked_key(item, side)
        found.append(Chosen(item, tuple(pairs)))
    _check(len(found) <= MOST_LINES)
    return tuple(found)


def _when(fields: Any) -> When:
    context, minutes, check_in, leads = listed(fields)
    _check(is_number(minutes, MAX_MINUTES) and minutes > 0 and is_number(check_in, minutes))
    _check(leads == "" or is_name(leads))
    return When(Context(context), minutes, check_in, leads)


def _words(fields: Any) -> Words:
    agreed, meanings, languages = map(listed, listed(fields))
    green, yellow, red = meanings
    _check(len(agreed) <= MOST_SIGNALS and all(map(is_plain, (green, yellow, red, *languages))))
    found = (Agreed(Signal(signal), Way(way), text) for signal, way, text in map(listed, agreed))
    return Words(tuple(found), (green, yellow, red), tuple(languages))


def _ready(fields: Any) -> Ready:
    carrying, things = map(listed, listed(fields))
    groups = tuple(tuple(listed(people)) for people in carrying)
    _check(bool(groups) and all(is_name(who) for people in groups for who in people) and all(groups))
    _check(len(things) <= MOST_THINGS and all(map(is_plain, things)))
    return Ready(groups, tuple(things))


_READ: Mapping[str, Callable[[Any], object]] = {"what": _what, "when": _when, "words": _words, "ready": _ready}


def _check(fits: bool) -> None:
    if not fits:
        raise Malformed("draft")
