"""Putting other words where a move stood: whole sentences, so that what comes out can be read."""

import re
from itertools import pairwise

from ownaccord.core.coach.hint import Found
from ownaccord.core.coach.rule import Rules

_ENDS = re.compile(r"[.!?;\u2026]+[\"'\u201d\u2019)]*\s+|[\r\n]+\s*")


def rewordings_of(found: Found, rules: Rules) -> tuple[str, ...]:
    """What else could be said in place of one move."""
    every = (*rules.rules, *rules.whole.values())
    return next((rule.suggestions for rule in every if rule.slug == found.rule), ())


def replaced(text: str, found: Found, words: str) -> str:
    """The text with these words in place of the sentences that the move stands in; everything else stays."""
    begin, end = _sentences(text, found.start, found.end)
    old = text[begin:end]
    return text[:begin] + words + old[len(old.rstrip()) :] + text[end:]


def _sentences(text: str, start: int, end: int) -> tuple[int, int]:
    """From the beginning of the sentence with `start` to the end of the one with the last character before `end`."""
    bounds = [0, *(match.end() for match in _ENDS.finditer(text)), len(text)]
    rows = [(a, b) for a, b in pairwise(bounds) if a < end and b > start]
    return (rows[0][0], rows[-1][1]) if rows else (start, end)
