"""Threads as one person sees them: what was said, whose turn it is, and whether it is open to them now.

A thread is open while its item is Talk first or more, or until then for an ask that nobody has ended. It closes in the
same words for every cause. An ask goes to and fro: nobody asks twice without an answer, nobody asks again for 90 days
what was ended or has gone (law 10), and nothing new is asked about a told limit or while a pause holds.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from ownaccord.accounts.keys import Keyring
from ownaccord.consent import rests
from ownaccord.consent.looking import Look
from ownaccord.core import thread as core
from ownaccord.core.record import SpaceView
from ownaccord.core.rest import LENGTH
from ownaccord.core.terms import Level
from ownaccord.core.thread import Post, Stored, Thread, Topic
from ownaccord.core.turns import Move, Stand, may
from ownaccord.spaces import excerpts
from ownaccord.talk import memory, rows

# No slug of any item is written like this.
REPAIR = "~line"
BESIDE = "~beside"
MOST_ROUNDS = 50
OVER = frozenset({Stand.LEFT, Stand.ENDED})


@dataclass(frozen=True, slots=True)
class Subject:
    """What a thread is about: an item by its slug, or, at a `place` of its own, what needs no item to be open."""

    slug: str
    name: str | Promise
    place: str = ""

    @property
    def is_repair(self) -> bool:
        """Whether it is about a line that was crossed."""
        return self.slug == REPAIR


CROSSED = Subject(REPAIR, gettext_lazy("A line was crossed"), "repair")
OPENED = Subject(BESIDE, gettext_lazy("What was opened together"), "beside")
"""Lines about a scene that everybody put down: to be talked about while its reader has them, and no pause holds."""


@dataclass(frozen=True, slots=True, repr=False)
class Round:
    """One thread about something: its topic, what can be believed of it, and how many rows of it there are.

    `known_over`: its `reader` knows from their own vault that it is over, whatever the rows say. `answered`: somebody
    beside whoever began it said something, as the rows or the own vault have it.
    """

    topic: Topic
    thread: Thread
    stored: int
    reader: str
    known_over: bool
    answered: bool

    @property
    def is_repairing(self) -> bool:
        """Whether it is about a crossed line, and more than an ask."""
        return self.answered and self.topic.about.partition("#")[0] == REPAIR

    @property
    def is_over(self) -> bool:
        """Whether it was ended, or left by everybody."""
        return self.known_over or self.thread.turn.stand in OVER

    @property
    def posts(self) -> tuple[Post, ...]:
        """What its reader sees of it: who ended it stands nowhere."""
        return tuple(post for post in self.thread.posts if post.move is not Move.END)


@dataclass(frozen=True, slots=True, repr=False)
class Here:
    """Everything about one thing for one reader: `now`, the thread that is not over, and those `before` it.

    `talkable`: the item is Talk first or more in force. `told`: somebody else told a limit about it. `was_open`: it was
    Talk first or more when its reader last looked. `barred`: somebody ended it, and it is not its reader's to begin
    again. `rests`: their own software does not ask about it now.
    """

    look: Look
    subject: Subject
    now: Round
    before: tuple[Round, ...]
    talkable: bool
    told: bool
    was_open: bool
    barred: bool
    rests: bool

    @property
    def begun(self) -> bool:
        """Whether anything was said in the thread that is not over."""
        return bool(self.now.thread.posts)

    @property
    def shown(self) -> int:
        """Which thread is read on its page, by its number: the last in which anything was said."""
        return len(self.before) - (not self.begun and bool(self.before))

    @property
    def rounds(self) -> tuple[Round, ...]:
        """Every thread, the oldest first."""
        return (*self.before, self.now)

    @property
    def is_closed(self) -> bool:
        """Whether nothing can be said here now: the same for a No, a told limit, a pause, a lapse, and an end."""
        gone = not self.talkable and (self.was_open or self.told)
        return self.now.is_over or self.look.trouble is not None or gone

    @property
    def may_open(self) -> bool:
        """Whether its reader can say the first word."""
        if self.begun or self.is_closed or self.barred:
            return False
        return self.talkable or not (self.rests or self.look.any_pause)

    @property
    def waits_for_an_answer(self) -> bool:
        """Whether the last word is its reader's, where words go to and fro: somebody else is next."""
        alternates = self.subject.is_repair or not self.talkable
        return alternates and self.begun and self.now.thread.posts[-1].author == self.look.person

    @property
    def moves(self) -> frozenset[Move]:
        """What its reader can do here now."""
        if self.begun:
            allowed = frozenset() if self.is_closed else may(self.now.thread.turn, self.look.person)
            return allowed - {Move.SAY, Move.ASK} if self.waits_for_an_answer else allowed
        return frozenset({Move.SAY, Move.ASK}) if self.may_open else frozenset()


