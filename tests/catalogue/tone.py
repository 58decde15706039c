"""What is never said in a text that people read, and how hard some texts are to read together."""

import unicodedata
from collections.abc import Iterable

from ownaccord.catalogue.denylist import load_denylist
from ownaccord.catalogue.readability import level
from tests.catalogue.test_content import EXPLICIT, GENDERED, TECHNIQUE
from tests.truth.test_library import NEVER


def faults(texts: Iterable[str]) -> list[str]:
    """Every text that breaks the tone, with the word or the letter that does, or the theme of the denylist."""
    return [f"{fault}: {text}" for text in texts for fault in _faults(text)]


def years(texts: Iterable[str]) -> float:
    """How hard texts are to read together, as the library measures it: in years of school."""
    return round(level(texts), 1)


def _faults(text: str) -> Iterable[str]:
    for pattern in (NEVER, EXPLICIT, GENDERED, TECHNIQUE):
        yield from (found.group() for found in pattern.finditer(text))
    theme = load_denylist().theme_of(text)
    if theme:
        yield theme.slug
    if text != unicodedata.normalize("NFC", text):
        yield "letters that are not composed"
    yield from (letter for letter in text if unicodedata.category(letter)[0] in {"C", "S"})
