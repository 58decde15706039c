"""Answering conversation cards, passing them by, and showing answers, by pressing buttons."""

import html
import re
from collections.abc import Iterator

from ownaccord.catalogue.conversations import Company, ConversationCard, load_conversations
from tests.people import Somebody
from tests.rooms.consent.shared import Shared, words_of

HERE = "/me/cards/"
CARDS = {card.slug: card for each in load_conversations() for card in each.cards}
ASKED, THEME = "good-authority", "power"
QUESTION = "What did somebody do who had power over you and used it well?"
CARD = f"{HERE}{THEME}/{ASKED}/"


def of(*company: Company) -> ConversationCard:
    """A card that is for exactly these."""
    return next(card for card in CARDS.values() if card.company == set(company))


def answer(who: Somebody, text: str, card: str = CARD) -> str:
    """Answer a card; where it leads."""
    found = who.browser.post(card, {"text": text})
    assert found.status_code == 303, words_of(found)
    return found.headers["Location"]


def show(ours: Shared, who: Somebody, text: str, card: str = CARD) -> str:
    """Show words on a card in this space; where it leads, without the space."""
    found = who.browser.post(f"{card}show/", {"text": text, "space": ours.id, "step": "show"})
    assert found.status_code == 303, words_of(found)
    return found.headers["Location"].removeprefix(ours.url(""))


def walk(who: Somebody, beginning: str) -> Iterator[tuple[str, str]]:
    """Card after card, as somebody passes each by: its address and its question."""
    at = beginning
    while "?said=" not in at:
        page = who.browser.get(at).content.decode()
        yield at, html.unescape(re.findall(r"<h1>(.*?)</h1>", page)[0])
        at = re.findall(r'<a class="button quiet" href="([^"]+)">', page)[0]


def begins(who: Somebody, name: str) -> str:
    """Where a theme, or a card from anywhere, leads today."""
    return re.findall(rf'href="([^"]+)">{name}<', who.browser.get(HERE).content.decode())[0]


def questions(of_theme: str) -> set[str]:
    return {card.question for each in load_conversations() if each.slug == of_theme for card in each.cards}
