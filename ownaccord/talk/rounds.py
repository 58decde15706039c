"""One thread after another about the same thing, and who can begin the next."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ownaccord.accounts.keys import Keyring
from ownaccord.consent.looking import Look
from ownaccord.core import thread as core
from ownaccord.core.record import SpaceView
from ownaccord.core.rest import LENGTH
from ownaccord.core.thread import Post, Stored, Thread, Topic
from ownaccord.core.turns import Move, Stand
from ownaccord.talk import memory
from ownaccord.talk.subjects import REPAIR, Subject, moves_of

MOST_ROUNDS = 50
OVER = frozenset({Stand.LEFT, Stand.ENDED})


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


def every_round(
    look: Look, subject: Subject, keys: Keyring, kept: Mapping[bytes, Sequence[Stored]], beside: Round | None
) -> Iterator[Round]:
    """Every thread about something up to the first that is not over, one after the other."""
    last: Round | None = None
    for number in range(MOST_ROUNDS):
        last = _round(look, topic_of(look, subject.topic, number), keys, kept, last, beside)
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
    thread = _belonging(core.read(topic, stored, keys, known, look.clock), topic)
    posts = thread.posts
    while posts and before is not None and posts[0].author in barred(before, posts[0].at):
        posts = posts[1:]
    if beside is not None and thread.turn.stand not in OVER:
        posts = _beside_rest(posts, beside, known)
    over = memory.ended(book, look.space.id, look.space.epoch, topic.about)
    if over and thread.turn.stand not in OVER:
        posts = tuple(post for post in posts if post.number <= known.get(post.author, (0, b""))[0])
    if posts != thread.posts:
        thread = thread.only(posts, look.space.members)
    authors = {post.author for post in posts if post.move is not Move.END}
    return Round(topic, thread, len(stored), look.person, over, answered=len(authors | set(known)) > 1)


def _beside_rest(posts: tuple[Post, ...], beside: Round, known: core.Known) -> tuple[Post, ...]:
    """What counts here although one of the other kind about the same item was ended: what was said before that, where
    its reader knew of it, for a post chooses its own time; and, once somebody who may has spoken again, everything but
    what those who may not said meanwhile.
    """
    since, spoke = _ended_at(beside), _spoke_again(posts, beside)
    if not _rests_for_others(beside):
        while posts and posts[0].at > since and posts[0].author in barred(beside, posts[0].at):
            posts = posts[1:]
        return posts
    knew = bool(posts) and posts[0].number <= known.get(posts[0].author, (0, b""))[0]
    return tuple(
        post for post in posts
        if post.author not in barred(beside, post.at) or (knew and post.at <= since)
        or (spoke is not None and not since < post.at < spoke)
    )  # fmt: skip


def is_resting(now: Round, beside: Round | None, at: int) -> bool:
    """Return whether what is not over here rests since one of the other kind about the same item was ended by somebody
    else than whoever began it, and nobody who may has spoken again.
    """
    if beside is None or not _rests_for_others(beside) or not barred(beside, at):
        return False
    return _spoke_again(now.thread.posts, beside) is None


def _ended_at(beside: Round) -> int:
    """When it was ended; before everything, where the row of its end is gone."""
    return -1 if beside.thread.ended is None else beside.thread.ended.at


def _spoke_again(posts: tuple[Post, ...], beside: Round) -> int | None:
    """When somebody whom that end does not keep from it first spoke here since."""
    since = _ended_at(beside)
    return next((post.at for post in posts if post.at >= since and post.author not in barred(beside, post.at)), None)


def _rests_for_others(beside: Round) -> bool:
    """Whether its end lets it rest for everybody but whoever ended it, and not only for whoever took it back."""
    ended = beside.thread.ended
    return ended is None or ended.author not in barred(beside, ended.at)


def _belonging(thread: Thread, topic: Topic) -> Thread:
    """The thread without the moves that belong to another kind of thread."""
    posts = tuple(post for post in thread.posts if post.move in moves_of(topic.about))
    return thread if posts == thread.posts else thread.only(posts, topic.view.members)


def topic_of(look: Look, about: str, number: int) -> Topic:
    """The thread of this number about something; each begins where the one before it is over."""
    view = SpaceView(look.space.id, look.space.epoch, look.space.members)
    return Topic(view, about if number == 0 else f"{about}#{number}", look.epoch_key or b"")


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
