"""What this room does when another asks for it: what a person takes along. The settings name the functions."""

from typing import Any

from django.utils.translation import gettext as _

from ownaccord.accounts import vaults
from ownaccord.accounts.requests import Unlocked
from ownaccord.catalogue import load
from ownaccord.consent import interest
from ownaccord.profile import cards, lessons, memory, portrait, queries, reading
from ownaccord.profile.parts import PARTS
from ownaccord.scenes import pocket as pockets


def things(request: Unlocked) -> dict[str, Any]:
    """Return what somebody wrote about themselves, and said about items, in words, with their notes."""
    book = vaults.read(request.person, request.keys)
    found = {}
    for slug, said in sorted(interest.answers(book).items()):
        item = load().item(slug)
        lines = queries.lines(said) + ([said.note] if said.note else [])
        found[item.name if item else slug] = lines
    about = {str(part.title): portrait.written(part, memory.part(book, part.slug)) for part in PARTS.values()}
    sections = {_("About me"): {title: lines for title, lines in about.items() if lines}}
    sections[_("What I feel about things")] = found
    answers: dict[str, list[str]] = {}
    for card, answer in sorted(memory.answers(book).items()):
        # Cards that are gone have one title.
        answers.setdefault(str(cards.asked(card)), []).append(answer)
    sections[_("Conversation cards")] = answers
    at_hand = list(pockets.words(book))
    courses = [each.title for each in lessons.mine(book)]
    later = [article.title for article in reading.kept(book)]
    lists = {_("Words at hand"): at_hand, _("My list of courses"): courses, _("To read later"): later}
    everything: dict[str, Any] = {**sections, **lists}
    return {title: each for title, each in everything.items() if each}
