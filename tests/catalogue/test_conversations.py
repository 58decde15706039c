"""The conversation cards: every rule has a card that breaks it, and ours ask plainly, each something else."""

import dataclasses
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest

from ownaccord.catalogue import BadContent, load
from ownaccord.catalogue.articles import load_library
from ownaccord.catalogue.conversations import (
    FEWEST,
    HEAVY,
    MOST,
    Company,
    Conversation,
    load_conversations,
    normalised,
    read_conversations,
)
from tests.catalogue.tone import faults, years

OURS = load_conversations()
CARDS = [card for conversation in OURS for card in conversation.cards]
HEAD = 'number = 1\nname = "Small"\nsentence = "Small things."\n'
CARD = """
[[card]]
slug = "card-{at}"
question = "What do you think of the number {at}?"
why = "Numbers are many."
company = ["alone", "two"]
weight = 1
"""
LAST = """
[[card]]
slug = "the-last"
question = "What do you like about ends?"
why = "Each talk has one."
company = ["two"]
weight = 3
articles = ["shame"]
items = ["holding"]
"""
GOOD = HEAD + "".join(CARD.format(at=at) for at in range(1, FEWEST)) + LAST
BROKEN = {
    "an unknown field": ('"Small"', '"Small"\nstars = 5', "unknown `stars`"),
    "an unknown field of a card": ('"the-last"', '"the-last"\nstars = 5', "unknown `stars`"),
    "a number that is none": ("number = 1\n", "number = 0\n", "`number` must be at least 1 and at most 99"),
    "no full stop": ('"Small things."', '"Small things"', "`sentence` must end with a full stop"),
    "too few": (LAST, "", f"has 11 cards, and a conversation has {FEWEST} to {MOST}"),
    "too many": (
        LAST, "".join(CARD.format(at=at) for at in range(20, 25)),
        f"has 16 cards, and a conversation has {FEWEST} to {MOST}",
    ),
    "a heavy one before a light one": (LAST, LAST + CARD.format(at=30), "must begin with a light card"),
    "no light one": (GOOD, GOOD.replace("weight = 1", "weight = 2"), "must begin with a light card"),
    "no weight like this": ("weight = 3", "weight = 4", "`weight` must be at least 1 and at most 3"),
    "a long question": ("about ends?", "a" * 143 + "?", "`question` has 161 characters; 160 is the most"),
    "no question": ("about ends?", "about ends.", "`question` must be one question"),
    "two questions": ("about ends?", "about ends? And you?", "`question` must be one question"),
    "a question to nobody": ("What do you like about ends?", "What is an end?", "`question` must speak to the one"),
    "two reasons": ("Each talk has one.", "Each talk has one. Or two.", "`why` must be one sentence"),
    "for nobody": ('["two"]', "[]", "`company` is empty"),
    "for a crowd": ('["two"]', '["crowd"]', "`company` must be one of `alone`, `two`, `more`"),
    "no such article": ('["shame"]', '["nothing"]', "`articles` names an article that does not exist: `nothing`"),
    "no such item": ('["holding"]', '["nothing"]', "`items` names an item that does not exist: `nothing`"),
    "the same slug": ('"the-last"', '"card-1"', "two conversation cards are called `card-1`"),
    "the same question": (
        "What do you like about ends?", "What do YOU think, of the number 1?", "two conversation cards are called",
    ),
}  # fmt: skip


def conversations(folder: Path, text: str) -> tuple[Conversation, ...]:
    """The conversations of a folder with this one file."""
    (folder / "small.toml").write_text(text, encoding="utf-8")
    return read_conversations(folder, load(), load_library())


def test_a_conversation_arrives_whole_and_in_its_order(tmp_path: Path) -> None:
    (conversation,) = conversations(tmp_path, GOOD)
    last = conversation.cards[-1]

    assert (conversation.slug, conversation.number, conversation.name) == ("small", 1, "Small")
    assert [card.slug for card in conversation.cards] == [*(f"card-{at}" for at in range(1, FEWEST)), "the-last"]
    assert (last.question, last.why, last.weight) == ("What do you like about ends?", "Each talk has one.", HEAVY)
    assert [article.slug for article in last.articles] == ["shame"]
    assert [item.slug for item in last.items] == ["holding"]
    assert (conversation.cards[0].company, last.company) == ({Company.ALONE, Company.TWO}, {Company.TWO})
    assert (conversation.cards[0].may_be_first, last.may_be_first) == (True, False)


@pytest.mark.parametrize("case", BROKEN)
def test_every_broken_rule_is_named_with_its_file(case: str, tmp_path: Path) -> None:
    old, new, said = BROKEN[case]
    assert GOOD.count(old) == 1

    with pytest.raises(BadContent) as wrong:
        conversations(tmp_path, GOOD.replace(old, new))

    assert said in wrong.value.what
    assert "small.toml" in wrong.value.where or "two conversation cards" in wrong.value.what


def test_two_conversations_have_two_numbers_and_two_names(tmp_path: Path) -> None:
    other = GOOD.replace("card-", "card-of-another-").replace("the-last", "the-very-last")
    (tmp_path / "other.toml").write_text(other, encoding="utf-8")

    with pytest.raises(BadContent, match="two conversations are called `1`"):
        conversations(tmp_path, GOOD)


def test_no_conversation_at_all_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadContent):
        read_conversations(tmp_path, load(), load_library())


def test_loading_twice_gives_the_same_and_nothing_in_it_can_be_changed() -> None:
    assert load_conversations() is OURS
    with pytest.raises(dataclasses.FrozenInstanceError):
        CARDS[0].question = "Another?"  # type: ignore[misc]


def test_our_cards_say_nothing_that_is_never_said() -> None:
    said = [text for each in OURS for text in (each.name, each.sentence)]
    said += [text for card in CARDS for text in (card.question, card.why)]

    assert faults(said) == []


def test_our_questions_can_be_read_without_long_schooling() -> None:
    hard = {each.slug: years([text for card in each.cards for text in (card.question, card.why)]) for each in OURS}

    assert {slug: level for slug, level in hard.items() if level > 6.0} == {}


def test_no_two_questions_of_ours_are_nearly_the_same() -> None:
    words = {
        card.slug: frozenset(word for word in normalised(card.question).split() if len(word) > 3) for card in CARDS
    }
    near = [
        (one, other)
        for one, other in combinations(words, 2)
        if 2 * len(words[one] & words[other]) > len(words[one] | words[other])
    ]

    assert near == []
    assert [why for why, times in Counter(card.why for card in CARDS).items() if times > 1] == []


def test_every_conversation_of_ours_has_something_to_think_about_alone_and_a_way_in() -> None:
    for conversation in OURS:
        assert any(Company.ALONE in card.company for card in conversation.cards)
        assert sum(card.weight == 1 for card in conversation.cards) >= 3
        assert sum(card.weight == HEAVY for card in conversation.cards) <= 4
