"""The phrases to practise: reading and checking `content/phrases/<language>.toml`.

Documented in `docs/develop/spec/talking.md`. A phrase is said as it is, or has named blanks for words of one's own; a
stop has none, because nobody looks for words then.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from ownaccord.catalogue.folder import content_root
from ownaccord.catalogue.rules import check_unique
from ownaccord.catalogue.toml import Table, read

FOLDER = "phrases"
FEWEST = 12
LONGEST_PHRASE, LONGEST_SENTENCE, LONGEST_ASK = 160, 120, 60
MOST_BLANKS = 2
EMPTY = "\u2026"
_BLANK = re.compile(r"\{([a-z]+)\}")
_ENDS = (".", "?")


class PhraseKind(StrEnum):
    """What a phrase is for."""

    WISH = "wish"
    LIMIT = "limit"
    NOT_NOW = "not_now"
    STOP = "stop"
    AFTERCARE = "aftercare"
    APOLOGY = "apology"
    ASKING = "asking"
    TAKING_BACK = "taking_back"


@dataclass(frozen=True, slots=True)
class Blank:
    """A place for words of one's own: its name, what is asked for, and words that fit."""

    name: str
    ask: str
    example: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Something that one person may say. `slug` stays when words change; `blanks` in the order of the words."""

    slug: str
    say: str
    blanks: tuple[Blank, ...]

    @property
    def is_complete(self) -> bool:
        """Whether it can be said as it is."""
        return not self.blanks

    @property
    def shown(self) -> str:
        """The phrase with three dots in each blank."""
        return self.filled({})

    def filled(self, words: Mapping[str, str]) -> str:
        """The phrase with these words in its blanks, read as nothing but words; three dots where there are none."""
        return _BLANK.sub(lambda found: words.get(found.group(1)) or EMPTY, self.say)

    def example(self) -> str:
        """The phrase with the words that are our example."""
        return self.filled({blank.name: blank.example for blank in self.blanks})


@dataclass(frozen=True, slots=True)
class PhraseGroup:
    """All phrases of one kind, under its heading."""

    kind: PhraseKind
    name: str
    sentence: str
    phrases: tuple[Phrase, ...]


def languages(folder: Path | None = None) -> tuple[str, ...]:
    """The languages that there are phrases in."""
    return tuple(sorted(path.stem for path in _root(folder).glob("*.toml")))


def load_phrases(language: str = "en", folder: Path | None = None) -> tuple[PhraseGroup, ...]:
    """The phrases of one language, a group for each kind in its order. Raises BadContent, or KeyError without any."""
    if language not in languages(folder):
        raise KeyError(f"there are no phrases in `{language}`")
    return _load(_root(folder), language)


def placed(group: int, phrase: int) -> tuple[PhraseGroup, Phrase] | None:
    """The phrase at this place in this group, both counted from 1 as addresses do, or None."""
    groups = load_phrases()
    found = groups[group - 1].phrases if 0 < group <= len(groups) else ()
    return (groups[group - 1], found[phrase - 1]) if 0 < phrase <= len(found) else None


def _root(folder: Path | None) -> Path:
    return (folder or content_root()).resolve() / FOLDER


@cache
def _load(root: Path, language: str) -> tuple[PhraseGroup, ...]:
    table = read(root / f"{language}.toml")
    blanks = {blank.name: blank for blank in map(_blank, table.tables("blank", named_by="name"))}
    groups = tuple(_group(each, blanks) for each in table.tables("group", named_by="kind"))
    table.done()
    if [group.kind for group in groups] != list(PhraseKind):
        raise table.wrong("must have one `group` for each kind, in their order")
    phrases = [phrase for group in groups for phrase in group.phrases]
    check_unique("phrases", (phrase.slug for phrase in phrases))
    check_unique("phrases", (phrase.say.casefold() for phrase in phrases))
    idle = sorted(blanks.keys() - {blank.name for phrase in phrases for blank in phrase.blanks})
    if idle:
        raise table.wrong(f"no phrase has the blank `{idle[0]}`")
    return groups


def _blank(table: Table) -> Blank:
    blank = Blank(table.slug("name"), table.text("ask"), table.text("example"))
    table.done()
    if not blank.name.isalpha() or len(blank.ask) > LONGEST_ASK:
        raise table.wrong(f"`name` must be one word, and `ask` have at most {LONGEST_ASK} characters")
    return blank


def _group(table: Table, blanks: Mapping[str, Blank]) -> PhraseGroup:
    group = PhraseGroup(
        kind=table.choice("kind", PhraseKind),
        name=table.text("name"),
        sentence=table.text("sentence"),
        phrases=tuple(_phrase(each, blanks) for each in table.tables("phrases", named_by="slug")),
    )
    table.done()
    if len(group.sentence) > LONGEST_SENTENCE or not group.sentence.endswith("."):
        raise table.wrong(f"`sentence` must end with a full stop and have at most {LONGEST_SENTENCE} characters")
    if len(group.phrases) < FEWEST:
        raise table.wrong(f"has {len(group.phrases)} phrases, and a kind has at least {FEWEST}")
    if group.kind is PhraseKind.STOP and not all(phrase.is_complete for phrase in group.phrases):
        raise table.wrong("a stop has no blanks: nobody looks for words then")
    return group


def _phrase(table: Table, blanks: Mapping[str, Blank]) -> Phrase:
    say = table.text("say")
    phrase = Phrase(table.slug("slug"), say, tuple(_blanks(table, say, blanks)))
    table.done()
    if len(say) > LONGEST_PHRASE or not say.endswith(_ENDS):
        raise table.wrong(f"`say` must end as a sentence does and have at most {LONGEST_PHRASE} characters")
    return phrase


def _blanks(table: Table, say: str, blanks: Mapping[str, Blank]) -> list[Blank]:
    names = _BLANK.findall(say)
    unknown = [name for name in names if name not in blanks]
    if unknown:
        raise table.wrong(f"`say` has a blank that does not exist: `{unknown[0]}`")
    if {"{", "}"} & set(_BLANK.sub("", say)) or len(set(names)) != len(names) or len(names) > MOST_BLANKS:
        raise table.wrong(f"`say` may have at most {MOST_BLANKS} blanks, each once, written as {{name}}")
    if say.startswith("{"):
        raise table.wrong("`say` must not begin with a blank, so that words of one's own need no capital")
    return [blanks[name] for name in names]
