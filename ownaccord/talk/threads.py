"""Threads as one person sees them: what was said, whose turn it is, and whether it is open to them now.

A thread is open while its item is Talk first or more, or until then for an ask that nobody has ended. It closes in the
same words for every cause. An ask goes to and fro: nobody asks twice without an answer, nobody asks again for 90 days
what was ended or has gone (law 10), and nothing new is asked about a told limit or while a pause holds.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from ownaccord.accounts.keys import Keyring
from ownaccord.consent import rests
from ownaccord.consent.looking import Look
from ownaccord.core import solving
from ownaccord.core import thread as core
from ownaccord.core.pattern import Moment, What
from ownaccord.core.record import SpaceView
from ownaccord.core.rest import LENGTH
from ownaccord.core.solving import Course
from ownaccord.core.terms import Level
from ownaccord.core.thread import Post, Stored, Thread, Topic
from ownaccord.core.turns import SOLVING, Move, Stand, may
from ownaccord.spaces import excerpts
from ownaccord.talk import firm, memory, rows

# No slug of any item is written like this.
REPAIR = "~line"
BESIDE = "~beside"
WAYS = "~ways"
MOST_ROUNDS = 50
OVER = frozenset({Stand.LEFT, Stand.ENDED})


@dataclass(frozen=True, slots=True)
class Subject:
    """What a thread is about: an item by its slug, or, at a `place` of its own, what needs no item to be open.

    `solves`: they see it differently and work it out step by step, in a thread beside the one of the item.
    """

    slug: str
    name: str | Promise
    place: str = ""
    solves: bool = False

    @property
    def is_repair(self) -> bool:
        """Whether it is about a line that was crossed."""
        return self.slug == REPAIR

    @property
    def has_item(self) -> bool:
        """Whether it is about an item."""
        return not self.place

    @property
    def topic(self) -> str:
        """What its first thread is named by."""
        return f"{WAYS}:{self.slug}" if self.solves and self.has_item else self.slug

    @property
    def sibling(self) -> "Subject | None":
        """The same item in the other kind of thread: an end of either lets both rest."""
        return replace(self, solves=not self.solves) if self.has_item else None


CROSSED = Subject(REPAIR, gettext_lazy("A line was crossed"), "repair")
OPENED = Subject(BESIDE, gettext_lazy("What was opened together"), "beside")
"""Lines about a scene that everybody put down: to be talked about while its reader has them, and no pause holds."""
SOMETHING = Subject(WAYS, gettext_lazy("Something you see differently"), "ways-own", solves=True)


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

    `talkable`: what it is about is open for talking. `told`: somebody told a limit about it, for a thread somebody
    else. `was_open`: it was Talk first or more when its reader last looked. `barred`: somebody ended it, and it is not
    its reader's to begin again. `rests`: their own software does not ask about it now. `firm`: its reader marked it as
    not for compromise.
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
    firm: bool = False

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
        gone = not self.talkable and (self.was_open or self.told or self.subject.solves)
        gone = gone or (self.subject.solves and self.told)
        return self.now.is_over or self.look.trouble is not None or gone

    @property
    def may_open(self) -> bool:
        """Whether its reader can say the first word. Nobody works out step by step what is not open for talking."""
        if self.begun or self.is_closed or self.barred:
            return False
        if self.subject.solves:
            return self.talkable and not self.firm and not self.look.any_pause
        return self.talkable or not (self.rests or self.look.any_pause)

    @property
    def waits_for_an_answer(self) -> bool:
        """Whether the last word is its reader's, where words go to and fro: somebody else is next."""
        alternates = self.subject.slug in (REPAIR, WAYS) or not self.talkable
        # What opens for everybody later counts for nothing here: it would show that it is there. Nor do the words that
        # name what is worked out: both have said something since.
        named = self.subject.slug == WAYS
        said = [post.author for post in self.now.thread.posts[named:] if post.move not in SOLVING]
        return alternates and said[-1:] == [self.look.person]

    @property
    def moves(self) -> frozenset[Move]:
        """What its reader can do here now."""
        if self.begun:
            allowed = frozenset() if self.is_closed else may(self.now.thread.turn, self.look.person)
            allowed = solving.allowed(self.course, allowed) if self.subject.solves else allowed - SOLVING
            return allowed - {Move.SAY, Move.ASK} if self.waits_for_an_answer else allowed
        return self._first if self.may_open else frozenset()

    @property
    def _first(self) -> frozenset[Move]:
        """What can be said first: what one would like, where it is about an item, or a few words that name it."""
        if self.subject.solves:
            return frozenset({Move.POSITION if self.subject.has_item else Move.SAY})
        return frozenset({Move.SAY, Move.ASK})

    @property
    def asked(self) -> tuple[Moment, ...]:
        """When somebody else began to talk about it, or to work it out: what its reader may want to notice one day."""
        first = (each.thread.posts[0] for each in self.rounds if each.thread.posts and not self.subject.is_repair)
        return tuple(Moment(p.at, What.ASKED, self.subject.slug) for p in first if p.author != self.look.person)

    @property
    def course(self) -> Course:
        """How far they have come in what its page shows, where it is worked out step by step."""
        return solving.course(self.rounds[self.shown].posts, self.look.space.members)


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
    subjects = _subjects(look) if kept else ()
    # Whatever was said about something began with its first thread.
    return tuple(_here(look, each, keys, kept) for each in subjects if _topic(look, each.topic, 0).mark in kept)


