"""Without a fuzzer: every kept input and small changes of it, the same in every run, through every decoder."""

import pytest

from ownaccord.core.errors import Malformed
from tests.fuzz import corpus
from tests.fuzz.decoder import Decoder, Fell, ask, is_ours
from tests.fuzz.mutation import mutated
from tests.fuzz.table import DECODERS

ALTOGETHER = 6000


@pytest.mark.parametrize("decoder", DECODERS, ids=lambda each: each.name)
def test_a_decoder_takes_or_refuses_what_it_is_given_and_keeps_its_promises(decoder: Decoder) -> None:
    entries = corpus.kept(decoder.name)

    for data in (*entries, *mutated(decoder, entries, ALTOGETHER // len(DECODERS))):
        ask(decoder, data)


@pytest.mark.parametrize("decoder", DECODERS, ids=lambda each: each.name)
def test_the_kept_inputs_are_few_and_small_and_at_least_one_is_taken(decoder: Decoder) -> None:
    entries = corpus.kept(decoder.name)

    assert 0 < len(set(entries)) == len(entries) <= corpus.MOST_ENTRIES
    assert max(map(len, entries)) <= corpus.LONGEST_ENTRY
    assert any(ask(decoder, data) for data in entries)


def test_all_kept_inputs_together_stay_small() -> None:
    assert sum(path.stat().st_size for path in corpus.FOLDER.iterdir()) < corpus.LARGEST
    assert {path.stem for path in corpus.FOLDER.iterdir()} == {each.name for each in DECODERS}


def test_what_is_written_into_a_corpus_is_what_is_read_from_it() -> None:
    for data in (b"", b"a text", b'with "quotes"', b"\x00\xff", b"deadbeef", b"#", "é".encode()):
        assert corpus._read(corpus.written(data)) == data


def test_an_error_that_quotes_what_came_is_noticed() -> None:
    def quotes(data: bytes) -> None:
        raise ValueError(f"invalid: {data!r}")

    def tells(data: bytes) -> None:
        raise Malformed("terms") from ValueError(data)

    for tries in (quotes, tells):
        with pytest.raises(Fell):
            ask(Decoder("noisy", tries, (), (ValueError, Malformed)), b"what came")
    assert is_ours("canonical")


def test_an_error_that_nobody_is_ready_for_is_noticed() -> None:
    def crashes(data: bytes) -> None:
        raise KeyError

    with pytest.raises(KeyError):
        ask(Decoder("crashes", crashes, (), (ValueError,)), b"")
