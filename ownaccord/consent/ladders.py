"""The verbs of one's own ladders: making one, asking for a step, staying, stepping down; all but the last are wishes.

A ladder lies in its owner's vault. What others see of it is what it comes to as a position, and the card that its owner
shows of its steps; never how far they are, nor what they asked for.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from django.db import transaction

from ownaccord.accounts import vaults
from ownaccord.accounts.keys import Keyring, VaultBook
from ownaccord.catalogue import Item
from ownaccord.consent import actions, cooled, debriefs, memory
from ownaccord.consent import rests as resting
from ownaccord.consent.actions import Outcome
from ownaccord.consent.looking import Look
from ownaccord.consent.memory import UNREAD
from ownaccord.core import ladder as core
from ownaccord.core.errors import Malformed, Refused
from ownaccord.core.ladder import Ladder
from ownaccord.core.position import Side
from ownaccord.core.terms import Level, Terms, meet
from ownaccord.spaces import showing

CARD = "ladder:"
MOST = 12
"""How many ladders there is room for in one space."""


class NoRoom(Refused):
    """There are as many ladders, steps or cards as there is room for."""


class StepRests(Refused):
    """The step that was asked for last is among the wishes; the next comes after it."""


class NotShown(Refused):
    """It rests for whoever would show it, or somebody else has told that it is off-limits."""


class LookFirst(Refused):
    """The day has come on which all of it is looked at again; nothing more is asked for before that."""


def ladders(book: VaultBook, space: str) -> tuple[Ladder, ...]:
    """Return this person's ladders in a space; one that cannot be read is none."""
    found = []
    for key, value in book.under(f"ladder/{space}/").items():
        with suppress(*UNREAD):
            _ladder, _space, item, side = key.split("/")
            found.append(core.from_list(item, Side(side), value))
    return tuple(found)


def of(book: VaultBook, space: str, item: str, side: Side) -> Ladder:
    """Return the ladder on this side, an empty one where there is none."""
    return next((each for each in ladders(book, space) if each.key == (item, side)), Ladder(item, side))


def _keep(book: VaultBook, space: str, ladder: Ladder) -> None:
    book.put(f"ladder/{space}/{ladder.item}/{ladder.side}", core.as_list(ladder))


def forget(book: VaultBook, space: str) -> None:
    """Forget all of them in a space that has ended."""
    for key in book.under(f"ladder/{space}/"):
        book.drop(key)


def _change(look: Look, keys: Keyring, item: str, side: Side, change: Callable[[Ladder], Ladder]) -> None:
    space = look.space.id

    def mutate(book: VaultBook) -> None:
        if not of(book, space, item, side).steps and len(ladders(book, space)) >= MOST:
            raise NoRoom
        _keep(book, space, change(of(book, space, item, side)))

    vaults.change(look.person, keys, mutate)


def add(*, look: Look, keys: Keyring, item: Item, side: Side, terms: Terms, sign: str, review_at: int | None) -> None:
    """Add a step at the end of the own ladder, or begin one; NoRoom when it is full."""
    if len(of(look.book, look.space.id, item.slug, side).steps) >= core.MOST_STEPS:
        raise NoRoom
    _change(look, keys, item.slug, side, lambda ladder: core.with_step(ladder, terms, sign, review_at))


def take_over(*, look: Look, keys: Keyring, side: Side, shown: Ladder) -> None:
    """Begin an own ladder with the steps that somebody shows, at its foot; an own one that is there stays as it is."""
    if of(look.book, look.space.id, shown.item, side).steps:
        raise NoRoom
    fresh = Ladder(shown.item, side, shown.steps, 0, 0, shown.sign, shown.review_at)
    _change(look, keys, shown.item, side, lambda _none: fresh)


def drop_last(*, look: Look, keys: Keyring, ladder: Ladder) -> None:
    """Take the last step off again, if it was not reached."""
    _change(look, keys, *ladder.key, core.without_last)


def look_again(*, look: Look, keys: Keyring, ladder: Ladder, review_at: int) -> None:
    """Name the next day on which all of it is looked at again."""
    _change(look, keys, *ladder.key, lambda kept: replace(kept, review_at=review_at))


def let_go(*, look: Look, keys: Keyring, ladder: Ladder) -> None:
    """Forget the ladder and take its card back; what was stated stays as it is."""
    if card_of(ladder) in showing.mine(look.book, look.space.id):
        take_back(look=look, keys=keys, ladder=ladder)
    space = look.space.id
    vaults.change(look.person, keys, lambda book: book.drop(f"ladder/{space}/{ladder.item}/{ladder.side}"))


# --- asking, staying, stepping down -----------------------------------------------------------------------------------


def may_ask_next(look: Look, ladder: Ladder) -> bool:
    """Whether the next step can be asked for: the first at once, each later one only after the own debrief of the last
    and not below the own line; none while the last is still a wish, and none that would need another look.
    """
    if ladder.place + 1 not in ladder.numbers or ladder.is_due(look.clock) or rests(look, ladder):
        return False
    return ladder.place == 0 or debriefs.may_grant_again(look, *ladder.key, since=_since(look, ladder))


