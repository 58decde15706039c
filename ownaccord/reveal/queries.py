"""What the pages of this room show: a deck, the reader's own answers to it, what is mutual. Nothing is counted."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext as _

from ownaccord.accounts import vaults
from ownaccord.accounts.keys import Keyring, VaultBook
from ownaccord.accounts.requests import Unlocked
from ownaccord.catalogue import Item, load
from ownaccord.catalogue.decks import Deck, fresh_lines, in_turn, load_decks
from ownaccord.consent import choices, interest, moments, mutual, rests
from ownaccord.consent.access import looked
from ownaccord.consent.addresses import Addresses
from ownaccord.core import pacing
from ownaccord.core.deal import Deal
from ownaccord.core.deck import Line, Mutual
from ownaccord.core.interest import Answer
from ownaccord.core.position import Key
from ownaccord.reveal import memory
from ownaccord.reveal.table import Offered, Table
from ownaccord.reveal.words import UNFAIR
from ownaccord.spaces import access as spaces
from ownaccord.spaces.access import OpenSpace


@dataclass(frozen=True, slots=True)
class Face:
    """A deck as a page names it: what it is called, when it opens, and the items in it."""

    name: str
    opens: str
    items: tuple[str, ...]
    mark: str
    unfair: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """One line of the open deck, with what its reader has said about it so far."""

    name: str
    sentence: str
    url: str
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Something that both said yes to: who does what, and where it is talked about."""

    item: str
    name: str
    words: str
    theirs: str
    side: str
    url: str
    talk_url: str
    said: bool = False


def face(deal: Deal, unfair: str = "") -> Face:
    """Return a deck for the page."""
    items = (load().item(line.item) for line in deal.about.lines)
    named = tuple(item.name for item in items if item is not None)
    opens, mark = moments.clock_time(deal.about.opens_at), deal.about.mark.hex()
    return Face(called(deal.called), opens, named, mark, str(UNFAIR[unfair]) if unfair else "")


def offered(found: Offered) -> Face:
    """Return what the other proposes for the page; its buttons are about these very bytes."""
    return replace(face(found.deal, found.unfair), mark=found.word)


def called(slug: str) -> str:
    """Return what a deck is called; one of chosen categories has no name of its own."""
    return next((deck.name for deck in load_decks() if deck.slug == slug), _("Chosen categories"))


def asked(here: Table, deal: Deal, keys: Keyring) -> tuple[Asked, ...]:
    """Return the lines of the open deck, each with the reader's own answer on the sides that it asks about."""
    answers, at = interest.answers(here.book), Addresses(here.space.id, keys.mark_key())
    known = ((line, load().item(line.item)) for line in deal.about.lines)
    return tuple(_asked(line, item, answers, at) for line, item in known if item is not None)


def _asked(line: Line, item: Item, answers: Mapping[str, Answer], at: Addresses) -> Asked:
    said = answers.get(line.item, Answer(line.item))
    words = tuple(
        f"{choices.SIDES[side.value]}: {choices.INTERESTS[said.sides[side].value]}"
        for side in line.shape.sides if side in said.sides
    )  # fmt: skip
    return Asked(item.name, item.sentence, at.item(line.item, "deck-answer"), words)


def found(here: Table, keys: Keyring, said: Set[Key]) -> tuple[Found, ...]:
    """Return what the deck on the table found in common, in its order, without what its reader let go since.

    `said`: where its reader stands already.
    """
    side = here.round.mine if here.round else None
    if here.round is None or side is None:
        return ()
    order = [line.item for line in here.round.deal.about.lines]
    at, kept = Addresses(here.space.id, keys.mark_key()), {each for each, _opens in every_mutual(here)}
    every = sorted(kept & set(side.mutual), key=lambda each: (order.index(each.item), each.leads))
    return tuple(_found(here.space, each, at, said) for each in every)


