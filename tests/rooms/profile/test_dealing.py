"""In which order conversation cards come up: everybody's own, another beginning every day, and nothing kept for it."""

from hashlib import sha256
from itertools import pairwise

import pytest

from ownaccord.catalogue.conversations import ConversationCard, load_conversations
from ownaccord.profile import dealing
from ownaccord.profile.dealing import HANDFUL, Order

THEMES = {each.slug: each.cards for each in load_conversations()}
EVERY = tuple(card for cards in THEMES.values() for card in cards)
DAYS = range(20_400, 20_400 + 400)


def mark_of(who: str) -> dict[str, str]:
    return {card.slug: sha256(f"{who} {card.slug}".encode()).hexdigest() for card in EVERY}


ASH, BO = mark_of("ash"), mark_of("bo")


def on(day: int, cards: Order = EVERY, whose: dict[str, str] = ASH) -> Order:
    return dealing.dealt(cards, whose.__getitem__, day)


def beginning(day: int, cards: Order) -> frozenset[str]:
    return frozenset(card.slug for card in on(day, cards)[:HANDFUL])


@pytest.mark.parametrize("cards", [EVERY, *THEMES.values()], ids=["all", *THEMES])
def test_every_day_puts_up_every_card_once(cards: Order) -> None:
    for day in list(DAYS)[:100]:
        assert sorted(card.slug for card in on(day, cards)) == sorted(card.slug for card in cards)


def test_a_day_is_the_same_however_often_it_is_asked_and_another_person_has_another() -> None:
    assert on(1) == on(1) == on(1, EVERY[::-1])
    assert on(1) != on(1, whose=BO)
    assert on(1) != on(2)


def test_what_begins_a_day_does_not_begin_another_one_for_twelve_weeks() -> None:
    firsts = [on(day)[0].slug for day in DAYS]
    assert len(set(firsts)) == 84
    assert all(len(set(firsts[at : at + 84])) == 84 for at in range(len(firsts) - 84))
    assert frozenset().union(*(beginning(day, EVERY) for day in DAYS)) == {card.slug for card in EVERY}


@pytest.mark.parametrize("theme", THEMES)
def test_in_a_theme_it_does_not_before_every_other_card_has_begun_one(theme: str) -> None:
    cards = THEMES[theme]
    rounds = -(-len(cards) // HANDFUL)
    begun = [beginning(day, cards) for day in DAYS]
    for start in range(len(begun) - rounds):
        assert frozenset().union(*begun[start : start + rounds]) == {card.slug for card in cards}
        assert sum(map(len, begun[start : start + rounds])) >= len(cards)
    assert all(begun[at] == begun[at + rounds] for at in range(len(begun) - rounds))


def test_whoever_passes_by_nine_a_day_among_all_does_not_see_one_of_them_again_on_the_days_after() -> None:
    seen = [{card.slug for card in on(day)[:9]} for day in DAYS]
    assert [seen[at] & seen[at + gap] for gap in (1, 2, 3) for at in range(300)] == [set()] * 900


def test_within_a_handful_the_lighter_come_first() -> None:
    hands = [on(0)[at : at + HANDFUL] for at in range(0, len(EVERY) - HANDFUL, HANDFUL)]
    for hand in hands[: len(hands) // 2]:
        assert all(one.weight <= two.weight for one, two in pairwise(hand))


def test_a_heavy_card_is_put_up_first_only_where_no_lighter_one_is_left() -> None:
    heavy = tuple(card for card in EVERY if not card.may_be_first)
    light = EVERY[0]
    assert dealing.first((*heavy, light)) == light
    assert dealing.first(heavy) == heavy[0]
    assert dealing.first(()) is None
    for day in DAYS:
        card = dealing.first(on(day))
        assert card is not None and card.may_be_first


def test_after_a_card_comes_the_next_that_is_left_and_after_the_last_none() -> None:
    one, two, three, four = EVERY[:4]
    order = (one, two, three, four)
    assert dealing.after(order, one, order) == two
    assert dealing.after(order, one, (one, four)) == four
    assert dealing.after(order, four, order) is None
    assert dealing.after(order, three, (one, two)) is None
    assert dealing.after(order, EVERY[9], order) is None


def test_passing_by_from_the_first_on_leads_through_all_of_them_and_ends() -> None:
    order, seen = on(7), []
    card: ConversationCard | None = order[0]
    while card is not None:
        seen.append(card)
        card = dealing.after(order, card, order)
    assert tuple(seen) == order


def test_of_no_cards_there_is_none() -> None:
    assert dealing.dealt((), ASH.__getitem__, 3) == ()


@pytest.mark.parametrize("theme", THEMES)
def test_a_day_begins_with_a_card_that_may_be_first_and_passes_by_none(theme: str) -> None:
    for who in map(mark_of, map(str, range(60))):
        for day in range(8):
            order = on(day, THEMES[theme], who)
            assert order[0].may_be_first or not any(card.may_be_first for card in order)
            assert dealing.first(order) is order[0]
