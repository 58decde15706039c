"""The lines that somebody wants at hand when words are hard to find, in an order of their own. A few, and short.

What was stored in another way than it is written here counts as nothing: no line is shown that nobody kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ownaccord.core.errors import Malformed, Refused
from ownaccord.core.plain import listed

MOST, LONGEST, MARK = 20, 280, 8
_HEX = frozenset("0123456789abcdef")


class Full(Refused):
    """There is no room for another line."""


@dataclass(frozen=True, slots=True, repr=False)
class Line:
    """One line. `mark`: by what it is found, eight hexadecimal digits that say nothing about its words."""

    mark: str
    words: str

    def __post_init__(self) -> None:
        if type(self.mark) is not str or len(self.mark) != MARK or not set(self.mark) <= _HEX:
            raise Malformed("mark")
        if type(self.words) is not str or not 0 < len(self.words) <= LONGEST:
            raise Malformed("words")


Lines = tuple[Line, ...]


def stored(lines: Lines) -> list[list[str]]:
    """The lines as a vault keeps them."""
    return [[each.mark, each.words] for each in lines]


def kept(entry: object) -> Lines:
    """The lines that a vault keeps; none when they cannot be read."""
    try:
        if not isinstance(entry, list) or len(entry) > MOST:
            return ()
        lines = tuple(Line(mark, words) for mark, words in map(listed, entry))
    except (Malformed, TypeError, ValueError):
        return ()
    return lines if len({each.mark for each in lines}) == len(lines) else ()


def added(lines: Lines, new: Line) -> Lines:
    """The lines with another one at their end; the same ones when its words are there. Full when there are many."""
    if any(each.words == new.words for each in lines):
        return lines
    if len(lines) >= MOST or any(each.mark == new.mark for each in lines):
        raise Full
    return (*lines, new)


def first(lines: Lines, mark: str) -> Lines:
    """The lines with this one before the others, which keep their order; the same ones when it is not among them."""
    return (*(each for each in lines if each.mark == mark), *without(lines, mark))


def without(lines: Lines, mark: str) -> Lines:
    """The lines but this one."""
    return tuple(each for each in lines if each.mark != mark)


def of(lines: Sequence[Line], mark: str) -> Line | None:
    """The line of this mark, or None."""
    return next((each for each in lines if each.mark == mark), None)