def found_before(here: Table, keys: Keyring, said: Set[Key]) -> tuple[Found, ...]:
    """Return what earlier decks found in common, and was not put aside since."""
    at = Addresses(here.space.id, keys.mark_key())
    now = {(each.item, each.leads) for each in (here.round.mine.mutual if here.round and here.round.mine else ())}
    every = (each for each, opens_at in mutual.mutual(here.book, here.space.id) if opens_at <= here.now)
    return tuple(_found(here.space, each, at, said) for each in every if (each.item, each.leads) not in now)


def every_mutual(here: Table) -> tuple[tuple[Mutual, int], ...]:
    """Return everything that the own vault remembers as found here."""
    return mutual.mutual(here.book, here.space.id)


def stated(request: Unlocked, space: str) -> frozenset[Key]:
    """Return the (item, side) on which the reader has said Talk first or more in this space."""
    look = looked(request, space)
    every = look.mine.entries if look.mine else ()
    return frozenset(each.key for each in every if look.clock <= (each.terms.review_by or look.clock))


def _found(space: OpenSpace, each: Mutual, at: Addresses, said: Set[Key] = frozenset()) -> Found:
    item, mine = load().item(each.item), mutual.my_side(each, space.reader)
    other = next((side for side in each.shape.sides if side != mine), mine)
    name = next((space.name(who) for who in space.members if who != space.reader), "") or _("The other")
    theirs = "" if other is mine else f"{name} {choices.SIDES_OF_OTHERS[other.value]}"
    return Found(
        at.mark(each.item), item.name if item else each.item, str(choices.SIDES[mine.value]), theirs, mine.value,
        at.item(each.item), at.item(each.item, "take-position"), (each.item, mine) in said,
    )  # fmt: skip


def everything(here: Table) -> bool:
    """Whether all that the reader said yes to was found in common; only they are told, however little it was."""
    return bool(here.round and here.round.mine and here.round.mine.everything)


def aside(here: Table) -> str:
    """Return until when no proposal is shown to the reader, in words; empty when they put none aside."""
    until = memory.aside_until(here.book, here.other)
    return moments.clock_time(until) if here.now < until else ""


def found_everywhere(request: Unlocked) -> dict[str, list[str]]:
    """Return what was found in common in each space, in words, for what somebody takes along."""
    book, every = vaults.read(request.person, request.keys), {}
    for each in spaces.spaces_of(request.person):
        space = spaces.space_for(request.person, each, request.keys)
        at = Addresses(space.id, request.keys.mark_key())
        lines = [_found(space, one, at) for one, opens in mutual.mutual(book, each) if opens <= request.now]
        if lines:
            every[space.label] = [f"{line.name}: {line.words}" for line in lines]
    return every


@dataclass(frozen=True, slots=True)
class Choice:
    """A deck that can be proposed, or why it cannot yet."""

    deck: Deck
    lines: tuple[Line, ...]


def not_asked(request: Unlocked, space: str) -> frozenset[str]:
    """Return the items of which the reader asks for nothing here now (law 10): what they propose leaves them out.

    That tells the other nothing: what begins such a rest is a No, or an end of a thread, that both could see.
    """
    return rests.all_closed(looked(request, space))


def decks(book: VaultBook, other: str, at: int, besides: Set[str]) -> tuple[Choice, ...]:
    """Return the starter decks with what can be dealt of each at that time, besides these items; without lines it
    rests.
    """
    resting = pacing.recent(memory.dealt(book, other), at) | besides
    return tuple(Choice(deck, fresh_lines(load(), deck, resting)) for deck in load_decks())


def of_categories(
    book: VaultBook, other: str, categories: Iterable[str], at: int, besides: Set[str]
) -> tuple[Line, ...]:  # fmt: skip
    """Return what can be dealt of these categories at that time, besides these items."""
    return in_turn(load(), categories, pacing.recent(memory.dealt(book, other), at) | besides)


def item_url(here: Table, keys: Keyring, item: str) -> str:
    """Return the item's page in this space, where a limit can be told."""
    return Addresses(here.space.id, keys.mark_key()).item(item)


def answers_url(space: str) -> str:
    """Return the page of the deck's items."""
    return reverse("deck-answers", kwargs={"space": space})
