"""What a partner with changed software, or who edits the rows, tries with a deck to single out, switch or hold."""

import os
from dataclasses import replace
from typing import Any

import pytest

from ownaccord.accounts.keys import encode
from ownaccord.core import deal as deals
from ownaccord.core.deal import Deal
from ownaccord.core.deck import Round
from ownaccord.core.reveal import Message as Said
from ownaccord.reveal import memory, rows, table
from ownaccord.reveal.models import Message
from ownaccord.spaces import access
from ownaccord.spaces.models import Grant
from tests.databases import ON_SQLITE
from tests.people import Cast, Clock, Somebody
from tests.rooms.consent.shared import Shared, _begun
from tests.rooms.reveal.decks import CLOSENESS, mark_seen, open_between, propose, seal, stand

pytestmark = ON_SQLITE
DAY = 86_400


def planted(ours: Shared, who: Somebody, deal: Any) -> None:
    """What somebody's changed software puts on the table; `deal` has a mark in `about`."""
    space = access.space_for(who.id, ours.id, who.keys)
    here = table.look(space, who.keys, 0)
    message = deals.propose(deal, here.view, who.keys, here.epoch_key, os.urandom)
    rows.store(ours.id, 1, deal.about.mark, who.id, "propose", message)


def fair(ours: Shared, clock: Clock) -> Round:
    """A deck as it should be, from Ash to Bo."""
    return Round(ours.id, 1, bytes(16), ours.cast.ash.id, ours.cast.bo.id, tuple(CLOSENESS.lines), clock.now + 3 * DAY)


def test_a_deck_of_a_few_items_is_not_taken_up_so_nobody_singles_one_out(
    ours: Shared, cast: Cast, clock: Clock
) -> None:
    planted(ours, cast.ash, Deal("closeness", replace(fair(ours, clock), lines=tuple(CLOSENESS.lines[:23]))))
    page = ours.see(cast.bo, "deck/")
    assert page.count("Too few items") == 1 and "Take it up" not in page
    planted(ours, cast.ash, Deal("closeness", fair(ours, clock)))
    assert "Take it up" in ours.see(cast.bo, "deck/")


def test_a_deck_that_opens_in_another_age_keeps_nothing_from_being_seen_for_so_long(
    ours: Shared, cast: Cast, clock: Clock
) -> None:
    planted(ours, cast.ash, Deal("closeness", replace(fair(ours, clock), opens_at=2**37)))
    assert ours.press(cast.bo, "deck/aside/") == "deck/?said=aside"
    assert memory.aside_until(cast.bo.book(), cast.ash.id) == clock.now + 60 * DAY


class Crafted:
    """A deal whose bytes no constructor would make."""

    def __init__(self, about: Round, **how: Any) -> None:
        fields: dict[str, Any] = {name: getattr(about, name) for name in ("space", "epoch", "mark", "first", "second")}
        fields["lines"] = [[line.item, str(line.shape)] for line in about.lines]
        fields["opens_at"] = about.opens_at
        self.about, self.fields = about, {**fields, **how}

    def as_bytes(self) -> bytes:
        return encode([1, "closeness", encode(list(self.fields.values()))])


@pytest.mark.parametrize(
    "how",
    [
        {"opens_at": 2**53}, {"opens_at": 2**52}, {"first": ["x"]}, {"second": {"x": 1}}, {"mark": "x" * 16},
        {"epoch": True}, {"space": 5}, {"lines": [[["holding"], "together"]]}, {"lines": 7}, {"lines": {"ab": 1}},
    ],
)  # fmt: skip
def test_no_crafted_deck_breaks_a_page(ours: Shared, cast: Cast, clock: Clock, how: dict[str, Any]) -> None:
    planted(ours, cast.ash, Crafted(fair(ours, clock), **how))
    assert ours.see(cast.bo, "deck/").count("Nothing is on the table.") == 1
    assert propose(ours, cast.bo) == "deck/?said=proposed"


def test_a_deck_exchanged_after_it_was_read_is_not_taken_up(ours: Shared, cast: Cast, clock: Clock) -> None:
    first = fair(ours, clock)
    planted(ours, cast.ash, Deal("closeness", first))
    seen = mark_seen(ours, cast.bo)
    planted(ours, cast.ash, Deal("closeness", replace(first, opens_at=clock.now + 60)))
    assert ours.press(cast.bo, "deck/take-up/", mark=seen) == "deck/?said=busy"
    assert memory.round_of(cast.bo.book(), ours.id) is None
    assert ours.press(cast.bo, "deck/take-up/", mark=mark_seen(ours, cast.bo)) == "deck/?said=taken"


@pytest.mark.parametrize("sealed", [False, True])
def test_a_planted_row_does_not_make_it_too_late_to_take_a_deck_back(
    ours: Shared, cast: Cast, clock: Clock, sealed: bool
) -> None:
    open_between(ours)
    if sealed:
        seal(ours, cast.ash)
    kept = memory.round_of(cast.ash.book(), ours.id)
    assert kept is not None
    rows.store(ours.id, 1, kept.mark, cast.ash.id, "return", Said(b"x", {}))
    assert ours.press(cast.ash, "deck/back/") == "deck/?said=back"
    assert Message.objects.count() == 0 and stand(cast.ash, ours) == "cancelled"


