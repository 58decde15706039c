"""Law 11 for decks, end to end: whatever Ash answers outside what is mutual changes nothing that Bo is shown or holds.

One story from the proposal to the opening, told with different private answers; at each moment every page of Bo's is
compared to the last byte, and so are the rows that lie between them, by number and size.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from ownaccord.accounts.keys import encode
from ownaccord.consent import interest
from ownaccord.core.interest import Answer, Interest
from ownaccord.reveal.models import Message
from tests.databases import ON_SQLITE
from tests.people import Clock, Somebody
from tests.rooms.reveal.decks import CLOSENESS, feels, mark_seen, propose, seal
from tests.walls.answers import same_lots
from tests.walls.requests import gets, once
from tests.walls.scene import undone
from tests.walls.test_non_interference import Said, answered, differences, without_lots
from tests.walls.worlds import Street, street

pytestmark = pytest.mark.django_db
Seen = dict[str, tuple[Said, Any]]

NOTHING: dict[str, str] = {}
# Bo says yes to nothing that fits these.
MUCH = {
    f"{line.item.replace('-', '_')}__{line.shape.sides[0]}": said
    for line, said in zip(CLOSENESS.lines[3:24], ("into", "curious", "willing", "limit", "unsure", "into", "into") * 3,
                          strict=True)
}  # fmt: skip


def story(here: Street, clock: Clock, private: dict[str, str], sealed: str = "answers") -> Iterator[str]:
    """From the proposal to the opening; the name of each moment at which Bo looks."""
    ash, bo = here.ash, here.bo
    propose(here.ours, ash)
    yield "proposed"
    here.ours.press(bo, "deck/take-up/", mark=mark_seen(here.ours, bo))
    feels(bo, holding__together="curious", textures__give="willing")
    if sealed == "answers":
        feels(ash, holding__together="into", **private)
    yield "open"
    seal(here.ours, bo)
    yield "sealed by Bo"
    seal(here.ours, ash, sealed)
    yield "sealed by both"
    for _time in range(3):
        ash.unlock()
        bo.unlock()
    yield "compared"
    clock.turn(days=3, hours=1)
    for who in (ash, bo):
        who.unlock()
    yield "opened"


def seen_by_bo(clock: Clock, private: dict[str, str], moments: set[str], sealed: str = "answers") -> Seen:
    """What Bo is answered, holds and could count at these moments."""
    here, found = street(clock), {}
    pages = [each for each in gets(once(here, here.space, "holding")) if here.space in each[1] or each[0] == "home"]
    with undone(here.ash), undone(here.bo), same_lots():
        for moment in story(here, clock, private, sealed):
            if moment in moments:
                found[moment] = answered("bo", here.bo, pages), (rows(), held_by(here.bo))
    return found


def rows() -> list[tuple[str, str, int, int]]:
    """The messages, as somebody sees them who reads the database."""
    every = Message.objects.order_by("step")
    return [(row.step, row.author_id, len(bytes(row.body)), len(bytes(row.macs))) for row in every]


def held_by(who: Somebody) -> tuple[dict[str, Any], int]:
    """Everything that somebody's software holds; of the blinded points only how long they are."""
    book = {key: without_lots(key, value) for key, value in who.book().under("").items()}
    lengths = {key: len(encode(value)) for key, value in book.items() if key.endswith("/deck")}
    return {**book, **lengths}, len(bytes(who.row.vault))


def told_apart(one: Seen, two: Seen) -> dict[str, Any]:
    """At which moments, and in what, the two stories differ for Bo."""
    assert one.keys() == two.keys() and one
    return {
        moment: (differences(one[moment][0], two[moment][0]), one[moment][1] == two[moment][1])
        for moment in one if one[moment] != two[moment]
    }  # fmt: skip


@ON_SQLITE
def test_what_ash_answers_outside_what_is_mutual_changes_nothing_for_bo(clock: Clock) -> None:
    # Pages are made above the database; what it stores of a deck is looked at on both.
    moments = {"opened"} if connection.vendor == "postgresql" else {"sealed by both", "opened"}
    assert told_apart(seen_by_bo(clock, NOTHING, moments), seen_by_bo(clock, MUCH, moments)) == {}


@ON_SQLITE
def test_nor_at_any_other_moment(clock: Clock) -> None:
    moments = {"proposed", "open", "sealed by Bo", "compared"}
    assert told_apart(seen_by_bo(clock, NOTHING, moments), seen_by_bo(clock, MUCH, moments)) == {}


@ON_SQLITE
def test_before_it_opens_sealed_without_answers_is_the_same_to_bo(clock: Clock) -> None:
    moments = {"sealed by both", "compared"}
    answers = seen_by_bo(clock, MUCH, moments)
    found = told_apart(answers, seen_by_bo(clock, NOTHING, moments, sealed="nothing"))
    # What Bo's own software has computed by then differs in what is mutual; no page and no row does.
    assert all(pages == {} for pages, _held in found.values())
    assert [each[1][0] for each in answers.values()] == [
        each[1][0] for each in seen_by_bo(clock, NOTHING, moments, sealed="nothing").values()
    ]


@ON_SQLITE
def test_what_is_mutual_does_show_so_a_difference_would_be_seen(clock: Clock) -> None:
    more = {"textures__receive": "into"}
    found = told_apart(seen_by_bo(clock, NOTHING, {"opened"}), seen_by_bo(clock, more, {"opened"}))
    assert {asked[1] for asked in found["opened"][0]} == {"deck"}


@ON_SQLITE
def test_ashs_own_page_does_differ_so_the_two_stories_are_two(clock: Clock) -> None:
    here = street(clock)
    with undone(here.ash):
        before = here.ash.book().under("interest/")
        feels(here.ash, **MUCH)
        after = here.ash.book()
        assert after.under("interest/") != before
        assert interest.answer(after, "eye-contact") == Answer("eye-contact")
        assert Interest.LIMIT in {said for each in interest.answers(after).values() for said in each.sides.values()}
