"""What the pages of working something out need, already opened for their reader.

What others wrote in a step that is not open yet is nowhere in here, nor whether they have.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from ownaccord.consent.looking import Look
from ownaccord.core.errors import Refused
from ownaccord.core.solving import Step, Way
from ownaccord.core.thread import Post
from ownaccord.core.turns import SOLVING, Move
from ownaccord.lib.forms import as_one_line
from ownaccord.talk import firm, queries
from ownaccord.talk.forms import A_TITLE
from ownaccord.talk.here import Here
from ownaccord.talk.queries import Line, Said
from ownaccord.talk.subjects import SOMETHING, Subject
from ownaccord.talk.threads import is_talkable


@dataclass(frozen=True, slots=True, repr=False)
class Idea:
    """One way as its reader sees it. `mark`: what stands for it in their own pages, for a number would say how much its
    author has written that is not open. `number`: of the own post that put it down, 0 for another's; `would`: of the
    own post in which its reader would try it, 0 for none. `everybody`: everybody would.
    """

    words: str
    mark: str
    number: int
    would: int
    everybody: bool


@dataclass(frozen=True, slots=True, repr=False)
class Page:
    """One thing that is worked out: what opened so far, what is the reader's own, and what was said beside it.

    `own_title`: the number of the reader's own post that named it, 0 for none. `took_back`: its reader erased what they
    wrote in the step that is open.
    """

    title: str
    own_title: int
    of: int
    step: str
    positions: tuple[Said, ...]
    matters: tuple[Said, ...]
    ideas: tuple[Idea, ...]
    agreed: tuple[Idea, ...]
    posts: tuple[Said, ...]
    took_back: bool


def page(here: Here) -> Page:
    """Return what this reader sees of it."""
    found, of = here.course, here.shown
    named, said = _title_post(here), here.rounds[of].posts
    own = named.number if named is not None and named.words and named.author == here.look.person else 0
    beside = (post for post in said if post.move not in SOLVING and post is not named)
    ideas = tuple(_idea(here, way) for way in found.ways)
    return Page(
        title_of(here), own, of, str(found.step),
        _shown(here, found.positions, is_open=found.step is not Step.POSITIONS),
        _shown(here, found.matters, is_open=found.step is Step.WAYS),
        ideas, tuple(each for each in ideas if each.everybody), queries.each_of(here, beside, of),
        here.look.person in found.taken_back,
    )  # fmt: skip


def _shown(here: Here, posts: Mapping[str, Post], *, is_open: bool) -> tuple[Said, ...]:
    """Everybody's once they are open, the reader's first; until then the reader's alone."""
    reader = here.look.person
    each = sorted(posts.values(), key=lambda post: (post.author != reader, post.author))
    return queries.each_of(here, (post for post in each if is_open or post.author == reader), here.shown)


def _idea(here: Here, way: Way) -> Idea:
    reader = here.look.person
    everybody = set(way.tried) == set(here.look.space.members)
    own = way.number if way.author == reader else 0
    mark, would = here.look.addresses.mark(way.name), way.tried.get(reader, 0)
    return Idea(queries.calm(way.words) or "", mark, own, would, everybody)


def title_of(here: Here) -> str:
    """Return what it is about: the item, or the words with which somebody named it, as one short line."""
    post = _title_post(here)
    words = as_title(post.words or "") if post is not None else ""
    return words or str(here.subject.name)


def as_title(words: str) -> str:
    """Return somebody else's words as one line, no longer than a form takes: any software may have written them."""
    return as_one_line(" ".join(words.split()))[:A_TITLE].strip()


def _title_post(here: Here) -> Post | None:
    posts = here.rounds[here.shown].thread.posts
    return posts[0] if not here.subject.has_item and posts and posts[0].move is Move.SAY else None


def named_by(here: Here, mark: str) -> Way:
    """Return the way for which this stands; Refused unless its reader can still say they would try it."""
    for way in here.course.ways:
        if here.look.addresses.mark(way.name) == mark and here.look.person not in way.tried:
            return way
    raise Refused("not there")


def tried_by(here: Here, number: int) -> Way | None:
    """Return the way that its reader said they would try in the own post of this number."""
    return next((way for way in here.course.ways if way.tried.get(here.look.person) == number), None)


def own_words(here: Here, number: int, of: int) -> str:
    """Return what the own post of this number says, of a trial the way; nothing where it says nothing any more."""
    tried = tried_by(here, number) if of == here.shown else None
    if tried is not None:
        return queries.calm(tried.words) or ""
    posts = here.rounds[of].posts if 0 <= of < len(here.rounds) else ()
    mine = (post for post in posts if (post.author, post.number) == (here.look.person, number))
    return next((queries.calm(post.words) or "" for post in mine), "")


# --- the list -------------------------------------------------------------------------------------------------------


def lines(every: tuple[Here, ...]) -> tuple[Line, ...]:
    """Return what is being worked out, without what is closed, whatever closed it, and without anything that its reader
    marked as not for compromise.
    """
    return tuple(
        _line(each, _("Open.") if each.begun and not each.is_resting else _("Put away. It can begin again."))
        for each in every if each.subject.solves and _is_listed(each)
    )  # fmt: skip


def closed(every: tuple[Here, ...]) -> tuple[Line, ...]:
    """Return all the rest in which something was said: to be read, and to take own words back."""
    return tuple(_line(each, "") for each in every if each.subject.solves and not _is_listed(each))


def _is_listed(here: Here) -> bool:
    return bool(here.moves) and not here.firm


def _line(here: Here, text: str) -> Line:
    return Line(title_of(here), queries.address(here.look, here.subject), text)


def offered(look: Look, every: tuple[Here, ...]) -> tuple[Line, ...]:
    """Return each item that can be begun: what is open for talking and does not rest.

    Never one that its reader marked as not for compromise, or on which anybody told a limit.
    """
    begun = {each.subject.slug for each in every if each.subject.solves or each.barred}
    told = {slug for state in look.states.values() for slug, _side in state.told}
    free = (item for item in look.catalogue.items if item.slug not in begun | told)
    subjects = (Subject(item.slug, item.name, solves=True) for item in free
                if is_talkable(look, item.slug) and not firm.is_firm(look.book, item.slug))  # fmt: skip
    return tuple(Line(str(each.name), queries.address(look, each), "") for each in subjects)


def own_url(look: Look, every: tuple[Here, ...]) -> str:
    """Return where something is begun in one's own words; empty while one such thing is under way."""
    begun = any(each.begun for each in every if each.subject == SOMETHING)
    return "" if begun else queries.address(look, SOMETHING)


def after(look: Look, subject: Subject) -> tuple[tuple[str, str], ...]:
    """Return where a small trial can lead: none of it changes anything by itself."""
    where = {"space": look.space.id}
    item = [(look.addresses.item(subject.slug), _("Look at what each of you has stated on it"))]
    steps = (reverse("steps", kwargs=where), _("Try it in small steps"))
    return (*(item if subject.has_item else ()), steps)
