"""Conversation cards to which somebody in a space shows an answer: each opens a thread of its own."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ownaccord.accounts.keys import Keyring
from ownaccord.catalogue.conversations import questions
from ownaccord.consent.looking import Look
from ownaccord.lib.forms import as_lines
from ownaccord.spaces import showing
from ownaccord.talk import memory
from ownaccord.talk.subjects import Subject, of_card


@dataclass(frozen=True, slots=True, repr=False)
class Answer:
    """What one person shows as their answer; `mine`: the reader."""

    name: str
    mine: bool
    words: str


def answers(look: Look, keys: Keyring) -> dict[str, list[Answer]]:
    """Return what is shown here by card, the reader's own first; nothing while a pause holds."""
    found: dict[str, list[Answer]] = {}
    if look.any_pause:
        return found
    for card, words in showing.answers(showing.mine(look.book, look.space.id)).items():
        found.setdefault(card, []).append(Answer("", True, as_lines(words)))
    for who, cards in showing.shown_to(look.space, keys).items():
        for card, words in showing.answers(cards).items():
            found.setdefault(card, []).append(Answer(look.space.name(who), False, as_lines(words)))
    return found


def question(card: str) -> str | Promise:
    """Return what the card of this name asks, or that it is gone."""
    return questions().get(card, _("A card that is no longer here"))


def subjects(look: Look) -> Iterator[Subject]:
    """Yield every card, and those that are gone, of which this reader has seen a thread."""
    kept = memory.topics(look.book, look.space.id)
    gone = dict.fromkeys(Subject(topic.partition("#")[0], "").card for topic in kept)
    for card in (*questions(), *(each for each in gone if each and each not in questions())):
        yield of_card(card, question(card))
