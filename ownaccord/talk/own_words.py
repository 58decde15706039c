"""What each understands was agreed, as its page shows it: the own words, and everybody's once everybody has written."""

import os
from contextlib import suppress
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ownaccord.accounts.keys import Keyring, Unreadable
from ownaccord.catalogue import Item
from ownaccord.core import teach_back
from ownaccord.core.definition import is_own
from ownaccord.core.position import Shape
from ownaccord.core.teach_back import TeachBack
from ownaccord.core.turns import Move
from ownaccord.lib.forms import as_one_line
from ownaccord.talk.here import Here
from ownaccord.talk.queries import calm

CONDITION = "teach_back"
RISKY = 2


@dataclass(frozen=True, slots=True, repr=False)
class Page:
    """How it stands for its reader. `mine`: the own words. `read`: everybody's, by name, once all of them are there.

    `waits`: the own words wait for the others; `all_wrote`: only for them to look here. `fits`: everybody said that all
    mean the same, as things stand now. `asked`: whether it is a condition that is in force. `earlier`: it was so about
    other terms. `number`, `of`: of the own words and their thread, where they can be erased.
    `mark`: what stands for everybody's words.
    """

    mine: str
    read: tuple[tuple[str, str], ...]
    waits: bool
    all_wrote: bool
    fits: bool
    asked: bool
    earlier: bool
    url: str
    moves: frozenset[Move]
    number: int | None = None
    of: int = 0
    mark: str = ""

    @property
    def lost(self) -> bool:
        """Whether the own words can be shown by nobody any more: they are of earlier keys."""
        return self.waits and not self.mine and Move.DIFFERS in self.moves

    @property
    def kept(self) -> str:
        """Whether the condition is kept, in words; nothing where it is none."""
        if not self.asked:
            return ""
        return _("This condition is kept as things stand now.") if self.fits else _("This condition is not kept yet.")


def page(here: Here, keys: Keyring) -> Page | None:
    """Return how it stands; None where nothing is agreed that could be said in own words, or nothing can be said."""
    if not here.subject.has_item or not here.talkable or not here.moves:
        return None
    found, look = here.teach_back, here.look
    done = found.all_shown and not found.differs and found.same == found.members
    about_now = found.fits(here.in_force)
    # A row that is gone may have said that something differs.
    fits = about_now and not here.missing
    terms = [a.terms for a in look.arrangements if a.item == here.subject.slug]
    order = sorted(found.members, key=lambda who: (who != look.person, look.space.name(who).casefold()))
    read = tuple((_name(here, who), calm(found.shown[who]) or "") for who in order) if found.all_shown else ()
    return Page(
        mine=own_text(here, keys), read=read, waits=_waits(found, look.person),
        all_wrote=found.all_wrote and not found.is_over, fits=fits,
        asked=any(CONDITION in each.conditions for each in terms), earlier=done and not about_now,
        url=look.addresses.item(here.subject.slug, "talk-words"), moves=here.moves & teach_back.MOVES,
        number=_number(here), of=len(here.before),
        mark=words_mark(here),
    )  # fmt: skip


def words_mark(here: Here) -> str:
    """Return what stands for the words that everybody reads here now; nothing until then."""
    return teach_back.shown_words(here.teach_back).hex() if here.teach_back.all_shown else ""


def _waits(found: TeachBack, person: str) -> bool:
    """Whether this person's words wait for those of others: not where either was taken back since."""
    wrote = found.written.get(person) is not None and not found.all_shown
    return wrote and not (found.is_over and person in found.shown)


def _number(here: Here) -> int | None:
    """The number of the own words in this thread, by which they can be erased."""
    mine = [post for post in here.now.posts if post.move is Move.APART and post.author == here.look.person]
    return mine[-1].number if mine and mine[-1].more else None


def _name(here: Here, who: str) -> str:
    return _("You") if who == here.look.person else as_one_line(here.look.space.name(who)) or _("Somebody")


def own_text(here: Here, keys: Keyring) -> str:
    """Return what its reader wrote, which only they can read until everybody has; nothing with other keys."""
    key, topic, wrote = own_key(here, keys), here.now.topic, here.teach_back.written.get(here.look.person)
    return (teach_back.opened(topic, here.look.person, wrote, key) or "") if key and wrote else ""


def is_written(here: Here, keys: Keyring, words: str) -> bool:
    """Return whether these very words of its reader wait already, about what is in force now."""
    wrote, found = here.teach_back.written.get(here.look.person), here.teach_back
    waits = wrote is not None and wrote.about == here.in_force and not found.is_over
    return waits and here.begun and own_text(here, keys) == words


def own_key(here: Here, keys: Keyring) -> bytes:
    """Return the key that shows one's own words; nothing where there is none, or where it is of earlier keys."""
    wrote = here.teach_back.written.get(here.look.person)
    try:
        return teach_back.own_key(here.now.topic, wrote, keys) if wrote else b""
    except Unreadable:
        return b""


def every_text(here: Here, keys: Keyring) -> list[str]:
    """Return whatever its reader wrote apart in any of these threads, shown or not."""
    found = []
    for each in here.rounds:
        wrote = (teach_back.written(post) for post in each.posts if post.author == here.look.person)
        for one in (one for one in wrote if one is not None):
            with suppress(Unreadable):
                key = teach_back.own_key(each.topic, one, keys)
                found.append(teach_back.opened(each.topic, here.look.person, one, key) or "")
    return [text for text in found if text]


def sealed(here: Here, keys: Keyring, words: str) -> bytes:
    """Return these words as a post holds them until they are shown."""
    return teach_back.made(here.now.topic, here.in_force, words, keys, os.urandom)


def suggested(card: Item) -> str:
    """Return why it is suggested for an item, in words; nothing where it is only offered."""
    if Shape.LEAD_FOLLOW in card.shapes:
        return _("It is suggested here, since one of you would lead.")
    if is_own(card.slug):
        return _("It is suggested here, since nobody has reviewed this card.")
    risk = card.risk
    risky = max(risk.physical, risk.emotional, risk.legal) >= RISKY
    return _("It is suggested here, since the card names risks.") if risky else ""
