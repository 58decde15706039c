"""Which of the things that somebody named a text touches: words compared with words, nothing understood.

It errs towards saying so: it is asked only to show a text to its own author once more.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

STEM = 4
"""Letters at the beginning of two words that make them alike: hold, holding, holds."""
_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset(
    _WORD.findall(
        "about also away been each else even from have here into just less like long more most much must only other "
        "others over same some such than that their them then there these they this those time very were what when "
        "where which while will with without would your yours",
    )
)


def touched(text: str, names: Iterable[str]) -> tuple[str, ...]:
    """Return those of these names of which a word that carries weight stands in the text, in their order; of a name
    without such a word, every word has to stand there.
    """
    there = {_stem(word) for word in _words(text)}
    return tuple(name for name in names if _is_touched(_words(name), there))


def _is_touched(words: list[str], there: set[str]) -> bool:
    longer = {_stem(word) for word in words if len(word) >= STEM and word not in _SMALL}
    every = {_stem(word) for word in words}
    return not there.isdisjoint(longer) if longer else bool(every) and every <= there


def _words(text: str) -> list[str]:
    bare = unicodedata.normalize("NFKD", text.casefold())
    return _WORD.findall("".join(each for each in bare if not unicodedata.combining(each)))


def _stem(word: str) -> str:
    return word[:STEM]
