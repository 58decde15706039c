"""Which words terms may hold: plain ones in any language, and nothing that only looks like words."""

import pytest

from ownaccord.core.terms import is_plain


@pytest.mark.parametrize("word", ["sober", "nicht müde", "שלום", "🧑🏽", "x" * 200])
def test_plain_words_of_any_language_are_kept(word: str) -> None:
    assert is_plain(word)


@pytest.mark.parametrize("word", ["", " so", "so ", "x" * 201, "a\tb", "ü\x07", "u\u0308", "\ud800", 7])
def test_what_is_no_plain_word_is_refused(word: str) -> None:
    assert not is_plain(word)
