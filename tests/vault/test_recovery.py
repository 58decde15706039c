"""Codes that people write down: any single slip is noticed."""

import hashlib
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ownaccord.vault import recovery
from ownaccord.vault.errors import BadCode, Unreadable
from ownaccord.vault.recovery import (
    LETTERS,
    RECOVERY_PRIME,
    WORD_PRIME,
    from_words,
    new_passphrase,
    new_portable_words,
    new_recovery_code,
    plain_words,
    read_recovery_code,
    to_words,
    write_recovery_code,
)
from tests.vectors.some import WORDS, entropy, some

SECRETS = st.binary(min_size=16, max_size=16)
RECOVERY = st.binary(min_size=20, max_size=20)
PLACES = st.integers(0, 10)


@given(SECRETS)
def test_a_secret_is_eleven_words_and_back(secret: bytes) -> None:
    words = to_words(secret, WORDS)
    assert len(words) == 11
    assert from_words("  ".join(words).title(), WORDS) == secret


@given(SECRETS, PLACES, st.sampled_from(WORDS))
def test_any_single_wrong_word_is_noticed(secret: bytes, at: int, word: str) -> None:
    words = list(to_words(secret, WORDS))
    assume(words[at] != word)
    words[at] = word
    with pytest.raises(BadCode) as refused:
        from_words(" ".join(words), WORDS)
    assert refused.value.slip is True


@given(SECRETS, PLACES, PLACES)
def test_any_two_exchanged_words_are_noticed(secret: bytes, one: int, other: int) -> None:
    words = list(to_words(secret, WORDS))
    assume(words[one] != words[other])
    words[one], words[other] = words[other], words[one]
    with pytest.raises(BadCode):
        from_words(" ".join(words), WORDS)


def test_why_a_single_slip_is_always_noticed() -> None:
    """A slip adds d * base^k with 0 < d < base, an exchange d * base^k * (base^m - 1): neither is a multiple of p."""
    for base, length, prime in ((7776, 11, WORD_PRIME), (32, 36, RECOVERY_PRIME)):
        assert all(prime % divisor for divisor in range(2, int(prime**0.5) + 1))
        assert prime > base
        assert all(pow(base, distance, prime) != 1 for distance in range(1, length))


def test_the_highest_secrets_still_fit() -> None:
    assert (2**128 - 1) * WORD_PRIME < 7776**11
    assert (2**160 - 1) * RECOVERY_PRIME < 32**36


def test_words_typed_at_random_hardly_ever_make_a_code() -> None:
    taken = 0
    for at in range(800):
        numbers = some(f"guess {at}", 22)
        words = [WORDS[int.from_bytes(numbers[2 * k : 2 * k + 2], "big") % 7776] for k in range(11)]
        try:
            from_words(" ".join(words), WORDS)
            taken += 1
        except BadCode:
            pass
    assert taken <= 1


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_typing_nothing_is_no_slip(text: str) -> None:
    for read in (lambda: from_words(text, WORDS), lambda: read_recovery_code(text)):
        with pytest.raises(BadCode) as refused:
            read()
        assert refused.value.slip is False


@pytest.mark.parametrize("text", ["a" * 100_000, "abacus " * 12_000, "\u202eabacus", "\x00", "٣" * 36, "🌿" * 11])
def test_whatever_is_typed_is_a_slip_and_no_other_error(text: str) -> None:
    for read in (lambda: from_words(text, WORDS), lambda: read_recovery_code(text)):
        with pytest.raises(BadCode) as refused:
            read()
        assert refused.value.slip is True
        assert str(refused.value) == "slip"


