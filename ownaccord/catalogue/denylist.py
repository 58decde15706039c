"""What cannot be wished for, offered or proposed, whatever its wording: `refused(text)`.

Never ask this about limits, boundaries, triggers, journal or conversation: somebody who was hurt must be able to write
what must never happen. A refused text is offered to be kept as a limit. Format: `docs/develop/spec/catalogue.md`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ownaccord.catalogue.folder import content_root
from ownaccord.catalogue.folding import readings
from ownaccord.catalogue.toml import Table, read

_UNDER_18 = (
    "(?:0?[0-9]|1[0-7]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    "|sixteen|seventeen)"
)
_PHRASE = re.compile(r"(?:#under18|\*|[a-z0-9]+\*?)(?: (?:#under18|\*|[a-z0-9]+\*?))*")
_SPARED = "spared"
_NOT = re.compile(r"no|not|never|nobody|none|nothing|without|dont|wont|cannot")
_NOT_A_NO = re.compile(r"or|why|if|whether")
_SMALL = re.compile(r"an?|any|am|are|be|been|being|ever|for|i|if|in|is|me|of|on|the|to|us|we|when|while|with|you")


@dataclass(frozen=True, slots=True)
class Theme:
    """One thing that this software is not for. `patterns` match folded text; `kept` is taken out of it before."""

    slug: str
    why: str
    patterns: tuple[re.Pattern[str], ...]
    kept: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Denylist:
    """All themes together. What one theme keeps, every theme keeps."""

    themes: tuple[Theme, ...]
    kept: re.Pattern[str]

    def theme_of(self, text: str) -> Theme | None:
        """The first theme that a text is about, unless it only says that this must not be."""
        for reading in sorted(readings(text)):
            spared = self.kept.sub(_SPARED, reading)
            for theme in self.themes:
                if any(_is_wished(spared, pattern) for pattern in theme.patterns):
                    return theme
        return None


def refused(text: str) -> bool:
    """Whether a wish, an offer, a proposal or the name of a custom item is about something this software is not for."""
    return load_denylist().theme_of(text) is not None


def load_denylist(folder: Path | None = None) -> Denylist:
    """The rules of a content root (default: our own). The same folder gives the same object. Raises BadContent."""
    return _load((folder or content_root()).resolve())


@cache
def _load(root: Path) -> Denylist:
    themes = tuple(_read_theme(read(path)) for path in sorted((root / "denylist").glob("*.toml")))
    if not themes:
        raise FileNotFoundError("the denylist is missing: reinstall, or run from a full checkout")
    return Denylist(themes=themes, kept=_any_of(phrase for theme in themes for phrase in theme.kept))


def _read_theme(table: Table) -> Theme:
    phrases = _phrases(table, "phrases")
    pairs = tuple(_read_pair(pair) for pair in table.tables("pairs")) if table.has("pairs") else ()
    theme = Theme(
        slug=table.slug("theme"),
        why=table.text("why"),
        patterns=(_any_of(phrases), *pairs),
        kept=_phrases(table, "kept") if table.has("kept") else (),
    )
    table.done()
    return theme


def _read_pair(table: Table) -> re.Pattern[str]:
    first, second = _alternatives(_phrases(table, "first")), _alternatives(_phrases(table, "second"))
    between = f"(?: [a-z0-9]+){{0,{table.number('apart', least=0, most=9)}}} "
    table.done()
    return re.compile(rf"\b(?:{first}{between}{second}|{second}{between}{first})\b")


def _phrases(table: Table, field: str) -> tuple[str, ...]:
    phrases = table.texts(field)
    for phrase in phrases:
        if not _PHRASE.fullmatch(phrase):
            raise table.wrong(f"`{field}` must be lower-case words, `*` or `#under18`, not `{phrase}`")
    return phrases


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b{_alternatives(phrases)}\b")


def _alternatives(phrases: Iterable[str]) -> str:
    longest_first = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    return "(?:" + "|".join(_as_pattern(phrase) for phrase in longest_first) + ")"


def _as_pattern(phrase: str) -> str:
    """Words that may run together, except beside a `*` that stands for a whole word."""
    parts = [_word(word) for word in phrase.split()]
    pattern = parts[0]
    for before, word, part in zip(phrase.split(), phrase.split()[1:], parts[1:], strict=False):
        pattern += (" " if "*" in before or word == "*" else " ?") + part
    return pattern


def _word(word: str) -> str:
    if word == "#under18":
        return _UNDER_18
    if word == "*":
        return "[a-z0-9]+"
    return word[:-1] + "[a-z]*" if word.endswith("*") else word


def _is_wished(text: str, pattern: re.Pattern[str]) -> bool:
    return any(not _is_denied(text[: found.start()].split()) for found in pattern.finditer(text))


def _is_denied(before: list[str]) -> bool:
    """Whether the words before say that it must not be: a *not*, with nothing but small words after it."""
    for at in range(len(before) - 1, -1, -1):
        if _NOT.fullmatch(before[at]):
            return at == 0 or not _NOT_A_NO.fullmatch(before[at - 1])
        if not _SMALL.fullmatch(before[at]):
            return False
    return False