def test_a_grant_edited_for_a_while_does_not_hold_who_takes_a_deck_back(ours: Shared, cast: Cast) -> None:
    open_between(ours)
    for who in (cast.ash, cast.bo):
        seal(ours, who)
    grant = Grant.objects.get(to_id=cast.ash.id)
    Grant.objects.filter(pk=grant.pk).update(to_id=cast.cam.id)
    assert ours.press(cast.ash, "deck/back/") == "deck/?said=back"
    Grant.objects.filter(pk=grant.pk).update(to_id=cast.ash.id)
    for who in (cast.bo, cast.ash, cast.bo):
        who.unlock()
    assert [stand(who, ours) for who in (cast.ash, cast.bo)] == ["cancelled", "cancelled"]


def test_after_not_now_nothing_is_proposed_to_whoever_said_it_for_two_weeks_in_any_space_of_these_two(
    ours: Shared, cast: Cast, clock: Clock
) -> None:
    again = Shared(_begun(cast.bo, cast.ash), cast)
    propose(ours, cast.ash, days="2")
    assert ours.press(cast.bo, "deck/aside/") == "deck/?said=aside"
    for _two_days in range(6):
        clock.turn(days=2, hours=1)
        for who in (cast.ash, cast.bo):
            who.sign_in_again()
        for where in (ours, again):
            before = where.see(cast.bo, "deck/")
            assert propose(where, cast.ash, days="2") == "deck/?said=proposed"
            assert where.see(cast.ash, "deck/").count("If it is not taken up, it ends by itself") == 1
            assert where.see(cast.bo, "deck/") == before
    clock.turn(days=1, hours=20)
    for who in (cast.ash, cast.bo):
        who.sign_in_again()
    propose(ours, cast.ash, days="2")
    assert ours.see(cast.bo, "deck/").count("On the table: Closeness") == 1


def test_whoever_said_not_now_can_propose_a_deck_themselves(ours: Shared, cast: Cast) -> None:
    propose(ours, cast.ash)
    ours.press(cast.bo, "deck/aside/")
    assert cast.bo.browser.get(ours.url("deck/")).content.decode().count("Propose a deck") == 1
    assert propose(ours, cast.bo) == "deck/?said=proposed"


def dealt(ours: Shared, who: Somebody, **how: Any) -> tuple[set[str], int]:
    """What this person's proposal asks about, and of how many items."""
    assert propose(ours, who, **how) == "deck/?said=proposed"
    kept = memory.round_of(who.book(), ours.id)
    assert kept is not None
    lines = kept.deal.about.lines
    return {line.item for line in lines}, len(lines)


CHOSEN = {"deck": "chosen", "categories": ["connection", "words"]}


@pytest.mark.parametrize("how", [{}, CHOSEN], ids=["starter", "chosen"])
def test_what_rests_for_whoever_proposes_is_not_in_their_deck_and_it_is_as_long_as_any(
    ours: Shared, cast: Cast, how: dict[str, Any]
) -> None:
    for who in (cast.ash, cast.bo):
        ours.state(who, "holding", "together", level="1")
        who.unlock()
    cast.ash.unlock()
    before = dealt(ours, cast.ash, **how)
    ours.press(cast.bo, "items/holding/tighten/", level="0")
    after, count = dealt(ours, cast.ash, **how)
    assert "holding" in before[0] and "holding" not in after
    assert 24 <= count >= before[1] - 1
    cast.ash.unlock()
    assert "holding" not in dealt(ours, cast.ash, **how)[0]
    assert "holding" in dealt(ours, cast.bo, **how)[0]


def test_another_space_of_the_same_two_asks_nobody_again_sooner(ours: Shared, cast: Cast, clock: Clock) -> None:
    again = Shared(_begun(cast.bo, cast.ash), cast)
    assert propose(again, cast.bo) == "deck/?said=proposed"
    open_between(ours)
    for who in (cast.ash, cast.bo):
        seal(ours, who, "nothing")
    assert again.see(cast.ash, "deck/").count("Too soon after the last deck") == 1
    for who in (cast.ash, cast.bo, cast.ash):
        who.unlock()
    for who in (cast.ash, cast.bo):
        answer = who.browser.post(again.url("deck/propose/"), {"deck": "closeness", "days": "3"})
        assert answer.status_code == 422
    assert cast.ash.browser.post(f"/s/{ours.id}/leave/").status_code == 303
    for who in (cast.ash, cast.bo):
        assert who.browser.post(f"/s/{ours.id}/put-away/").status_code in (303, 404)
        answer = who.browser.post(again.url("deck/propose/"), {"deck": "closeness", "days": "7"})
        assert answer.status_code == 422
