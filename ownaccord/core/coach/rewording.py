"""Putting other words where a move stood. What is not marked is never taken away, and no limit is reworded."""

import re
from itertools import pairwise

from ownaccord.core.coach.hint import Found
from ownaccord.core.coach.rule import Rules
from ownaccord.core.coach.words import words_of

_ENDS = re.compile(r"[.!?;\u2026]+[\"'\u201d\u2019)]*\s+|[\r\n]+\s*")
_PAUSE = r"(?:[,:\u2013\u2014]|(?<=\s)-+(?=\s))"
_BEFORE, _AFTER = re.compile(rf"\s*{_PAUSE}\s*\Z"), re.compile(rf"\A\s*{_PAUSE}\s*")
_WORD = re.compile(r"[^\W_]")


def rewordings_of(found: Found, rules: Rules) -> tuple[str, ...]:
    """What else could be said in place of one move."""
    every = (*rules.rules, *rules.whole.values())
    return next((rule.suggestions for rule in every if rule.slug == found.rule), ())


def offered(text: str, found: Found, rules: Rules) -> tuple[str, ...]:
    """The same, where it takes nothing else away: none for marked words that may hold a no or a limit of their writer,
    nor for those that cannot be told apart from the rest of their sentence.
    """
    before, after = _around(text, found)
    apart = (not _WORD.search(before) or _BEFORE.search(before)) and (
        not _WORD.search(after) or _AFTER.search(after)
    )
    return rewordings_of(found, rules) if apart and not _keeps(text[found.start : found.end], rules) else ()


def _keeps(marked: str, rules: Rules) -> bool:
    arcs = rules.lexicon.arcs(words_of(marked, rules.spelling))
    return any(bits & rules.keeps for row in arcs for bits, _after in row)


def replaced(text: str, found: Found, words: str) -> str:
    """The text with these words, a sentence of their own, in place of the marked ones; all other words stay."""
    begin, end = _sentences(text, found.start, found.end)
    before, after = _around(text, found)
    first = f"{_BEFORE.sub('', before).rstrip()}. " if _WORD.search(before) else ""
    last = f" {_AFTER.sub('', after).lstrip()}" if _WORD.search(after) else after[len(after.rstrip()) :]
    return text[:begin] + first + words + last + text[end:]


def _around(text: str, found: Found) -> tuple[str, str]:
    """What else stands in the sentences of a mark: before it and after it."""
    begin, end = _sentences(text, found.start, found.end)
    return text[begin : found.start], text[found.end : end]


def _sentences(text: str, start: int, end: int) -> tuple[int, int]:
    """From the beginning of the sentence with `start` to the end of the one with the last character before `end`."""
    bounds = [0, *(match.end() for match in _ENDS.finditer(text)), len(text)]
    rows = [(a, b) for a, b in pairwise(bounds) if a < end and b > start]
    return (rows[0][0], rows[-1][1]) if rows else (start, end)
