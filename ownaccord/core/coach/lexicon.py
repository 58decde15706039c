"""Word classes: which words of a message belong to which class, as one bit for each class.

A class is a set of entries; an entry is one or several words, and a word that ends with `*` stands for all that begin
so. The arcs of a message say from each word which classes reach to which next word.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ownaccord.core.coach.words import JOINED, Word

SHORTEST_STEM = 2
Arcs = tuple[tuple[tuple[int, int], ...], ...]
_Entry = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Beginning:
    """What may follow one first word or stem: nothing, a next word that is written out, or one that is a stem."""

    alone: int
    by_next: Mapping[str, tuple[tuple[_Entry, int], ...]]
    by_stem: tuple[tuple[_Entry, int], ...]

    def following(self, next_word: str) -> tuple[tuple[_Entry, int], ...]:
        """The rows of further words that a message with this next word may hold."""
        return self.by_next.get(next_word, ()) + self.by_stem


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All entries by their first word or stem."""

    whole: Mapping[str, Beginning]
    stems: Mapping[str, Beginning]
    longest_stem: int

    def arcs(self, words: tuple[Word, ...]) -> Arcs:
        """For each word the classes that begin there, as (bits, index of the word after)."""
        return tuple(self._classes_at(words, at) for at in range(len(words)))

    def _classes_at(self, words: tuple[Word, ...], at: int) -> tuple[tuple[int, int], ...]:
        alone = 0
        longer: list[tuple[int, int]] = []
        next_word = words[at + 1].text if at + 1 < len(words) else ""
        for beginning in self._beginnings(words[at].text):
            alone |= beginning.alone
            for rest, bits in beginning.following(next_word):
                if _continues(words, at + 1, rest):
                    longer.append((bits, at + 1 + len(rest)))
        return ((alone, at + 1), *longer)

    def _beginnings(self, text: str) -> Iterable[Beginning]:
        if text in self.whole:
            yield self.whole[text]
        for length in range(SHORTEST_STEM, min(len(text), self.longest_stem) + 1):
            if text[:length] in self.stems:
                yield self.stems[text[:length]]


def _continues(words: tuple[Word, ...], at: int, rest: _Entry) -> bool:
    if at + len(rest) > len(words):
        return False
    return all(
        word.gap == JOINED and (word.text.startswith(part[:-1]) if part[-1] == "*" else word.text == part)
        for word, part in zip(words[at : at + len(rest)], rest, strict=True)
    )


def _beginning(entries: list[tuple[_Entry, int]]) -> Beginning:
    alone, by_stem = 0, []
    by_next: dict[str, list[tuple[_Entry, int]]] = {}
    for rest, bits in entries:
        if not rest:
            alone |= bits
        elif rest[0].endswith("*"):
            by_stem.append((rest, bits))
        else:
            by_next.setdefault(rest[0], []).append((rest, bits))
    return Beginning(alone, {word: tuple(found) for word, found in by_next.items()}, tuple(by_stem))


def lexicon(classes: Iterable[frozenset[_Entry]]) -> Lexicon:
    """A lexicon in which the n-th class has the n-th bit."""
    bits: dict[_Entry, int] = {}
    for number, entries in enumerate(classes):
        for entry in entries:
            bits[entry] = bits.get(entry, 0) | (1 << number)
    whole: dict[str, list[tuple[_Entry, int]]] = {}
    stems: dict[str, list[tuple[_Entry, int]]] = {}
    for (first, *rest), mask in bits.items():
        table = stems if first.endswith("*") else whole
        table.setdefault(first.removesuffix("*"), []).append((tuple(rest), mask))
    return Lexicon(
        whole={word: _beginning(found) for word, found in whole.items()},
        stems={stem: _beginning(found) for stem, found in stems.items()},
        longest_stem=max(map(len, stems), default=0),
    )
