"""What a person's own vault keeps of recheck-ins in a space; docs/develop/spec/vault-store.md lists it all.

A walk is one recheck-in under way: what was written on its pages, and which items were passed by. Nobody else has it.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from ownaccord.accounts.keys import VaultBook
from ownaccord.core.rhythm import Form, Known

FIRST = date(1970, 1, 1)
LATEST_DAY = 2_900_000
MOST = 400


@dataclass(frozen=True, slots=True, repr=False)
class Walk:
    """One recheck-in: its form, what was written on which page, items passed by, and those to talk about."""

    form: Form
    said: Mapping[str, str] = field(default_factory=dict)
    passed: frozenset[str] = frozenset()
    talk: tuple[str, ...] = ()


def walk(book: VaultBook, space: str) -> Walk | None:
    """Return the recheck-in under way here; what cannot be read is none."""
    match book.get(f"recheck/{space}"):
        case [str(form), dict(said), [*passed], [*talk]]:
            texts = {str(question): str(text) for question, text in said.items()}
            with suppress(ValueError):
                return Walk(Form(form), texts, frozenset(map(str, passed)), tuple(map(str, talk)))
    return None


def keep(book: VaultBook, space: str, kept: Walk) -> None:
    """Keep a recheck-in as far as it has come."""
    lists = sorted(kept.passed)[:MOST], list(kept.talk)[:MOST]
    book.put(f"recheck/{space}", [str(kept.form), dict(kept.said), *map(list, lists)])


def say(book: VaultBook, space: str, question: str, text: str) -> None:
    """Keep what was written on one page, in place of what was there; an empty text is none."""
    here = walk(book, space) or Walk(Form.FULL)
    said = {each: words for each, words in here.said.items() if each != question}
    keep(book, space, replace(here, said=said | ({question: text} if text else {})))


def pass_by(book: VaultBook, space: str, what: str, talk: str = "") -> None:
    """Go on to the next item; `talk`: the name of one that its owner would like to talk about."""
    here = walk(book, space) or Walk(Form.SHORT)
    more = () if not talk or talk in here.talk else (talk,)
    keep(book, space, replace(here, passed=here.passed | {what}, talk=(*here.talk, *more)))


def end(book: VaultBook, space: str) -> None:
    """Forget what was written on the pages; what was stated stands, and what was put for all to read stays there."""
    book.drop(f"recheck/{space}")


def known(book: VaultBook, space: str) -> Known | None:
    """Return the dates of this person's rhythm here; None before they chose one."""
    match book.get(f"rhythm/{space}"):
        case [int(begun), int(done), int(own), int(scene)]:
            first, *others = (_date(each) for each in (begun, done, own, scene))
            return Known(first, *others) if first is not None else None
    return None


def keep_known(book: VaultBook, space: str, kept: Known) -> None:
    """Keep these dates."""
    each = (kept.begun, kept.done, kept.own, kept.scene)
    book.put(f"rhythm/{space}", [0 if day is None else (day - FIRST).days for day in each])


def forget(book: VaultBook, spaces: Iterable[str]) -> None:
    """Forget everything of it in these spaces."""
    for space in spaces:
        book.drop(f"rhythm/{space}")
        book.drop(f"recheck/{space}")


def _date(days: int) -> date | None:
    return FIRST + timedelta(days=days) if 0 < days < LATEST_DAY else None


def day_of(moment: int) -> date:
    """Return which day it is at this unix second, as everywhere in the house."""
    return FIRST + timedelta(seconds=moment)
