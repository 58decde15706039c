"""A thread as one person sees it: what was said, whose turn it is, and whether it is open to them now.

A thread is open while its item is Talk first or more, or until then for an ask that nobody has ended. It closes in the
same words for every cause.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from ownaccord.accounts.keys import Keyring
from ownaccord.consent.looking import Look
from ownaccord.core import thread as core
from ownaccord.core.record import SpaceView
from ownaccord.core.rest import LENGTH
from ownaccord.core.terms import Level
from ownaccord.core.thread import Post, Stored, Thread, Topic
from ownaccord.core.turns import Move, Stand, may
from ownaccord.talk import memory, rows


@dataclass(frozen=True, slots=True)
class Subject:
    """What a thread is about: an item by its slug, or a crossed line, for which no item has to be open."""

    slug: str
    name: str | Promise

    @property
    def is_repair(self) -> bool:
        """Whether it is about a line that was crossed."""
        return self.slug == REPAIR


# No slug of any item is written like this.
REPAIR = "~repair"
CROSSED = Subject(REPAIR, gettext_lazy("A line was crossed"))
MOST_ROUNDS = 50
OVER = frozenset({Stand.LEFT, Stand.ENDED})


@dataclass(frozen=True, slots=True, repr=False)
class Here:
    """The newest thread about one thing for one reader. `before`: the one before it, if that is over and this is empty.

    `talkable`: the item is Talk first or more in force. `told`: somebody else told a limit about it. `barred`: who
    cannot begin it again for now.
    """

    look: Look
    subject: Subject
    topic: Topic
    thread: Thread
    before: tuple[Topic, Thread] | None
    talkable: bool
    told: bool
    barred: frozenset[str]
    was_open: bool = field(default=False)

    @property
    def begun(self) -> bool:
        """Whether anything was said in it."""
        return bool(self.thread.posts)

    @property
    def shown(self) -> tuple[Topic, Thread]:
        """What is read on its page: this thread, or the one before it until this one begins."""
        return (self.topic, self.thread) if self.begun or self.before is None else self.before

    @property
    def posts(self) -> tuple[Post, ...]:
        """What its reader sees of it: who ended it stands nowhere."""
        return tuple(post for post in self.shown[1].posts if post.move is not Move.END)

    @property
    def is_closed(self) -> bool:
        """Whether nothing can be said here now: the same for a No, a pause, a lapse, and somebody who ended it."""
        ended = self.thread.turn.stand in OVER
        return ended or self.look.trouble is not None or (self.was_open and not self.talkable)

    @property
    def may_open(self) -> bool:
        """Whether its reader can say the first word: not about a told limit, and not while it rests by another."""
        rests = self.look.person in self.barred
        return not self.begun and not self.is_closed and not rests and (self.talkable or not self.told)

    @property
    def waits_for_an_answer(self) -> bool:
        """Whether its reader has asked, and nobody has answered: asking once is enough."""
        asked = self.subject.is_repair or not self.talkable
        return asked and {post.author for post in self.thread.posts} == {self.look.person}

    @property
    def moves(self) -> frozenset[Move]:
        """What its reader can do here now."""
        if self.begun:
            allowed = frozenset() if self.is_closed else may(self.thread.turn, self.look.person)
            return allowed & {Move.LET_GO, Move.END} if self.waits_for_an_answer else allowed
        return frozenset({Move.SAY, Move.ASK}) if self.may_open else frozenset()


def open_thread(look: Look, subject: Subject, keys: Keyring) -> Here | None:
    """Return the newest thread about this; None where its space cannot be read now."""
    if look.epoch_key is None or look.over:
        return None
    return _here(look, subject, keys, rows.by_mark(look.space.id, look.space.epoch))


def every(look: Look, keys: Keyring) -> tuple[Here, ...]:
    """Return every thread in which something was said, in the order of the catalogue."""
    if look.epoch_key is None or look.over:
        return ()
    kept = rows.by_mark(look.space.id, look.space.epoch)
    if not kept:
        return ()
    subjects = (CROSSED, *(Subject(item.slug, item.name) for item in look.catalogue.items))
    # Whatever was said about something began with its first thread.
    return tuple(_here(look, each, keys, kept) for each in subjects if _topic(look, each.slug, 0).mark in kept)


def _here(look: Look, subject: Subject, keys: Keyring, kept: Mapping[bytes, Sequence[Stored]]) -> Here:
    topic, thread, before = _newest(look, subject.slug, keys, kept)
    said = {entry for who, state in look.states.items() if who != look.person for entry in state.told}
    return Here(
        look, subject, topic, thread, before, talkable=subject.is_repair or is_talkable(look, subject.slug),
        told=any(slug == subject.slug for slug, _side in said),
        barred=_barred(look, before[1]) if before else frozenset(),
        was_open=memory.was_open(look.book, look.space.id, topic.about),
    )  # fmt: skip


def _newest(
    look: Look, item: str, keys: Keyring, kept: Mapping[bytes, Sequence[Stored]]
) -> tuple[Topic, Thread, tuple[Topic, Thread] | None]:
    """The first thread about an item that is not over, and the one before it."""
    before: tuple[Topic, Thread] | None = None
    for number in range(MOST_ROUNDS):
        topic = _topic(look, item, number)
        known = memory.known(look.book, look.space.id, look.space.epoch, topic.about)
        thread = core.read(topic, kept.get(topic.mark, ()), keys, known)
        if thread.turn.stand not in OVER:
            break
        before = (topic, thread)
    return topic, thread, None if thread.posts else before


def _topic(look: Look, slug: str, number: int) -> Topic:
    """The thread of this number about something; each begins where the one before it is over."""
    view = SpaceView(look.space.id, look.space.epoch, look.space.members)
    return Topic(view, slug if number == 0 else f"{slug}#{number}", look.epoch_key or b"")


def is_talkable(look: Look, item: str) -> bool:
    """Return whether an item is Talk first or more in force."""
    return any(each.item == item and each.terms.level >= Level.TALK for each in look.arrangements)


def _barred(look: Look, before: Thread) -> frozenset[str]:
    """Who cannot begin it again for 90 days after it was ended: everybody but whoever ended it when asked; and whoever
    asked and ended it themselves, so that nobody asks again by ending. Nobody where all left it together.
    """
    ended = next((post for post in reversed(before.posts) if post.move is Move.END), None)
    if ended is None or look.clock >= ended.at + LENGTH:
        return frozenset()
    everybody = frozenset(look.space.members)
    answered = {post.author for post in before.posts} - {ended.author}
    return everybody - {ended.author} if answered else frozenset({ended.author})
