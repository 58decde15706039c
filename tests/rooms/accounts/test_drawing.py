"""What is offered to somebody to read and to write down has no harsh word in it."""

import os
from collections.abc import Callable, Iterator

import pytest

from ownaccord.accounts import drawing
from ownaccord.lib.words import unkind, wordlist
from ownaccord.vault.recovery import from_words, to_words


def test_every_unkind_word_is_one_that_could_be_drawn() -> None:
    assert unkind() <= set(wordlist())
    assert {"surrender", "violate", "contempt"} <= unkind()
    assert len(unkind()) < len(wordlist()) // 30


@pytest.fixture
def harsh_first(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[bytes]]:
    """Entropy whose first draw of a secret has an unkind word in it."""
    harsh = from_words_with_an_unkind_one()
    queue = [harsh]
    real = os.urandom
    monkeypatch.setattr(drawing.os, "urandom", lambda n: queue.pop() if queue and n == 16 else real(n))
    yield queue


def from_words_with_an_unkind_one() -> bytes:
    return next(s for n in range(10_000) if not unkind().isdisjoint(to_words(s := n.to_bytes(16, "big"), wordlist())))


def test_a_secret_with_an_unkind_word_is_drawn_again(harsh_first: list[bytes]) -> None:
    words = to_words(drawing.secret(), wordlist())
    assert harsh_first == []
    assert unkind().isdisjoint(words)
    assert len(from_words(" ".join(words), wordlist())) == 16


@pytest.mark.parametrize(("draw", "count"), [(drawing.passphrase, 5), (drawing.portable, 6)])
def test_offered_words_are_drawn_again_until_they_are_kind(
    draw: Callable[[], str], count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = iter(["surrender a b c d e", "kind words only here now ok"])
    for name in ("new_passphrase", "new_portable_words"):
        monkeypatch.setattr(drawing, name, lambda *about: next(drawn))
    assert draw() == "kind words only here now ok"
    monkeypatch.undo()
    assert len(draw().split()) == count
