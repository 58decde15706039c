"""Finding cards by words: `found(items, text)`. Case, accents and a plural's last letter make no difference.

Every word that is typed has to begin a word of the card. Cards whose name has them all come first, then those whose
other names do, then those whose sentence does; only when there are none, words may stand anywhere inside others.
"""

import re
import unicodedata
from collections.abc import Iterable

from ownaccord.catalogue.cards import Item

_WORD = re.compile(r"\w+")
_UNSEEN = {"Mn", "Me", "Cf"}


def found(items: Iterable[Item], text: str) -> tuple[Item, ...]:
    """The cards that these words name, the nearest first and else in their order; without words none."""
    wanted = _words(text)
    if not wanted:
        return ()
    cards = [(item, _layers(item)) for item in items]
    near = [(rank, item) for item, layers in cards if (rank := _rank(wanted, layers)) is not None]
    if near:
        return tuple(item for _, item in sorted(near, key=lambda each: each[0]))
    return tuple(item for item, layers in cards if all(any(w in word for word in layers[-1]) for w in wanted))


def _rank(wanted: tuple[str, ...], layers: tuple[tuple[str, ...], ...]) -> int | None:
    """The first layer in which every wanted word begins a word."""
    for rank, words in enumerate(layers):
        if all(any(word.startswith(each) for word in words) for each in wanted):
            return rank
    return None


def _layers(item: Item) -> tuple[tuple[str, ...], ...]:
    """The words of the name; with those of the other names; with those of the sentence."""
    name, aliases, sentence = _words(item.name), _words(" ".join(item.aliases)), _words(item.sentence)
    return name, (*name, *aliases), (*name, *aliases, *sentence)


def fold(text: str) -> str:
    """A text as the search sees it: what looks alike is equal."""
    return " ".join(_words(text))


def _words(text: str) -> tuple[str, ...]:
    bare = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    shown = "".join(each for each in bare if unicodedata.category(each) not in _UNSEEN)
    return tuple(_singular(word) for word in _WORD.findall(shown))


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
