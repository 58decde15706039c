"""A pocket list: a few short lines in somebody's own order; what was stored otherwise is nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ownaccord.core.errors import Malformed
from ownaccord.core.pocket import LONGEST, MOST, Full, Line, added, first, kept, of, stored, without

A, B, C = Line("0000000a", "Not tonight."), Line("0000000b", "Stop."), Line("0000000c", "Stay with me.")
MANY = tuple(Line(f"{number:08x}", f"Line {number}.") for number in range(MOST))
MARKS = st.text("0123456789abcdef", min_size=8, max_size=8)
LINE = st.builds(Line, MARKS, st.text(min_size=1, max_size=LONGEST))
LINES = st.lists(LINE, max_size=MOST, unique_by=lambda each: each.mark)


def test_a_line_goes_to_the_end_comes_first_when_asked_and_goes_out() -> None:
    lines = added(added(added((), A), B), C)
    assert lines == (A, B, C)
    assert first(lines, C.mark) == (C, A, B) and first(lines, A.mark) == lines
    assert without(lines, B.mark) == (A, C)
    assert (of(lines, B.mark), of(lines, "0000000d")) == (B, None)


def test_a_mark_that_is_not_there_changes_nothing() -> None:
    assert first((A, B), C.mark) == without((A, B), C.mark) == (A, B)


def test_the_same_words_are_kept_once_and_the_list_has_an_end() -> None:
    assert added((A, B), Line("0000000d", A.words)) == (A, B)
    assert added(MANY, Line("ffffffff", MANY[0].words)) == MANY
    new = Line("ffffffff", "One more.")
    with pytest.raises(Full):
        added(MANY, new)
    assert added(MANY[:-1], new) == (*MANY[:-1], new)


def test_no_two_lines_go_by_one_mark() -> None:
    with pytest.raises(Full):
        added((A,), Line(A.mark, "Other words."))


@pytest.mark.parametrize(
    ("mark", "words"),
    [
        ("0000000", "x"), ("0000000g", "x"), ("0000000A", "x"), (1, "x"), (A.mark, ""), (A.mark, None),
        (A.mark, "x" * (LONGEST + 1)),
    ],
)  # fmt: skip
def test_a_line_is_a_mark_and_a_few_words(mark: object, words: object) -> None:
    with pytest.raises(Malformed):
        Line(mark, words)  # type: ignore[arg-type]


@given(LINES)
def test_what_is_kept_is_read_again_in_its_order(lines: list[Line]) -> None:
    assert kept(stored(tuple(lines))) == tuple(lines)


@pytest.mark.parametrize(
    "entry",
    [
        None, 7, "x", {}, [["0000000a"]], [["0000000a", "x", "y"]], [None], [["0000000a", 1]], [["x", "x"]],
        [["0000000a", "x"], ["0000000a", "y"]], [[each.mark, each.words] for each in (*MANY, C)],
    ],
)  # fmt: skip
def test_what_was_not_written_here_is_nothing(entry: object) -> None:
    assert kept(entry) == ()
