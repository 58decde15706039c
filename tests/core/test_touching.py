"""Which names a text touches: words beside words, whatever their case, their end or their marks."""

import re

from hypothesis import given
from hypothesis import strategies as st

from ownaccord.core.touching import touched


def test_a_word_that_carries_weight_is_enough_and_its_end_does_not_matter() -> None:
    names = ["Holding each other", "marks", "my sister", "Éclair", "us", "Being with others"]
    assert touched("We hold hands.", names) == ("Holding each other",)
    assert touched("No MARK that shows, and my SISTERS stay out of it.", names) == ("marks", "my sister")
    assert touched("an eclair for each of us", names) == ("Éclair", "us")
    assert touched("With each other, when we like.", names) == ()


@given(st.lists(st.sampled_from(["holding", "marks", "sister", "evening", "quiet"]), unique=True), st.text())
def test_a_name_is_touched_whenever_one_of_its_words_stands_in_the_text(names: list[str], around: str) -> None:
    for name in names:
        assert name in touched(f"{around} {name.upper()} {around}", names)


@given(st.text(), st.lists(st.text(min_size=1)))
def test_only_names_come_back_in_their_order_and_of_an_empty_text_none(text: str, names: list[str]) -> None:
    found = touched(text, names)
    assert [name for name in names if name in found] == list(found)
    assert touched("", names) == ()
    assert not touched(re.sub(r"\w", "", text), names)
