"""How wide letters are at most, and words in lines that fit: for drawings, where no browser breaks the lines.

No font is known here, so every letter counts as wide as in the widest of the usual system fonts. Nothing is ever cut
off: words that do not fit are not drawn at all, and their place is taken by a number.
"""

from collections.abc import Iterator

_WIDTHS = {"ijl.,:;'|!": 32, "I ": 35, "ftr()[]/-": 43, "ckszvxy": 59, "w": 84, "mMWQ@%&ÆŒæœ": 100}
_LETTERS = {letter: wide for letters, wide in _WIDTHS.items() for letter in letters}
_CAPITAL, _OTHER, _IDEOGRAPH = 76, 65, 104
_IDEOGRAPHS = 0x2E80
_VOWELS = frozenset("aeiouyäöüáéíóúàèìòùâêîôûåæøœAEIOU")


def width(text: str, size: int) -> int:
    """Return how many units this text takes at most at this size."""
    return -(-sum(_letter(letter) for letter in text) * size // 100)


def _letter(letter: str) -> int:
    """Return the width of one letter in hundredths of the size."""
    if ord(letter) >= _IDEOGRAPHS:
        return _IDEOGRAPH
    return _LETTERS.get(letter, _CAPITAL if letter.isupper() else _OTHER)


def lines(text: str, room: int, size: int, most: int) -> tuple[str, ...]:
    """Return the text in at most `most` lines of at most `room` units, or nothing when it does not fit."""
    found: list[str] = []
    for word in _pieces(text, room, size):
        joined = f"{found[-1]} {word}" if found and not found[-1].endswith("-") else ""
        if joined and width(joined, size) <= room:
            found[-1] = joined
        elif len(found) == most:
            return ()
        else:
            found.append(word)
    return tuple(found)


def _pieces(text: str, room: int, size: int) -> Iterator[str]:
    """The words; one that is longer than a line comes in pieces with a hyphen."""
    for word in text.split():
        left = word
        while width(left, size) > room:
            fitting = [n for n in range(1, len(left) - 1) if width(left[:n] + "-", size) <= room] or [1]
            at = next((n for n in fitting[:-9:-1] if _is_a_seam(left, n)), fitting[-1])
            yield left[:at] + "-"
            left = left[at:]
        yield left


def _is_a_seam(word: str, at: int) -> bool:
    """Whether a syllable may begin here: a consonant before a vowel. A guess that needs no language."""
    return at > 1 and word[at] not in _VOWELS and word[at + 1 : at + 2] in _VOWELS
