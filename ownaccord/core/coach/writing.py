"""How patterns are written, and how they become steps. The signs: `docs/develop/coach.md`."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from ownaccord.core.coach.pattern import Kind, Pattern, Step
from ownaccord.core.coach.words import Spelling

MOST_WORDS_IN_A_GAP = 12
_USUAL_GAP = 4
POSSESSIVE = "'s"
_SIGNS = {
    "/": Kind.BREAK,
    "^": Kind.CLAUSE_START,
    "^^": Kind.SENTENCE_START,
    "$": Kind.CLAUSE_END,
    "$$": Kind.SENTENCE_END,
    "?": Kind.ASKED,
    "<": Kind.SPAN_START,
    ">": Kind.SPAN_END,
}
_GAPS = {"~~": Kind.FAR_GAP, "~!": Kind.ANY_GAP, "~": Kind.GAP}
_CONSUMES_NOTHING = {Kind.CLAUSE_START, Kind.SENTENCE_START, Kind.SPAN_START, Kind.NOT, Kind.ABSENT}
Entries = frozenset[tuple[str, ...]]


class BadPattern(ValueError):
    """A pattern that cannot be read. Says which words of it; patterns are public."""


@dataclass(slots=True)
class Classes:
    """The named classes of a language, and every set of words that some pattern asked for, each with its bit."""

    spelling: Spelling
    named: Mapping[str, Entries]
    asked: list[Entries] = field(default_factory=list)
    _bits: dict[Entries, int] = field(default_factory=dict)

    def bit(self, alternatives: str) -> int:
        """The bit for `a|b_c|{class}`: any of these words, word rows and classes."""
        entries = entries_of(alternatives.split("|"), self.named, self.spelling)
        if entries not in self._bits:
            self._bits[entries] = 1 << len(self.asked)
            self.asked.append(entries)
        return self._bits[entries]


def entries_of(written: Iterable[str], named: Mapping[str, Entries], spelling: Spelling) -> Entries:
    """Words, rows of words joined by `_`, and `{classes}`, as entries, spelled out like the messages."""
    entries: set[tuple[str, ...]] = set()
    for each in written:
        if each.startswith("{") and each.endswith("}"):
            if each[1:-1] not in named:
                raise BadPattern(f"no class is called `{each}` here; classes come before those that use them")
            entries |= named[each[1:-1]]
        else:
            entries.add(_entry(each, spelling))
    return frozenset(entries)


def _entry(written: str, spelling: Spelling) -> tuple[str, ...]:
    parts = tuple(
        part
        for word in written.split("_")
        for part in ((word,) if word.endswith("*") or word == POSSESSIVE else spelling.spelled(word))
    )
    if not all(part.removesuffix("*").isalnum() or part == POSSESSIVE for part in parts):
        raise BadPattern(f"`{written}` is no word")
    if any(part.endswith("*") and len(part) < 3 for part in parts):
        raise BadPattern(f"the stem of `{written}` is too short")
    return parts


def pattern_of(written: str, classes: Classes) -> Pattern:
    """A pattern from its text. Raises BadPattern."""
    steps = tuple(_step(part, classes.bit) for part in written.split())
    consuming = [step for step in steps if step.kind not in _CONSUMES_NOTHING]
    opens = needs = 0
    for step in consuming:
        if not needs:
            if step.kind not in (Kind.WORD, Kind.MAYBE):
                raise BadPattern(f"`{written}` must begin with a word")
            opens |= step.bit
        if step.kind is Kind.WORD:
            needs |= step.bit
    if not needs:
        raise BadPattern(f"`{written}` asks for nothing")
    return Pattern(written, steps, needs, opens)


def _step(part: str, bit: Callable[[str], int]) -> Step:
    if part in _SIGNS:
        return Step(_SIGNS[part])
    for sign, kind in _GAPS.items():
        if part.startswith(sign):
            return Step(kind, most=_most(part.removeprefix(sign)))
    if part.startswith("[") and part.endswith("]"):
        return Step(Kind.MAYBE, bit(part[1:-1]))
    if part.startswith("!!"):
        return Step(Kind.ABSENT, bit(part[2:]))
    if part.startswith("!"):
        return Step(Kind.NOT, bit(part[1:]))
    return Step(Kind.WORD, bit(part))


def _most(number: str) -> int:
    if not number:
        return _USUAL_GAP
    if not number.isdecimal() or not 1 <= int(number) <= MOST_WORDS_IN_A_GAP:
        raise BadPattern(f"a gap spans 1 to {MOST_WORDS_IN_A_GAP} words, not `{number}`")
    return int(number)
