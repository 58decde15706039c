"""A part about oneself as a card that others see: its lines, as they read them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ownaccord.accounts import vaults
from ownaccord.accounts.keys import Keyring
from ownaccord.accounts.requests import Unlocked
from ownaccord.catalogue.conversations import ConversationCard, load_conversations, questions
from ownaccord.consent.addresses import Addresses
from ownaccord.core.shown import Cards
from ownaccord.lib.forms import as_one_line
from ownaccord.profile import access, portrait
from ownaccord.profile.parts import PARTS, Part
from ownaccord.spaces import access as spaces
from ownaccord.spaces import showing
from ownaccord.spaces.access import OpenSpace
from ownaccord.spaces.showing import CONVERSATION

Lines = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a card: what was asked, and what was said."""

    asked: str
    said: str


@dataclass(frozen=True, slots=True)
class Seen:
    """One card as its reader sees it. `about`: what it is taken back by.

    `words`: what somebody answered to a conversation card, whose question is the title; `url`: the reader's own page of
    that card; `talk_url`: where the people who see it talk about it.
    """

    about: str
    title: str
    lines: tuple[Line, ...] = ()
    words: str = ""
    url: str = ""
    talk_url: str = ""


@dataclass(frozen=True, slots=True)
class Shower:
    """One person with the cards that they show; `mine`: the reader."""

    name: str
    mine: bool
    cards: tuple[Seen, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A space to which a card can be shown."""

    id: str
    name: str


def places(request: Unlocked) -> tuple[Place, ...]:
    """Return the reader's spaces that have begun, by what they call them."""
    found = spaces.every(request.person, request.keys)
    return tuple(Place(each.id, each.label) for each in found if each.begun and not each.estranged)


def lines_of(part: Part, said: Mapping[str, Any]) -> Lines:
    """Return what was written in a part as (question, words), in the order of the questions."""
    return tuple((each.name, words) for each in part.questions if (words := portrait.in_words(each, said)))


def card_name(card: ConversationCard) -> str:
    """Return under which name an answer to this card is shown."""
    return f"{CONVERSATION}{card.slug}"


def title(about: str) -> str | Promise:
    """Return the title of a part, or the question of a card; empty for one that this software does not know."""
    if about in PARTS:
        return PARTS[about].title
    return asked(about.removeprefix(CONVERSATION)) if about.startswith(CONVERSATION) else ""


def asked(card: str) -> str | Promise:
    """Return the question of the conversation card of this name, or that it is gone."""
    return questions().get(card, _("A card that is no longer here"))


def as_seen(part: Part, lines: Lines) -> Seen:
    """Return a card exactly as the others see it."""
    labels = {each.name: str(each.label) for each in part.questions}
    return Seen(
        part.slug, str(part.title), tuple(Line(labels[asked], said) for asked, said in lines if asked in labels)
    )


def as_answered(card: ConversationCard, said: str, url: str = "") -> Seen:
    """Return an answer to a conversation card exactly as the others see it."""
    words = "\n".join(as_one_line(line) for line in said.split("\n"))
    return Seen(card_name(card), card.question, words=words, url=url)


def _every_card() -> tuple[ConversationCard, ...]:
    return tuple(card for each in load_conversations() for card in each.cards)


def _seen(cards: Cards, at: Addresses, here: Addresses) -> tuple[Seen, ...]:
    parts = (as_seen(part, tuple(cards[slug])) for slug, part in PARTS.items() if slug in cards)
    said = showing.answers(cards)
    return (*parts, *(_answer(card, said[card.slug], at, here) for card in _every_card() if card.slug in said))


def _gone(cards: Cards) -> tuple[Seen, ...]:
    """What is shown on cards that are no longer here: for its author alone, who can take it back."""
    known = {card_name(card) for card in _every_card()}
    names = [name for name in cards if name.startswith(CONVERSATION) and name not in known]
    return tuple(Seen(name, str(title(name)), words=" ".join(said for _asked, said in cards[name])) for name in names)


def _answer(card: ConversationCard, said: str, at: Addresses, here: Addresses) -> Seen:
    """An answer with where it leads: the reader's own page of its card, and the thread about it in this space."""
    where = {"theme": access.ANYWHERE, "card": at.mark(card.slug)}
    url = reverse("conversation-card", kwargs=where)
    talk_url = reverse("card-talk", kwargs={"space": here.space, "card": here.mark(card.slug)})
    return replace(as_answered(card, said, url), talk_url=talk_url)


def people(space: OpenSpace, keys: Keyring) -> tuple[Shower, ...]:
    """Return who shows what in a space, the reader first; who shows nothing is not in it, but for the reader."""
    at, here = access.addresses(keys), Addresses(space.id, keys.mark_key())
    shown = showing.mine(vaults.read(keys.person, keys), space.id)
    own = Shower(space.name(keys.person), True, (*_seen(shown, at, here), *_gone(shown)))
    shown_here = showing.shown_to(space, keys).items()
    others = [Shower(space.name(who), False, _seen(each, at, here)) for who, each in shown_here]
    return (own, *sorted((each for each in others if each.cards), key=lambda each: each.name.casefold()))