def _subjects(look: Look) -> Iterator[Subject]:
    """Everything that can be talked about, and then everything that can be worked out."""
    yield from (CROSSED, OPENED)
    yield from (Subject(item.slug, item.name) for item in look.catalogue.items)
    yield SOMETHING
    yield from (Subject(item.slug, item.name, solves=True) for item in look.catalogue.items)


def _here(look: Look, subject: Subject, keys: Keyring, kept: Mapping[bytes, Sequence[Stored]]) -> Here:
    beside = _last_end(look, subject.sibling, keys, kept)
    *before, now = _rounds(look, subject, keys, kept, beside)
    # A No that anybody told, also its reader, is nothing to work out.
    told = {slug for who, state in look.states.items() if subject.solves or who != look.person
            for slug, _side in state.told}  # fmt: skip
    talkable = is_open(look, subject)
    ended = _is_barred(look, subject, before[-1] if before else None, beside)
    return Here(
        look, subject, now, tuple(before), talkable=talkable,
        told=subject.slug in told, was_open=memory.was_open(look.book, look.space.id, now.topic.about),
        barred=ended or (subject is OPENED and not talkable),
        rests=rests.rests(look, subject.slug),
        firm=subject.has_item and firm.is_firm(look.book, subject.slug),
    )  # fmt: skip


def _is_barred(look: Look, subject: Subject, before: Round | None, beside: Round | None) -> bool:
    """Whether it rests for its reader since somebody ended it, in this kind of thread or in the other one."""
    kinds = [each for each in (subject, subject.sibling) if each is not None]
    kept = any(look.clock < rests.until(look.book, look.space.id, ended_key(each)) for each in kinds)
    return kept or any(look.person in barred(each, look.clock) for each in (before, beside) if each is not None)


def _last_end(
    look: Look, subject: Subject | None, keys: Keyring, kept: Mapping[bytes, Sequence[Stored]]
) -> Round | None:
    """The last thread of the other kind about the same item, if somebody ended it."""
    if subject is None or _topic(look, subject.topic, 0).mark not in kept:
        return None
    *before, _now = _rounds(look, subject, keys, kept, None)
    return before[-1] if before and before[-1].thread.ended is not None else None


def _rounds(
    look: Look, subject: Subject, keys: Keyring, kept: Mapping[bytes, Sequence[Stored]], beside: Round | None
) -> Iterator[Round]:
    """Every thread about something up to the first that is not over, one after the other."""
    last: Round | None = None
    for number in range(MOST_ROUNDS):
        last = _round(look, _topic(look, subject.topic, number), keys, kept, last, beside)
        yield last
        if not last.is_over:
            return


def _round(
    look: Look, topic: Topic, keys: Keyring, kept: Mapping[bytes, Sequence[Stored]], before: Round | None,
    beside: Round | None,
) -> Round:  # fmt: skip
    """One thread without what does not count: what somebody said who could not begin it, and what came after an end of
    one's own that is in the own vault and not in the rows any more.
    """
    book, stored = look.book, kept.get(topic.mark, ())
    known = memory.known(book, look.space.id, look.space.epoch, topic.about)
    thread = core.read(topic, stored, keys, known, look.clock)
    posts = thread.posts
    while posts and posts[0].author in _could_not_begin(before, beside, posts[0].at):
        posts = posts[1:]
    over = memory.ended(book, look.space.id, look.space.epoch, topic.about)
    if over and thread.turn.stand not in OVER:
        posts = tuple(post for post in posts if post.number <= known.get(post.author, (0, b""))[0])
    if posts != thread.posts:
        thread = thread.only(posts, look.space.members)
    authors = {post.author for post in posts if post.move is not Move.END}
    return Round(topic, thread, len(stored), look.person, over, answered=len(authors | set(known)) > 1)


def _could_not_begin(before: Round | None, beside: Round | None, at: int) -> frozenset[str]:
    """Who could not begin at this time, after the thread before and after one of the other kind that was over then."""
    found = frozenset() if before is None else barred(before, at)
    ended = beside.thread.ended if beside is not None else None
    return found | barred(beside, at) if beside is not None and ended is not None and ended.at < at else found


def _topic(look: Look, about: str, number: int) -> Topic:
    """The thread of this number about something; each begins where the one before it is over."""
    view = SpaceView(look.space.id, look.space.epoch, look.space.members)
    return Topic(view, about if number == 0 else f"{about}#{number}", look.epoch_key or b"")


def is_open(look: Look, subject: Subject) -> bool:
    """Return whether something can be talked about now, as far as that hangs on what it is about."""
    if subject.has_item:
        return is_talkable(look, subject.slug)
    return subject is not OPENED or is_opened(look)


def is_talkable(look: Look, item: str) -> bool:
    """Return whether an item is Talk first or more in force."""
    return any(each.item == item and each.terms.level >= Level.TALK for each in look.arrangements)


def is_opened(look: Look) -> bool:
    """Return whether its reader has lines that were opened after a scene, and no pause holds."""
    return not look.any_pause and any(each.read for each in excerpts.every(look.book, look.space.id))


def ended_key(subject: Subject) -> str:
    """Return under which name the own vault keeps that somebody ended it: beside what rests by a tightening."""
    return f"~{subject.topic}"


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
