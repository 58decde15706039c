"""Codes that people write down: the recovery code in letters, the others in words of a list of 7776.

Letters and words are the digits of `secret * p`, with a prime p that is larger than any digit. So a single wrong digit
and any two exchanged digits are always noticed, not only probably: neither difference is divisible by p.
Anything else that is wrong passes once in p times.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache

from ownaccord.vault.derive import of_length
from ownaccord.vault.errors import BadCode
from ownaccord.vault.sealing import Entropy

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
RECOVERY_BYTES = 20
RECOVERY_PRIME = 1048573  # the largest below 2^20: 160 + 20 bits are 36 letters of 5
GROUP = 4
WORDS = 11
WORD_BYTES = 16
WORD_PRIME = 16381  # the largest below 2^14: 128 + 14 bits are 11 words of 12.9
WORDLIST = 7776
_ALIKE = str.maketrans("OIL", "011")


def new_recovery_code(entropy: Entropy) -> str:
    """Return a fresh code of 160 bits, nine groups of four letters."""
    return write_recovery_code(entropy(RECOVERY_BYTES))


def write_recovery_code(secret: bytes) -> str:
    """Return these 20 bytes as a recovery code."""
    number = int.from_bytes(of_length(secret, RECOVERY_BYTES), "big") * RECOVERY_PRIME
    letters = "".join(LETTERS[digit] for digit in _digits(number, len(LETTERS), 36))
    return "-".join(letters[at : at + GROUP] for at in range(0, len(letters), GROUP))


def read_recovery_code(text: str) -> bytes:
    """Return the 20 bytes of a recovery code; BadCode. Case, blanks, hyphens do not matter; O is 0, I and L are 1."""
    plain = unicodedata.normalize("NFKC", text).upper().translate(_ALIKE)
    letters = [letter for letter in plain if not letter.isspace() and unicodedata.category(letter) != "Pd"]
    if len(letters) != 36 or any(letter not in LETTERS for letter in letters):
        raise BadCode(slip=bool(letters))
    number = _number([LETTERS.index(letter) for letter in letters], len(LETTERS))
    return _secret(number, RECOVERY_PRIME, RECOVERY_BYTES)


def to_words(secret: bytes, wordlist: Sequence[str]) -> tuple[str, ...]:
    """Return these 16 bytes as eleven words: 128 bits and a checksum of 14."""
    _fits(wordlist)
    number = int.from_bytes(of_length(secret, WORD_BYTES), "big") * WORD_PRIME
    return tuple(wordlist[digit] for digit in _digits(number, WORDLIST, WORDS))


def from_words(text: str, wordlist: Sequence[str]) -> bytes:
    """Return the 16 bytes of eleven words; BadCode when a word is wrong, missing, too many or in another's place."""
    _fits(wordlist)
    words = plain_words(text).split()
    places = _places(tuple(wordlist))
    if len(words) != WORDS or any(word not in places for word in words):
        raise BadCode(slip=bool(words))
    return _secret(_number([places[word] for word in words], WORDLIST), WORD_PRIME, WORD_BYTES)


@lru_cache(maxsize=2)
def _places(wordlist: tuple[str, ...]) -> Mapping[str, int]:
    """Where each word stands; kept, for whoever tries a stop code waits for whoever tried one before."""
    # "t-shirt" may be typed "tshirt"; a word that the list itself has without a hyphen stays what it is.
    places = {word.replace("-", ""): at for at, word in enumerate(wordlist)}
    places.update({word: at for at, word in enumerate(wordlist)})
    return places


def plain_words(text: str) -> str:
    """Return typed words in the one form in which they are stretched: lower case, single blanks, no commas or stops."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(plain.replace(",", " ").replace(".", " ").split())


def new_portable_words(entropy: Entropy, wordlist: Sequence[str], n: int = 6) -> str:
    """Return six fresh words (77 bits), joined by blanks; generated, never chosen."""
    return " ".join(_draw(entropy, wordlist) for _ in range(n))


def new_passphrase(entropy: Entropy, wordlist: Sequence[str], n: int = 5) -> str:
    """Return five fresh words (64 bits) to offer as a passphrase, joined by blanks."""
    return " ".join(_draw(entropy, wordlist) for _ in range(n))


def _draw(entropy: Entropy, wordlist: Sequence[str]) -> str:
    _fits(wordlist)
    while True:
        number = int.from_bytes(entropy(2), "big")
        # 62208 = 8 * 7776: what lies above is drawn again, so every word is equally likely.
        if number < 8 * WORDLIST:
            return wordlist[number % WORDLIST]


def _fits(wordlist: Sequence[str]) -> None:
    if len(wordlist) != WORDLIST:
        raise ValueError("the word list has 7776 words")


def _digits(number: int, base: int, count: int) -> list[int]:
    digits = []
    for _ in range(count):
        number, digit = divmod(number, base)
        digits.append(digit)
    return digits[::-1]


def _number(digits: list[int], base: int) -> int:
    number = 0
    for digit in digits:
        number = number * base + digit
    return number


def _secret(number: int, prime: int, length: int) -> bytes:
    secret, rest = divmod(number, prime)
    if rest or secret >= 256**length:
        raise BadCode
    return secret.to_bytes(length, "big")
