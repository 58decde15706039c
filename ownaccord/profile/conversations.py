"""What the pages of the conversation cards show, for their reader alone. Nothing is counted, and nothing asks for more.

Which card comes next stands in no vault: it is read from the day and the reader's own keys (dealing.py).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from ownaccord.accounts import vaults
from ownaccord.accounts.keys import VaultBook
from ownaccord.accounts.requests import Unlocked
from ownaccord.catalogue.conversations import Company, Conversation, ConversationCard, load_conversations
from ownaccord.consent.addresses import Addresses
from ownaccord.profile import access, dealing, memory
from ownaccord.profile.cards import Place, card_name
from ownaccord.spaces import access as spaces
from ownaccord.spaces import showing
from ownaccord.spaces.access import OpenSpace

DAY = 86_400


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme on the first page; `url`: where it begins today."""

    name: str
    sentence: str
    url: str


@dataclass(frozen=True, slots=True)
class Front:
    """The first page: where the cards of all themes begin today, and every theme."""

    anywhere: str
    themes: tuple[Theme, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """One card on its page. `following`: what comes after it; `shown`: the spaces in which something is shown of it;
    `show`: where it is shown, empty where it is for oneself alone.
    """

    theme: str
    card: ConversationCard
    said: str
    url: str
    following: str
    erase: str
    show: str
    shown: tuple[Place, ...]

    @property
    def is_heavy(self) -> bool:
        """Whether it can be hard on somebody."""
        return not self.card.may_be_first


@dataclass(frozen=True, slots=True)
class Answered:
    """One own answer with its question; no `url` where the card is not there any more."""

    question: str
    said: str
    url: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """The own answers of one theme."""

    name: str
    answers: tuple[Answered, ...]


def front(request: Unlocked) -> Front:
    """Return every theme in its order, and where each begins today."""
    walks, every = _Walks(request), load_conversations()
    themes = tuple(Theme(each.name, each.sentence, walks.beginning((each,))) for each in every)
    return Front(walks.beginning(every), themes)


def reading(request: Unlocked, theme: str, card: str) -> Reading:
    """Return one card as its reader sees it, or Http404."""
    found, known = access.question_for(theme, card, request.keys)
    walks, among = _Walks(request), access.conversations_for(theme, request.keys)
    return Reading(
        found.name, known, walks.answers.get(known.slug, ""),
        walks.leads(among, known), walks.following(among, known), erasing(walks.at, known.slug),
        walks.leads(among, known, "conversation-show") if is_for_others(known) else "",
        tuple(Place(each.id, each.label) for each in walks.spaces if card_name(known) in walks.shown(each)),
    )  # fmt: skip


def chapters(request: Unlocked) -> tuple[Chapter, ...]:
    """Return everything that the reader answered, by theme; last what was answered to cards that are not there now."""
    walks, every = _Walks(request), load_conversations()
    found = [Chapter(each.name, _answered(walks, each)) for each in every]
    known = {card.slug for each in every for card in each.cards}
    gone = tuple(
        Answered("", said, erasing(walks.at, slug)) for slug, said in sorted(walks.answers.items()) if slug not in known
    )
    return (*(each for each in found if each.answers), *([Chapter("", gone)] if gone else []))


def _answered(walks: "_Walks", theme: Conversation) -> tuple[Answered, ...]:
    said, cards = walks.answers, (card for card in theme.cards if card.slug in walks.answers)
    return tuple(Answered(card.question, said[card.slug], walks.url(theme.slug, card)) for card in cards)


def erasing(at: Addresses, card: str) -> str:
    """Return the address at which an own answer is erased."""
    return reverse("conversation-erase", kwargs={"card": at.mark(card)})


def is_for_others(card: ConversationCard) -> bool:
    """Return whether a card is one to talk over, and not for oneself alone."""
    return card.company != {Company.ALONE}


def places(request: Unlocked, card: ConversationCard) -> tuple[Place, ...]:
    """Return the reader's spaces for whose number of people the card is."""
    return tuple(Place(each.id, each.label) for each in _begun(request) if _company(each) in card.company)


def _begun(request: Unlocked) -> list[OpenSpace]:
    found = spaces.every(request.person, request.keys)
    return [each for each in found if each.begun and not each.estranged]


def _company(space: OpenSpace) -> Company:
    return Company.MORE if len(space.members) > 2 else Company.TWO


class _Walks:
    """What a page about cards asks for again and again: the reader's answers, their spaces, their order of today."""

    def __init__(self, request: Unlocked) -> None:
        self.book: VaultBook = vaults.read(request.person, request.keys)
        self.at, self.day = access.addresses(request.keys), request.now // DAY
        self.answers = memory.answers(self.book)
        self.spaces = _begun(request)
        self.company = {Company.ALONE, *(_company(each) for each in self.spaces)}

    def shown(self, space: OpenSpace) -> Iterable[str]:
        """What the reader shows in a space, by name."""
        return showing.mine(self.book, space.id)

    def url(self, theme: str, card: ConversationCard, page: str = "conversation-card") -> str:
        """The address of a card, come upon in a theme, or of what is done with it there."""
        word = theme if theme == access.ANYWHERE else self.at.mark(theme)
        return reverse(page, kwargs={"theme": word, "card": self.at.mark(card.slug)})

    def leads(self, among: tuple[Conversation, ...], card: ConversationCard, page: str = "conversation-card") -> str:
        """The address of a card, come upon among these."""
        return self.url(among[0].slug if len(among) == 1 else access.ANYWHERE, card, page)

    def beginning(self, among: tuple[Conversation, ...]) -> str:
        """Where today begins; where everything is answered, the own answers."""
        card = dealing.first(self._left(self._order(among)))
        return self.leads(among, card) if card else reverse("conversations-mine") + "?said=all"

    def following(self, among: tuple[Conversation, ...], card: ConversationCard) -> str:
        """What comes after this card today; after the last the first page of all."""
        order = self._order(among)
        then = dealing.after(order, card, self._left(order))
        return self.leads(among, then) if then else reverse("conversations") + "?said=through"

    def _order(self, among: tuple[Conversation, ...]) -> dealing.Order:
        return dealing.dealt((card for each in among for card in each.cards), self.at.mark, self.day)

    def _left(self, order: dealing.Order) -> dealing.Order:
        return tuple(card for card in order if card.slug not in self.answers and card.company & self.company)
