"""Where one of the people would lead, the thread asks each of them the same, and says what nobody can hand over."""

import pytest

from ownaccord.catalogue import load
from ownaccord.talk.queries import is_power
from tests.databases import ON_SQLITE
from tests.people import Cast
from tests.rooms.consent.shared import Shared, card

NEVER = ("Medical care:", "Medicines:", "Money:", "Work and study:", "Contact with others:", "Leaving:")


@ON_SQLITE
def test_both_read_the_same_and_nothing_of_it_asks_for_an_answer(ours: Shared, cast: Cast) -> None:
    pages = [ours.see(who, "talk/one-leads/") for who in (cast.ash, cast.bo)]
    assert pages[0] == pages[1]
    assert [pages[0].count(each) for each in NEVER] == [1] * len(NEVER)
    assert ours.see(cast.ash, "talk/holding/").count("Before one of you leads") == 0


@pytest.mark.parametrize(("item", "is_one"), [("one-leads", True), ("ceremony", True), ("holding", False)])
def test_what_is_a_dynamic(item: str, is_one: bool) -> None:
    assert is_power(card(item)) is is_one


def test_every_card_of_the_chapter_is_one() -> None:
    assert all(is_power(item) for item in load().items if item.category == "power")
