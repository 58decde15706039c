"""The words of `content/signals/`: what is often said in a scene, and what means a signal, in each language.

Format: `docs/develop/spec/signals.md`.
"""

import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from ownaccord.catalogue.folder import content_root
from ownaccord.catalogue.toml import BadContent, Table, read
from ownaccord.core.collision import GROUPS, MEANS
from ownaccord.core.terms import is_plain

Words = Mapping[str, Mapping[str, tuple[str, ...]]]


def load_signals(folder: Path | None = None) -> Words:
    """Language -> group -> words, as `core.collision.collisions` takes them. Raises BadContent."""
    return _load(_root(folder))[0]


def language_names(folder: Path | None = None) -> Mapping[str, str]:
    """Language -> its own name, in the order of the codes."""
    return _load(_root(folder))[1]


def _root(folder: Path | None) -> Path:
    return (folder or content_root()).resolve()


@cache
def _load(root: Path) -> tuple[Words, Mapping[str, str]]:
    files = sorted((root / "signals").glob("*.toml"))
    if not files:
        raise BadContent("signals", "there are no languages")
    words, names = {}, {}
    for path in files:
        names[path.stem], words[path.stem] = read_language(read(path))
    return MappingProxyType(words), MappingProxyType(names)


def read_language(table: Table) -> tuple[str, Mapping[str, tuple[str, ...]]]:
    """The name and the words of one file. Raises BadContent: every group has words, none means two signals."""
    name = table.text("name")
    groups = {group: table.texts(group) for group in GROUPS}
    table.done()
    meant: dict[str, str] = {}
    for group, words in groups.items():
        if not words:
            raise table.wrong(f"`{group}` is empty")
        for word in words:
            if not is_plain(word) or word != unicodedata.normalize("NFC", word) or word != word.lower():
                raise table.wrong(f"`{group}` must be plain, composed and in small letters: `{word}`")
            signal = MEANS.get(group)
            if signal and meant.setdefault(word, signal) != signal:
                raise table.wrong(f"`{word}` means two signals")
    return name, MappingProxyType(groups)
