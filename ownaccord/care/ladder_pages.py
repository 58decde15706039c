"""What the pages of small steps show: the reader's own ladders with where they are, and what others show of theirs."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404
from django.utils.translation import gettext as _

from ownaccord.accounts.keys import Keyring
from ownaccord.catalogue import Item
from ownaccord.consent import choices, debriefs, ladders, queries, wording
from ownaccord.consent.looking import Look
from ownaccord.core.ladder import MOST_STEPS, Ladder, is_open
from ownaccord.core.position import Shape, Side
from ownaccord.core.terms import Level, Terms
from ownaccord.spaces import showing


@dataclass(frozen=True, slots=True)
class Step:
    """One step in words. `now`: its owner is on it; `following`: it comes next."""

    number: int
    terms: tuple[str, ...]
    now: bool = False
    following: bool = False


@dataclass(frozen=True, slots=True)
class OwnLadder:
    """One's own ladder as its page shows it. `stands`: how the present step stands, in words; `why`: why no next yet.

    `may_next`, `may_stay`, `may_down`: which of the three can be pressed.
    """

    name: str
    side: str
    steps: tuple[Step, ...]
    place: int
    stands: str
    why: str
    may_next: bool
    may_stay: bool
    may_down: bool
    sign: str
    review: str
    due: bool
    shown: bool
    full: bool
    dynamic: bool
    droppable: bool

    @property
    def following(self) -> int:
        """The number of the next step."""
        return self.place + 1


@dataclass(frozen=True, slots=True)
class Line:
    """One own ladder in a list."""

    name: str
    side: str
    url: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A ladder that somebody shows: its steps, and on which side its reader could begin it."""

    by: str
    name: str
    their_side: str
    steps: tuple[Step, ...]
    sign: str
    review: str
    value: str
    sides: tuple[tuple[str, str], ...]


def item_for(found: Look, item: Item) -> Item:
    """Return the item if there can be a ladder on it, or Http404: nothing above Talk first goes up in steps."""
    if item.ceiling < Level.TRIAL:
        raise Http404
    return item


def url(found: Look, item: str, side: Side) -> str:
    """Return the address of the reader's ladder on this side."""
    return found.addresses.item(item, "ladder", side=found.addresses.mark(side.value))


def mine(found: Look) -> tuple[Line, ...]:
    """Return the reader's own ladders here, by the names of their items."""
    kept = [each for each in ladders.ladders(found.book, found.space.id) if found.catalogue.item(each.item)]
    lines = [Line(queries.name_of(found, e.item), _side(e.side), url(found, e.item, e.side)) for e in kept]
    return tuple(sorted(lines, key=lambda line: (line.name.casefold(), line.side)))


def _side(side: Side) -> str:
    return str(choices.SIDES[side.value])


def own(found: Look, ladder: Ladder) -> OwnLadder:
    """Return the reader's own ladder with where they are."""
    due, may_next = ladder.is_due(found.clock), ladders.may_ask_next(found, ladder)
    return OwnLadder(
        name=queries.name_of(found, ladder.item), side=_side(ladder.side), steps=_steps(ladder, may_next),
        place=ladder.place, stands=_stands(found, ladder), why="" if may_next else _why(found, ladder),
        may_next=may_next, may_stay=ladder.place > 0 and not due and not ladders.rests(found, ladder),
        may_down=ladder.place > 0, sign=ladder.sign,
        review=wording.day(ladder.review_at) if ladder.review_at is not None else "", due=due,
        shown=ladders.card_of(ladder) in showing.mine(found.book, found.space.id),
        full=len(ladder.steps) >= MOST_STEPS, dynamic=ladder.is_dynamic,
        droppable=len(ladder.steps) > max(ladder.place, 0) and bool(ladder.steps),
    )  # fmt: skip


def _steps(ladder: Ladder, may_next: bool) -> tuple[Step, ...]:
    return tuple(
        Step(number, _terms(terms), number == ladder.place, number == ladder.place + 1 and may_next)
        for number, terms in enumerate(ladder.steps, 1)
    )


def _terms(terms: Terms) -> tuple[str, ...]:
    return tuple(wording.lines(terms)) or (_("Anywhere, without further terms"),)


def _stands(found: Look, ladder: Ladder) -> str:
    """How the present step stands: asked for, stated, open, used or not there. Nobody else's part of it shows."""
    if not ladder.place:
        return _("You have not begun.")
    if ladders.rests(found, ladder):
        return _("It rests among your wishes. Once you have slept on it, you can say “Still so” there.")
    terms = found.mine.terms(*ladder.key) if found.mine is not None else None
    mine = [a.terms for a in found.arrangements if a.item == ladder.item and (found.person, ladder.side) in a.sides]
    if any(is_open(ladder.steps[ladder.place - 1], each) for each in mine):
        return _("It is available now.")
    if debriefs.spent_at(found, *ladder.key) is not None and (terms is None or terms.level <= Level.TALK):
        return _("A scene has used it.")
    return _("Not available yet.")


def _why(found: Look, ladder: Ladder) -> str:
    """Why the next step cannot be asked for yet; nothing where there is none."""
    if ladder.place + 1 not in ladder.numbers:
        return ""
    if ladder.is_due(found.clock):
        return _("The day has come on which you wanted to look at all of it. Name another day first.")
    if ladders.rests(found, ladder):
        return _("The next step comes after this one.")
    return _(
        "The next step can be asked for after your own debrief of this one, and not while you are below your own line."
    )


def offers(found: Look, keys: Keyring) -> tuple[Offer, ...]:
    """Return what the others show of theirs, by name."""
    every = [_offer(found, who, shown) for who, shown in ladders.shown_by_others(found, keys)]
    return tuple(sorted(every, key=lambda offer: (offer.by.casefold(), offer.name.casefold())))


def _offer(found: Look, who: str, shown: Ladder) -> Offer:
    sides = tuple(
        (side.value, _side(side)) for side in _sides(shown.side)
        if not ladders.of(found.book, found.space.id, shown.item, side).steps
    )  # fmt: skip
    return Offer(
        found.space.name(who) or _("Somebody"), queries.name_of(found, shown.item),
        str(choices.SIDES_OF_OTHERS[shown.side.value]), _steps(shown, False), shown.sign,
        wording.day(shown.review_at) if shown.review_at is not None else "",
        f"{who}/{ladders.card_of(shown)}", sides,
    )  # fmt: skip


def _sides(side: Side) -> Iterable[Side]:
    """The sides on which the same steps make sense: those of the same shape."""
    return next(shape.sides for shape in Shape if side in shape.sides)


def offered(found: Look, keys: Keyring, value: str, side: str) -> tuple[Ladder, Side]:
    """Return the ladder that this names among what the others show, and the side, or Http404."""
    for who, shown in ladders.shown_by_others(found, keys):
        if value == f"{who}/{ladders.card_of(shown)}":
            for each in _sides(shown.side):
                if each.value == side:
                    return shown, each
    raise Http404