def rests(look: Look, ladder: Ladder) -> bool:
    """Whether a wish of its owner's rests on this side."""
    return memory.wish(look.book, look.space.id, *ladder.key) is not None


def _since(look: Look, ladder: Ladder) -> int:
    """From when on a debrief is one of the last step: from when it was stated, or asked for if it is not there now."""
    entry = look.mine.entry(*ladder.key) if look.mine is not None else None
    stated = entry.stated_at if entry is not None and entry.terms.level > Level.TALK else 0
    return max(stated, ladder.asked_at)


def ask(*, look: Look, keys: Keyring, ladder: Ladder, number: int) -> Outcome:
    """Ask for this step, the next or the same once more: a wish for its terms, as any other. It shows nowhere.

    NoDebrief before the own debrief or below the own line; whatever else stands against a wish is refused as ever.
    """
    item = look.catalogue.item(ladder.item)
    if ladder.is_due(look.clock):
        raise LookFirst
    moved = core.asked(ladder, number, look.clock)
    if item is None:
        raise Refused("gone")
    if number > ladder.place and not may_ask_next(look, ladder):
        raise StepRests if rests(look, ladder) else debriefs.NoDebrief
    terms = ladder.terms(number, look.clock)
    with transaction.atomic():
        done = actions.take_position(look=look, keys=keys, item=item, side=ladder.side, terms=terms)
        vaults.change(look.person, keys, lambda book: _keep(book, look.space.id, moved))
    return done


def step_down(*, look: Look, keys: Keyring, ladder: Ladder) -> Outcome:
    """Go one step lower: what was stated is met with that step at once, and a wish on it is gone. It needs no debrief.

    Where no record can be written, or the card was not read as it is now, nothing is left of it: lower is always taken.
    """
    item, lower = look.catalogue.item(ladder.item), core.stepped_down(ladder, look.clock)
    done = Outcome.SAME
    with transaction.atomic():
        if item is not None:
            done = _lowered(look, keys, item, ladder, lower)
        vaults.change(look.person, keys, lambda book: _keep(book, look.space.id, lower))
    return done


def _lowered(look: Look, keys: Keyring, item: Item, ladder: Ladder, lower: Ladder) -> Outcome:
    old = look.mine.terms(*ladder.key) if look.mine is not None else Terms(level=Level.NO)
    terms = meet(old, lower.terms(lower.place, look.clock)) if lower.place else Terms(level=Level.NO)
    covered = cooled.covering(look, item.slug) is not None
    if terms.level is not Level.NO and not covered and not look.cannot_write:
        with suppress(Refused):
            return actions.take_position(look=look, keys=keys, item=item, side=ladder.side, terms=terms)
    return actions.tighten(look=look, keys=keys, item=item, side=ladder.side, level=Level.NO)


# --- the card ---------------------------------------------------------------------------------------------------------


def card_of(ladder: Ladder) -> str:
    """Return the name of the card that shows this ladder."""
    return f"{CARD}{ladder.item}:{ladder.side}"


def show(*, look: Look, keys: Keyring, ladder: Ladder) -> None:
    """Show its steps to the space, as they are now; NoRoom where too much is shown already.

    NotShown where that would put before the others what they have said no to.
    """
    if resting.is_closed(look, ladder.item) or ladder.item in _told_to(look, look.person):
        raise NotShown
    try:
        showing.show(space=look.space, keys=keys, about=card_of(ladder), lines=core.as_lines(ladder))
    except Malformed:
        raise NoRoom from None


def take_back(*, look: Look, keys: Keyring, ladder: Ladder) -> None:
    """Show it no more."""
    showing.take_back(space=look.space, keys=keys, about=card_of(ladder))


def _told_to(look: Look, person: str) -> frozenset[str]:
    """The items on which anybody but this person has told a limit."""
    return frozenset(item for who, state in look.states.items() if who != person for item, _side in state.told)


def shown_by_others(look: Look, keys: Keyring) -> tuple[tuple[str, Ladder], ...]:
    """Return the ladders that the others show here, with whose each is; what does not read is not shown.

    Neither is, without a word to whoever shows it, what the reader has said no to, or somebody has told as off-limits.
    """
    found = []
    for who, cards in showing.shown_to(look.space, keys).items():
        for about, lines in cards.items():
            with suppress(Malformed):
                shown = core.from_lines(tuple(lines)) if about.startswith(CARD) else None
                if shown is not None and about == card_of(shown) and look.catalogue.item(shown.item) is not None:
                    found.append((who, shown))
    return tuple((who, each) for who, each in found if not _is_hidden(look, who, each.item))


def _is_hidden(look: Look, who: str, item: str) -> bool:
    return item in _told_to(look, who) or look.clock < resting.until(look.book, look, resting.shown_of(item))
