"""Words and signs that could be taken for something else. It warns and never blocks: people decide on their words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ownaccord.core import sound

SAID = "said"
MEANS = {"green": "green", "yellow": "yellow", "red": "red", "stop": "red", "slow": "yellow", "good": "green"}
GROUPS = (SAID, *MEANS)
WORD = "word"
SHORTEST_SOUND = 3
Known = Mapping[str, Mapping[str, tuple[str, ...]]]
Heard = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Collision:
    """`text` could be taken for `other`. Why: `sound` (another agreed word sounds like it), `meaning` (it belongs to
    another signal in a language), `said` (it is often said in a scene, or is like somebody's name).
    """

    text: str
    other: str
    why: str


def collisions(texts: Sequence[tuple[str, str, str]], names: Sequence[str], known: Known) -> tuple[Collision, ...]:
    """What to warn of. `texts`: (signal, way, text); `names`: of the people; `known`: language -> group -> words, of
    the languages that the people name. For each text at most one of `meaning` and one of `said`, the nearest.
    """
    found: list[Collision] = []
    for at, (signal, way, text) in enumerate(texts):
        for other_signal, other_way, other in texts[:at]:
            if signal != other_signal and way == other_way == WORD and _sound_alike(text, other, known):
                found.append(Collision(text, other, "sound"))
        found += [Collision(text, other, "meaning") for other in _first(_other_meanings(signal, way, text, known))]
        if way == WORD:
            found += [Collision(text, other, SAID) for other in _nearest(text, names, known)]
    return tuple(found)


def _heard(text: str, known: Known) -> Heard:
    return {language: sound.key(text, language) for language in known or ("",)}


def _sound_alike(one: str, other: str, known: Known) -> bool:
    if sound.spellings(one) & sound.spellings(other):
        return True
    return _nearness(_heard(one, known), _heard(other, known)) is not None


def _nearness(ones: Heard, others: Heard) -> int | None:
    """How far apart they are at their nearest; None where no reading is near enough. Read in one language they may be
    alike; read in two, they have to be all but the same.
    """
    near = [
        sound.apart(one, other)
        for language, one in ones.items()
        for another, other in others.items()
        if (sound.alike(one, other) if language == another else sound.all_but_same(one, other))
    ]
    return min(near, default=None)


def _first(found: Iterator[str]) -> tuple[str, ...]:
    other = next(found, None)
    return () if other is None else (other,)


def _other_meanings(signal: str, way: str, text: str, known: Known) -> Iterator[str]:
    """Words of another signal that it is, contains, or sounds exactly like in that word's language."""
    mine = sound.spellings(text)
    for language, groups in known.items():
        for group, means in MEANS.items():
            for word in groups.get(group, ()) if means != signal else ():
                if _contains(mine, sound.spellings(word)) or (way == WORD and _same_sound(text, word, language)):
                    yield word


def _contains(texts: Iterable[str], words: frozenset[str]) -> bool:
    return any(f" {word} " in f" {text} " for text in texts for word in words if word)


def _same_sound(text: str, word: str, language: str) -> bool:
    heard = sound.key(text, language)
    return len(heard) >= SHORTEST_SOUND and heard == sound.key(word, language)


def _nearest(text: str, names: Sequence[str], known: Known) -> tuple[str, ...]:
    """The word or name that is nearest, if one is near enough. A word is heard as its own language has it."""
    mine, written = _heard(text, known), sound.spellings(text)
    found: list[tuple[int, int, str]] = []
    for other, keys in _commonly_said(names, known):
        near = -1 if written & sound.spellings(other) else _nearness(mine, keys)
        if near is not None:
            found.append((near, len(found), other))
    return (min(found)[2],) if found else ()


def _commonly_said(names: Sequence[str], known: Known) -> Iterator[tuple[str, Heard]]:
    for name in names:
        yield name, _heard(name, known)
    for language, groups in known.items():
        for word in groups.get(SAID, ()):
            yield word, {language: sound.key(word, language)}
