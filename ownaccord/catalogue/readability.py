"""How hard a text is to read: `level(texts)`, after Flesch and Kincaid, in years of school.

The formula is 0.39 words a sentence plus 11.8 syllables a word minus 15.59 (Kincaid and others, 1975). Syllables are
guessed from the letters of English words; the figure compares texts with each other and says nothing about anybody.
"""

import re
from collections.abc import Iterable

_WORD = re.compile(r"[a-z]+(?:['\u2019][a-z]+)?")
_END = re.compile(r"[.!?]+(?=\s|$)")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = ("e", "es", "ed")
_SOUNDED = ("le", "ted", "ded", "ses", "ces", "ges", "ches", "shes")


def level(texts: Iterable[str]) -> float:
    """The level of some texts together. Each text ends a sentence. Raises ValueError if there is no word."""
    sentences = words = syllables = 0
    for text in texts:
        parts = [part for part in _END.split(text.casefold()) if _WORD.search(part)]
        found = [word for part in parts for word in _WORD.findall(part)]
        sentences += len(parts)
        words += len(found)
        syllables += sum(_syllables(word) for word in found)
    if not words:
        raise ValueError("no words")
    return 0.39 * words / sentences + 11.8 * syllables / words - 15.59


def _syllables(word: str) -> int:
    """Groups of vowels; a silent e at the end is none, and every word has one."""
    count = len(_VOWELS.findall(word))
    if word.endswith(_SILENT) and not word.endswith(_SOUNDED):
        count -= 1
    return max(1, count)