def code_with(word: str) -> str:
    """A code whose second word this is."""
    secret = ((7776 + WORDS.index(word)) * 7776**9 // WORD_PRIME + 1).to_bytes(16, "big")
    words = to_words(secret, WORDS)
    assert words[1] == word
    return " ".join(words)


@pytest.mark.parametrize("word", ["t-shirt", "felt-tip", "drop-down"])
def test_a_word_with_a_hyphen_can_be_typed_without_it(word: str) -> None:
    words = code_with(word)
    typed = words.replace(word, word.replace("-", ""))
    assert typed != words
    assert from_words(typed, WORDS) == from_words(words, WORDS)


@pytest.mark.parametrize(("word", "other"), [("yo-yo", "yoyo"), ("yoyo", "yo-yo")])
def test_two_words_that_only_a_hyphen_tells_apart_stay_two_words(word: str, other: str) -> None:
    words = code_with(word)
    assert " ".join(to_words(from_words(words, WORDS), WORDS)) == words
    with pytest.raises(BadCode):
        from_words(words.replace(word, other), WORDS)


@given(RECOVERY)
def test_a_recovery_code_is_nine_groups_of_four_and_back(secret: bytes) -> None:
    code = write_recovery_code(secret)
    assert [len(group) for group in code.split("-")] == [4] * 9
    for typed in (
        code,
        code.lower(),
        code.replace("-", ""),
        code.replace("-", "\u2013"),
        code.replace("0", "o").replace("1", "l"),
    ):
        assert read_recovery_code(typed) == secret


@given(RECOVERY, st.integers(0, 35), st.sampled_from(LETTERS))
def test_any_single_wrong_letter_is_noticed(secret: bytes, at: int, letter: str) -> None:
    code = write_recovery_code(secret).replace("-", "")
    assume(code[at] != letter)
    with pytest.raises(BadCode):
        read_recovery_code(code[:at] + letter + code[at + 1 :])


@given(RECOVERY, st.integers(0, 35), st.integers(0, 35))
def test_any_two_exchanged_letters_are_noticed(secret: bytes, one: int, other: int) -> None:
    letters = list(write_recovery_code(secret).replace("-", ""))
    assume(letters[one] != letters[other])
    letters[one], letters[other] = letters[other], letters[one]
    with pytest.raises(BadCode):
        read_recovery_code("".join(letters))


def test_a_new_code_is_what_entropy_gave() -> None:
    assert read_recovery_code(new_recovery_code(lambda length: some("code", length))) == some("code", 20)


def test_portable_words_are_six_and_a_passphrase_five_of_the_list() -> None:
    portable, offered = new_portable_words(entropy("six"), WORDS), new_passphrase(entropy("five"), WORDS)
    assert (len(portable.split()), len(offered.split())) == (6, 5)
    assert set(portable.split()) | set(offered.split()) <= set(WORDS)


def test_every_word_can_be_drawn_equally_often() -> None:
    """All 65536 values of two bytes, once each: every word comes up eight times, and the rest is drawn again."""
    drawn = Counter[str]()
    for number in range(65536):
        values = iter([number.to_bytes(2, "big"), b"\x00\x00"])
        word = new_passphrase(lambda length, values=values: next(values), WORDS, n=1)
        drawn[word] += 1
        if number >= 62208:
            assert word == WORDS[0]
    assert drawn.pop(WORDS[0]) == 8 + 65536 - 62208
    assert set(drawn.values()) == {8}
    assert len(drawn) == 7775


@pytest.mark.parametrize("typed", ["Correct  horse", " correct, horse. ", "\uff23orrect\u00a0horse"])
def test_typed_words_have_one_plain_form(typed: str) -> None:
    assert plain_words(typed) == "correct horse"


def test_a_list_that_is_not_the_list_is_a_mistake() -> None:
    short = WORDS[:-1]
    for attempt in (
        lambda: to_words(bytes(16), short),
        lambda: from_words("", short),
        lambda: new_passphrase(entropy("x"), short),
    ):
        with pytest.raises(ValueError, match="7776"):
            attempt()
    with pytest.raises(Unreadable):
        to_words(bytes(15), WORDS)


def test_the_word_list_is_the_published_one_word_for_word() -> None:
    folder = Path(__file__).parents[2] / "content/words"
    fingerprint = hashlib.sha256((folder / "eff_long.txt").read_bytes()).hexdigest()
    assert fingerprint in (folder / "README.md").read_text(encoding="utf-8")
    assert (len(WORDS), len(set(WORDS)), WORDS[0], WORDS[-1]) == (7776, 7776, "abacus", "zoom")


def test_the_list_is_not_gone_through_anew_for_every_code() -> None:
    """Whoever presses a stop code waits for whoever pressed one before: a well-formed one has to cost little."""
    recovery._places.cache_clear()
    for secret in (bytes(16), bytes(range(16)), bytes(16)):
        from_words(" ".join(to_words(secret, WORDS)), WORDS)
    assert recovery._places.cache_info().misses == 1
