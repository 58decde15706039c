"""A small input never costs much: twice as much to read is at most about twice as much work, and memory stays small."""

import pytest

from tests.fuzz.cost import lines, memory, stretched
from tests.fuzz.decoder import Decoder, ask
from tests.fuzz.table import DECODERS

SOME_LINES, MOST_MEMORY = 2000, 3_000_000


def costly(data: bytes) -> None:
    """A decoder as none may be: it looks at every byte for every byte."""
    _ = [one for one in data for _ in data]


@pytest.mark.parametrize("decoder", DECODERS, ids=lambda each: each.name)
def test_twice_the_input_is_at_most_about_twice_the_work(decoder: Decoder) -> None:
    for short, long in stretched(decoder):
        ask(decoder, short)
        assert lines(decoder, long) <= 2.5 * lines(decoder, short) + SOME_LINES


@pytest.mark.parametrize("decoder", DECODERS, ids=lambda each: each.name)
def test_no_input_makes_a_decoder_hold_much(decoder: Decoder) -> None:
    ask(decoder, b"")

    most = MOST_MEMORY + 64 * decoder.longest
    # Threads of the process count too: what was much is counted once more.
    high = [long for _, long in stretched(decoder) if memory(decoder, long) > most]
    assert all(memory(decoder, long) <= most for long in high)


def test_the_counting_counts() -> None:
    decoder = Decoder("costly", costly, (), longest=1000)

    assert memory(decoder, bytes(1000)) > 5_000_000
    assert lines(DECODERS[0], b"\x81" * 10) > lines(DECODERS[0], b"\x81") > 0
