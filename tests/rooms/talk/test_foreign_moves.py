"""A move that does not belong to a thread counts for nothing there: its page is as it was before."""

import os

import pytest

from ownaccord.consent import looking
from ownaccord.core import thread as core
from ownaccord.core.position import Side
from ownaccord.core.proposal import Offer
from ownaccord.core.terms import Level, Terms
from ownaccord.core.turns import SOLVING, Move
from ownaccord.spaces import access
from ownaccord.talk import rows, threads
from ownaccord.talk.subjects import AGREEING, CROSSED, SOMETHING, TALKING, Subject, moves_of
from tests.databases import ON_SQLITE
from tests.people import Cast, Clock, Somebody
from tests.rooms.consent.shared import Shared
from tests.rooms.talk.test_rests import both_would_talk
from tests.rooms.talk.test_thread import ITEM


@pytest.mark.parametrize(
    ("topic", "moves"), [
        ("holding", TALKING | AGREEING), ("holding#1", TALKING | AGREEING), ("~line", TALKING), ("~line#3", TALKING),
        ("~beside", TALKING), ("~card:good-authority#1", TALKING),
        ("~ways", TALKING | SOLVING), ("~ways#2", TALKING | SOLVING),
        ("~ways:holding", TALKING | SOLVING), ("~ways:holding#1", TALKING | SOLVING),
    ],
)  # fmt: skip
def test_which_moves_belong_to_which_thread(topic: str, moves: frozenset[Move]) -> None:
    assert moves_of(topic) == moves
    assert set(Move) == TALKING | AGREEING | SOLVING


def plants(ours: Shared, who: Somebody, clock: Clock, subject: Subject, move: Move) -> None:
    """What changed software of theirs puts into a thread."""
    space = access.space_for(who.id, ours.id, who.keys)
    look = looking.look(person=who.id, keys=who.keys, space=space, witness=None, behind=False, now=clock.now)
    here = threads.open_thread(look, subject, who.keys)
    assert here
    terms = Terms(level=Level.TRIAL, review_by=clock.now, uses=1)
    more = Offer(Side.TOGETHER, terms).as_bytes() if move is Move.PUT else b""
    topic, thread = here.now.topic, here.now.thread
    rows.store(topic, core.made(topic, thread, move, "canary", clock.now, who.keys, os.urandom, more))


@ON_SQLITE
@pytest.mark.parametrize(
    ("subject", "page", "first"), [
        (Subject(ITEM, ITEM), f"talk/{ITEM}/", "say"), (CROSSED, "line/", "say"),
        (Subject(ITEM, ITEM, solves=True), f"ways/{ITEM}/", "position"), (SOMETHING, "ways/own/", "say"),
    ], ids=["an item", "a crossed line", "an item that is worked out", "something else"],
)  # fmt: skip
def test_what_changed_software_plants_in_another_kind_of_thread_shows_in_nothing(
    ours: Shared, cast: Cast, clock: Clock, subject: Subject, page: str, first: str
) -> None:
    both_would_talk(ours)
    assert ours.press(cast.ash, page, words="To begin with.", move=first).partition("?said=")[2] in ("said", "kept")
    before = [ours.see(cast.bo, each) for each in (page, "talk/", "ways/")]
    for move in sorted(set(Move) - moves_of(subject.topic)):
        plants(ours, cast.ash, clock, subject, move)
        assert [ours.see(cast.bo, each) for each in (page, "talk/", "ways/")] == before, move
