"""The wording rules of `content/coach/`, read and checked. Format: `docs/develop/coach.md`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ownaccord.catalogue.folder import content_root
from ownaccord.catalogue.toml import BadContent, Table, read
from ownaccord.core.coach.label import Label
from ownaccord.core.coach.leaning import Leaning, Silence
from ownaccord.core.coach.lexicon import lexicon
from ownaccord.core.coach.pattern import Pattern
from ownaccord.core.coach.rule import Frame, Reach, Rule, Rules
from ownaccord.core.coach.words import Spelling
from ownaccord.core.coach.writing import BadPattern, Classes, Entries, entries_of, pattern_of

LANGUAGE, CLASSES, FRAMES, LEANING = "language.toml", "classes.toml", "frames.toml", "leaning.toml"


@dataclass(frozen=True, slots=True)
class Example:
    """A message that a rule must flag, or must leave alone; tests read these."""

    rule: str
    label: Label
    text: str
    flagged: bool


def languages(folder: Path | None = None) -> tuple[str, ...]:
    """The languages that there are rules for."""
    return tuple(sorted(path.parent.name for path in _root(folder).glob(f"*/{LANGUAGE}")))


def load_coach(language: str = "en", folder: Path | None = None) -> Rules:
    """The rules of one language. One object for one folder. Raises BadContent, or KeyError without rules."""
    return _load(_root(folder), _known(language, folder))[0]


def examples(language: str = "en", folder: Path | None = None) -> tuple[Example, ...]:
    """What every rule says of itself: messages that it flags, and messages that it leaves alone."""
    return _load(_root(folder), _known(language, folder))[1]


def _root(folder: Path | None) -> Path:
    return (folder or content_root()).resolve() / "coach"


def _known(language: str, folder: Path | None) -> str:
    if language not in languages(folder):
        raise KeyError(f"there are no wording rules for `{language}`")
    return language


@cache
def _load(root: Path, language: str) -> tuple[Rules, tuple[Example, ...]]:
    folder = root / language
    spelling, no, limits = _language(read(folder / LANGUAGE))
    classes = Classes(spelling, _named(read(folder / CLASSES), spelling))
    frames, endorsements = _frames(read(folder / FRAMES), classes)
    rules: list[Rule] = []
    said: list[Example] = []
    whole: dict[Label, Rule] = {}
    for label in Label:
        whole[label], found = _rules(read(folder / f"{label.value}.toml"), label, classes)
        for rule, spoken in found:
            rules.append(rule)
            said += spoken
    _check(rules, frames, folder)
    no_bit, keeps = classes.bit("|".join(no)), classes.bit("|".join((*no, *limits)))
    lexic = lexicon(classes.asked)
    leaning = _leaning(read(folder / LEANING))
    known = Rules(language, spelling, lexic, no_bit, keeps, frames, endorsements, tuple(rules), whole, leaning)
    return known, tuple(said)


def _language(table: Table) -> tuple[Spelling, tuple[str, ...], tuple[str, ...]]:
    words, endings = table.table("words"), table.table("endings")
    spelling = Spelling(
        words={word: tuple(words.text(word).split()) for word in words.fields()},
        endings={ending: endings.text(ending) for ending in endings.fields()},
    )
    no = table.texts("no")
    limits = table.texts("limits") if table.has("limits") else ()
    table.done()
    return spelling, no, limits


def _named(table: Table, spelling: Spelling) -> Mapping[str, Entries]:
    named: dict[str, Entries] = {}
    for name in table.fields():
        try:
            named[name] = entries_of(table.texts(name), named, spelling)
        except BadPattern as cause:
            raise table.wrong(f"`{name}`: {cause}") from cause
    return named


def _frames(table: Table, classes: Classes) -> tuple[tuple[Frame, ...], tuple[Pattern, ...]]:
    frames = tuple(_frame(each, classes) for each in table.tables("frame"))
    endorsements = _patterns(table, "endorsements", classes)
    table.done()
    return frames, endorsements


def _frame(table: Table, classes: Classes) -> Frame:
    spares = table.choices("only", Label) if table.has("only") else tuple(Label)
    frame = Frame(
        slug=table.slug("slug"),
        why=table.text("why"),
        reach=table.choice("reach", Reach),
        spares=frozenset(spares) - frozenset(table.choices("except", Label) if table.has("except") else ()),
        patterns=_patterns(table, "patterns", classes),
        endorsable=table.flag("endorsable", default=False),
    )
    table.done()
    return frame


def _leaning(table: Table) -> Leaning:
    bias, doubts, alone = (table.number(name, -1000, 1000) / 100 for name in ("bias", "doubts", "alone"))
    by_label = table.table("labels")
    labels = {label: _weights(by_label, label.value) for label in Label}
    silences = table.tables("silence", named_by="name") if table.has("silence") else ()
    leaning = Leaning(bias, _weights(table, "words"), labels, doubts, alone, tuple(map(_silence, silences)))
    by_label.done()
    table.done()
    return leaning


def _silence(table: Table) -> Silence:
    bias, least = (table.number(name, -1000, 1000) / 100 for name in ("bias", "least"))
    silence = Silence(table.text("name"), bias, _weights(table, "words"), least)
    table.done()
    return silence


def _weights(table: Table, field: str) -> Mapping[str, float]:
    found: dict[str, float] = {}
    for written in table.texts(field):
        said, _space, weight = written.rpartition(" ")
        if not said or not weight.removeprefix("-").isdecimal():
            raise table.wrong(f"`{field}`: `{written}` is no word with its weight")
        found[said] = int(weight) / 100
    return found


def _rules(table: Table, label: Label, classes: Classes) -> tuple[Rule, list[tuple[Rule, list[Example]]]]:
    """What is said of a label where no rule knows the wording, and its rules."""
    if table.choice("label", Label) is not label:
        raise table.wrong(f"`label` must be the file's name, `{label.value}`")
    usual = table.texts("suggestions")
    whole = Rule(label.value.replace("_", "-"), label, table.text("why"), (), frozenset(), usual)
    found = [_rule(each, label, usual, classes) for each in table.tables("rule", named_by="slug")]
    table.done()
    return whole, found


def _rule(table: Table, label: Label, usual: tuple[str, ...], classes: Classes) -> tuple[Rule, list[Example]]:
    rule = Rule(
        slug=table.slug("slug"),
        label=label,
        why=table.text("why"),
        patterns=_patterns(table, "patterns", classes),
        through=frozenset(table.texts("through", default=())),
        suggestions=table.texts("suggestions", default=usual),
        certain=table.flag("certain", default=False),
    )
    said = [Example(rule.slug, label, text, True) for text in table.texts("flags")]
    said += [Example(rule.slug, label, text, False) for text in table.texts("leaves")]
    table.done()
    if not 2 <= len(rule.suggestions) <= 3:
        raise table.wrong("`suggestions` must be two or three")
    return rule, said


def _patterns(table: Table, field: str, classes: Classes) -> tuple[Pattern, ...]:
    try:
        return tuple(pattern_of(written, classes) for written in table.texts(field))
    except BadPattern as cause:
        raise table.wrong(f"`{field}`: {cause}") from cause


def _check(rules: list[Rule], frames: tuple[Frame, ...], folder: Path) -> None:
    slugs = [rule.slug for rule in rules]
    twice = {slug for slug in slugs if slugs.count(slug) > 1}
    if twice:
        raise BadContent(folder.name, f"two rules are called `{min(twice)}`")
    known = {frame.slug for frame in frames} | {"quote", "negation"}
    unknown = sorted(name for rule in rules for name in rule.through - known)
    if unknown:
        raise BadContent(folder.name, f"no frame is called `{unknown[0]}`")
