"""The search for words in large files finds what the plain one finds, wherever it stands."""

import pytest

from tests.walls.seeking import _in, _in_a_large

AROUND = bytes(range(256)) * 2


@pytest.mark.parametrize("length", range(1, 40))
def test_a_word_of_any_length_is_found_wherever_it_stands(length: int) -> None:
    word = bytes(200 - 3 * each & 255 for each in range(length))
    wanted = {"it": {b"nothing like it", word}, "no": {b"not this", b"x" + word, word + b"x"}}
    for before in range(9):
        for after in range(9):
            part = AROUND[:before] + word + AROUND[:after]
            assert _in_a_large(part, wanted) == _in(part, wanted) == {"it"}, (before, after)


def test_every_word_in_a_block_that_several_have_is_found() -> None:
    words = b"  the same beginning, and more"
    wanted = {"long": {words[2:20]}, "longer": {words[2:]}, "no": {words[2:20] + b"s"}}

    assert _in_a_large(words, wanted) == {"long", "longer"}
