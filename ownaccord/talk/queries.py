"""What the pages of this room need, already opened for their reader. A day stands beside a post, and no hour."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from ownaccord.catalogue import Item
from ownaccord.consent import wording
from ownaccord.consent.looking import Look
from ownaccord.core import solving
from ownaccord.core.position import Shape
from ownaccord.core.proposal import offered
from ownaccord.core.thread import Post
from ownaccord.core.turns import UNSEEN, Move, Stand
from ownaccord.lib.forms import as_lines
from ownaccord.talk.forms import WITH_WORDS
from ownaccord.talk.here import Here
from ownaccord.talk.subjects import Subject
from ownaccord.talk.words import MOVES, OFFERED

POWER = "power"


@dataclass(frozen=True, slots=True, repr=False)
class Said:
    """One post as its reader sees it. `number` is there where its reader can erase the words; `of`: in which thread."""

    name: str
    mine: bool
    what: str
    words: str | None
    terms: tuple[str, ...]
    day: str
    number: int | None
    of: int


@dataclass(frozen=True, slots=True, repr=False)
class Line:
    """One thread in the list: what about, and whether something can be said there now."""

    name: str
    url: str
    text: str


def said(here: Here) -> tuple[Said, ...]:
    """Return what was said in the thread that its page shows, the oldest first."""
    return _all(here, here.shown)


def earlier(here: Here) -> tuple[tuple[Said, ...], ...]:
    """Return what was said in the threads before that one, the newest first."""
    return tuple(_all(here, number) for number in range(here.shown - 1, -1, -1))


def _all(here: Here, number: int) -> tuple[Said, ...]:
    posts = here.rounds[number].posts
    if here.subject.solves:
        posts = solving.seen(posts, here.look.space.members, here.look.person)
    seen = (post for post in posts if post.move not in UNSEEN and post not in here.table.left_out)
    return each_of(here, seen, number)


def each_of(here: Here, posts: Iterable[Post], number: int) -> tuple[Said, ...]:
    """Return these posts of the thread of this number as their reader sees them."""
    return tuple(_said(here, post, number) for post in posts)


def _said(here: Here, post: Post, of: int) -> Said:
    mine = post.author == here.look.person
    name = _("You") if mine else here.look.space.name(post.author) or _("Somebody")
    # What *same* holds is no words, and is never taken back: whoever sees it otherwise says that something differs.
    number = post.number if mine and (post.words or (post.more and post.move is not Move.SAME)) else None
    card = here.look.catalogue.item(here.subject.slug)
    offer = offered(post, card.rule) if card else None
    terms = (wording.level_name(offer.terms.level), *wording.lines(offer.terms)) if offer else ()
    return Said(name, mine, str(MOVES.get(post.move, "")), calm(post.words), terms, _day(post.at), number, of)


def calm(words: str | None) -> str | None:
    """Return the same words without what controls or turns their lines: others' software may be any software."""
    return None if words is None else as_lines(words)


def _day(at: int) -> str:
    return date_format(localtime(datetime.fromtimestamp(at, UTC)), "j F")


def lines(look: Look, every: tuple[Here, ...]) -> tuple[Line, ...]:
    """Return every thread, those in which it is its reader's turn to hear or to say *that is it* first; none in which
    others have written apart, and nothing else.
    """
    first = sorted((here for here in every if here.begun or here.before), key=lambda here: not _waits(here))
    return tuple(
        Line(str(here.subject.name), address(look, here.subject), _text(here)) for here in first
    )


def is_power(card: Item) -> bool:
    """Return whether one of the people would lead in it, so that its thread asks who has less room."""
    return card.category == POWER or Shape.LEAD_FOLLOW in card.shapes


def address(look: Look, subject: Subject) -> str:
    """Return where a thread is."""
    if subject.place:
        return reverse(subject.place, kwargs={"space": look.space.id, **_which(look, subject)})
    return look.addresses.item(subject.slug, "way" if subject.solves else "talk-thread")


def erasing(look: Look, subject: Subject) -> str:
    """Return where words of it are erased."""
    if subject.place:
        return reverse(f"{subject.place}-erase", kwargs={"space": look.space.id, **_which(look, subject)})
    return look.addresses.item(subject.slug, "way-erase" if subject.solves else "talk-erase")


def _which(look: Look, subject: Subject) -> dict[str, str]:
    """What stands in its address beside its place: the reader's mark of its card."""
    return {"card": look.addresses.mark(subject.card)} if subject.card else {}


def _waits(here: Here) -> bool:
    return bool({Move.HEARD, Move.THAT_IS_IT, Move.NOT_NOW} & here.moves)


def _text(here: Here) -> str:
    if not here.moves:
        return _("Nothing can be said here now.")
    if here.begun and here.is_resting:
        return _("Put away. It can begin again.")
    if Move.HEARD in here.moves:
        return _("Somebody would like to hear it back.")
    if Move.THAT_IS_IT in here.moves:
        return _("What was heard is there for you to read.")
    if here.waits_for_an_answer or here.now.thread.turn.stand is Stand.WAITS_TO_BE_HEARD:
        return _("It waits for somebody else.")
    return _("Terms are there for you to read.") if Move.NOT_NOW in here.moves else _("Open.")


def buttons(here: Here) -> tuple[tuple[str, str], ...]:
    """Return the moves that its reader can make now, with what the button says; leaving and ending stand apart."""
    return tuple((str(move), str(text)) for move, text in OFFERED.items() if move in here.moves)


def writes(here: Here) -> bool:
    """Return whether any of these moves is made with words."""
    return bool(WITH_WORDS & here.moves)