def open_thread(look: Look, subject: Subject, keys: Keyring) -> Here | None:
    """Return what there is about this; None where its space cannot be read now."""
    if look.epoch_key is None or look.over:
        return None
    return _here(look, subject, keys, rows.by_mark(look.space.id, look.space.epoch))


def every(look: Look, keys: Keyring) -> tuple[Here, ...]:
    """Return everything about which something was said, in the order of the catalogue."""
    if look.epoch_key is None or look.over:
        return ()
    kept = rows.by_mark(look.space.id, look.space.epoch)
    subjects = (CROSSED, OPENED, *(Subject(item.slug, item.name) for item in look.catalogue.items)) if kept else ()
    # Whatever was said about something began with its first thread.
    return tuple(_here(look, each, keys, kept) for each in subjects if _topic(look, each.slug, 0).mark in kept)


def _here(look: Look, subject: Subject, keys: Keyring, kept: Mapping[bytes, Sequence[Stored]]) -> Here:
    *before, now = _rounds(look, subject.slug, keys, kept)
    told = {slug for who, state in look.states.items() if who != look.person for slug, _side in state.told}
    ended = look.clock < rests.until(look.book, look.space.id, ended_key(subject))
    talkable = subject.is_repair or is_opened(look, subject) or is_talkable(look, subject.slug)
    return Here(
        look, subject, now, tuple(before), talkable=talkable,
        told=subject.slug in told, was_open=memory.was_open(look.book, look.space.id, now.topic.about),
        barred=ended or (bool(before) and look.person in barred(before[-1], look.clock)) or (
            subject is OPENED and not talkable
        ),
        rests=rests.rests(look, subject.slug),
    )  # fmt: skip


def _rounds(
    look: Look, slug: str, keys: Keyring, kept: Mapping[bytes, Sequence[Stored]]
) -> Iterator[Round]:
    """Every thread about something up to the first that is not over, one after the other."""
    last: Round | None = None
    for number in range(MOST_ROUNDS):
        last = _round(look, _topic(look, slug, number), keys, kept, last)
        yield last
        if not last.is_over:
            return


def _round(
    look: Look, topic: Topic, keys: Keyring, kept: Mapping[bytes, Sequence[Stored]], before: Round | None
) -> Round:
    """One thread without what does not count: what somebody said who could not begin it, and what came after an end of
    one's own that is in the own vault and not in the rows any more.
    """
    book, stored = look.book, kept.get(topic.mark, ())
    known = memory.known(book, look.space.id, look.space.epoch, topic.about)
    thread = core.read(topic, stored, keys, known, look.clock)
    posts = thread.posts
    while before is not None and posts and posts[0].author in barred(before, posts[0].at):
        posts = posts[1:]
    over = memory.ended(book, look.space.id, look.space.epoch, topic.about)
    if over and thread.turn.stand not in OVER:
        posts = tuple(post for post in posts if post.number <= known.get(post.author, (0, b""))[0])
    if posts != thread.posts:
        thread = thread.only(posts, look.space.members)
    authors = {post.author for post in posts if post.move is not Move.END}
    return Round(topic, thread, len(stored), look.person, over, answered=len(authors | set(known)) > 1)


def _topic(look: Look, slug: str, number: int) -> Topic:
    """The thread of this number about something; each begins where the one before it is over."""
    view = SpaceView(look.space.id, look.space.epoch, look.space.members)
    return Topic(view, slug if number == 0 else f"{slug}#{number}", look.epoch_key or b"")


def is_talkable(look: Look, item: str) -> bool:
    """Return whether an item is Talk first or more in force."""
    return any(each.item == item and each.terms.level >= Level.TALK for each in look.arrangements)


def is_opened(look: Look, subject: Subject) -> bool:
    """Return whether a thread is about lines that were opened, and its reader has some."""
    return subject.slug == BESIDE and not look.any_pause and any(
        each.read for each in excerpts.every(look.book, look.space.id)
    )


def ended_key(subject: Subject) -> str:
    """Return under which name the own vault keeps that somebody ended it: beside what rests by a tightening."""
    return f"~{subject.slug}"


def barred(before: Round, at: int) -> frozenset[str]:
    """Return who cannot begin again at this time: for 90 days everybody but whoever was asked and ended it, and, where
    whoever began it ended it themselves, nobody but them. Nobody where all left it together.

    About a crossed line that somebody answered, everybody but whoever ended it, also where they had begun it: most
    often that is who was hurt, and whoever hurt them is not asked for a first word then.
    """
    ended, everybody = before.thread.ended, frozenset(before.topic.view.members)
    if ended is None and before.known_over and before.thread.turn.stand not in OVER:
        # The row of its end is gone: whoever knows that it is over begins again themselves, or nobody does.
        return everybody - {before.reader}
    if ended is None or at >= ended.at + LENGTH:
        return frozenset()
    if before.thread.posts[0].author == ended.author and not before.is_repairing:
        return frozenset({ended.author})
    return everybody - {ended.author}
