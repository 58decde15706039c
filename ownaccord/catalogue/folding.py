"""Folding text for comparison: what looks alike becomes alike. One text has a few readings, and each is compared.

A fence against carelessness and simple disguise; it does not claim to undo every disguise.
"""

import re
import unicodedata

_LOOK_ALIKES = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u04bb\u0501\u043a\u043c\u0442\u043d\u0432"  # Cyrillic
    "\u03b1\u03b5\u03bf\u03c1\u03c5\u03b9\u03ba\u03bd\u03c4\u03c7\u03b7"  # Greek
    "\u0131\u0142\u00f8\u0111",  # dotless i, l and o with a stroke, d with a bar
    "aeopcyxijshdkmthb" + "aeopuikvtxn" + "ilod",
)
_SIGNS = str.maketrans("0134578@$!|", "oieastbasil")
_SPACED_LETTERS = re.compile(r"(?<![\w@$!|])(?:[a-z0-9@$!|][\s._*/-]{1,2}){2,}[a-z0-9@$!|](?![\w@$!|])")
_SEPARATORS = re.compile(r"[\s._*/-]")
_END = re.compile(r"[.!?;]+(?=\s|$)|[\r\n]+")
_INSIDE = re.compile(r"(?<=[^\s])[._*/+~-]+(?=[^\s])")
_DIGITS_BESIDE_LETTERS = re.compile(r"(?<=\d)(?=[a-z])|(?<=[a-z])(?=\d)")
_NO_WORD = re.compile(r"[^a-z0-9.]+|(?<! )\.|\.(?! |$)")
_STRETCHED = re.compile(r"([a-z])\1{2,}")


def readings(text: str) -> frozenset[str]:
    """The ways in which a text may be read: lower-case words with single spaces, and ` . ` between sentences.

    One as it stands, one with digits and signs as letters and with nothing inside words; both with stretched letters
    shortened to two and to one.
    """
    letters = _spaced_letters_joined(_letters(text))
    sentences = _END.sub(" . ", letters)
    plain = _DIGITS_BESIDE_LETTERS.sub(" ", sentences)
    disguised = " ".join(_as_letters(word) for word in _INSIDE.sub("", sentences).split())
    return frozenset(
        _words(_STRETCHED.sub(shorter, reading)) for reading in (plain, disguised) for shorter in (r"\1", r"\1\1")
    )


def _letters(text: str) -> str:
    bare = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    shown = "".join(letter for letter in bare if unicodedata.category(letter) not in {"Mn", "Cf"})
    return re.sub(r"['\u2019`\u02bc]", "", shown.translate(_LOOK_ALIKES))


def _spaced_letters_joined(text: str) -> str:
    return _SPACED_LETTERS.sub(lambda found: _SEPARATORS.sub("", found.group()), text)


def _as_letters(word: str) -> str:
    return word.translate(_SIGNS) if any(letter.isalpha() for letter in word) else word


def _words(text: str) -> str:
    return " ".join(_NO_WORD.sub(" ", text).split())
