"""Two kinds of thread about one item: what was ended in one rests in the other, whatever a row or a clock says."""

import os

import pytest

from ownaccord.consent import looking
from ownaccord.core import thread as core
from ownaccord.core.turns import Move
from ownaccord.spaces import access
from ownaccord.talk import rows, threads
from ownaccord.talk.models import Post
from ownaccord.talk.subjects import Subject
from tests.databases import ON_SQLITE
from tests.people import Cast, Clock, Somebody
from tests.rooms.consent.shared import Shared
from tests.rooms.talk.test_thread import CLOSED, ITEM
from tests.rooms.talk.test_ways import WORKED_OUT, later, opens_for_talking, refused, says


@ON_SQLITE
def test_what_was_ended_in_one_kind_of_thread_rests_in_the_other(ours: Shared, cast: Cast, clock: Clock) -> None:
    where, talk = opens_for_talking(ours, cast), f"talk/{ITEM}/"
    ours.press(cast.ash, talk, words="A first word.", move="say")
    later(cast, clock)
    ours.press(cast.bo, talk, words="", move="end")
    assert refused(ours, cast.ash, "What I would like.", "position", where)
    assert says(ours, cast.bo, "What I would like.", "position", where) == "kept"
    later(cast, clock)
    says(ours, cast.ash, "", "end", where)
    assert refused(ours, cast.bo, "Once more.", "say", talk)


def plants(ours: Shared, who: Somebody, clock: Clock, move: Move, words: str, at: int, about: Subject) -> None:
    """What this person's software says, if somebody has changed it: any move, at any time."""
    opened = access.space_for(who.id, ours.id, who.keys)
    look = looking.look(person=who.id, keys=who.keys, space=opened, witness=None, behind=False, now=clock.now)
    here = threads.open_thread(look, about, who.keys)
    assert here is not None
    rows.store(here.now.topic, core.made(here.now.topic, here.now.thread, move, words, at, who.keys, os.urandom))


@ON_SQLITE
def test_an_end_in_one_kind_of_thread_closes_the_other_that_is_open(ours: Shared, cast: Cast, clock: Clock) -> None:
    where, talk = opens_for_talking(ours, cast), f"talk/{ITEM}/"
    ours.press(cast.ash, talk, words="A first word.", move="say")
    says(ours, cast.ash, "What I would like.", "position", where)
    later(cast, clock)
    assert ours.see(cast.bo, "ways/").count("Holding each other Open.") == 1
    ours.press(cast.bo, talk, words="", move="end")
    assert refused(ours, cast.ash, "What I would like, again.", "position", where)
    page, every = ours.see(cast.ash, where), ours.see(cast.bo, "ways/")
    assert (page.count(CLOSED), page.count("End this"), every.count("Holding each other Put away.")) == (1, 0, 1)
    plants(ours, cast.ash, clock, Move.SAY, "Please.", clock.now + 60, WORKED_OUT)
    later(cast, clock)
    assert ours.see(cast.bo, where).count("Please.") == 0
    assert says(ours, cast.bo, "What I would like, too.", "position", where) == "kept"
    later(cast, clock)
    page = ours.see(cast.ash, where)
    assert [page.count(each) for each in (CLOSED, "What I would like.", "What I would like, too.")] == [0, 1, 1]
    assert says(ours, cast.ash, "Closeness.", "what matters", where) == "kept"


@pytest.mark.parametrize("gone", [False, True], ids=["its row is there", "its row is gone"])
@ON_SQLITE
def test_after_an_end_in_one_kind_changed_software_begins_the_other_at_no_time(
    ours: Shared, cast: Cast, clock: Clock, gone: bool
) -> None:
    opens_for_talking(ours, cast)
    ours.press(cast.ash, f"talk/{ITEM}/", words="A first word.", move="say")
    later(cast, clock)
    ours.press(cast.bo, f"talk/{ITEM}/", words="", move="end")
    ended = clock.now
    later(cast, clock)
    if gone:
        Post.objects.filter(author_id=cast.bo.id).delete()
    plants(ours, cast.ash, clock, Move.POSITION, "Again.", ended - 60, WORKED_OUT)
    for _time in range(2):
        assert ours.see(cast.bo, "ways/").count("Holding each other Open.") == 0
        later(cast, clock)
