"""The phrases to practise: every rule has a phrase that breaks it, and the coach marks nothing in ours."""

import dataclasses
from pathlib import Path

import pytest

from ownaccord.catalogue import BadContent
from ownaccord.catalogue.coach import load_coach
from ownaccord.catalogue.denylist import refused
from ownaccord.catalogue.phrases import FEWEST, Blank, Phrase, PhraseGroup, PhraseKind, languages, load_phrases
from ownaccord.core.coach import read
from tests.catalogue.tone import faults, years

OURS = load_phrases()
PHRASES = [phrase for group in OURS for phrase in group.phrases]
BLANK = '[[blank]]\nname = "what"\nask = "what it is"\nexample = "tea"\n'


def group(kind: PhraseKind, count: int = FEWEST, more: str = "") -> str:
    """One group as TOML: as many phrases, and one more of our own."""
    lines = [f'{{ slug = "{kind.name.lower()[:3]}-{at}", say = "{kind.value} {at}." }}' for at in range(count)]
    lines = [line.replace("_", "-") for line in lines] + ([more] if more else [])
    listed = ", ".join(lines)
    return f'[[group]]\nkind = "{kind.value}"\nname = "N"\nsentence = "S."\nphrases = [{listed}]\n'


FIRST = group(PhraseKind.WISH, more='{ slug = "tea", say = "May I have {what}?" }')
GOOD = BLANK + FIRST + "".join(group(kind) for kind in list(PhraseKind)[1:])
BROKEN = {
    "an unknown field": ('example = "tea"', 'example = "tea"\nstars = 5', "unknown `stars`"),
    "an unknown field of a phrase": ('slug = "tea",', 'slug = "tea", stars = 5,', "unknown `stars`"),
    "no such kind": ('kind = "wish"', 'kind = "song"', "`kind` must be one of `wish`"),
    "another order": ('kind = "wish"', 'kind = "limit"', "must have one `group` for each kind, in their order"),
    "no such blank": ("have {what}?", "have {tea} for {what}?", "`say` has a blank that does not exist: `tea`"),
    "a blank twice": ("have {what}?", "have {what} and {what}?", "`say` may have at most 2 blanks, each once"),
    "a blank that is none": ("have {what}?", "have {what} for {}?", "`say` may have at most 2 blanks, each once"),
    "a blank that is idle": ("have {what}?", "have tea?", "no phrase has the blank `what`"),
    "a blank at the beginning": ("May I have {what}?", "{what}, please.", "`say` must not begin with a blank"),
    "no end": ("have {what}?", "have {what}", "`say` must end as a sentence does"),
    "a long phrase": ("have {what}?", "have {what} " + "a" * 160 + ".", "`say` must end as a sentence does and have"),
    "two words for a blank": ('name = "what"', 'name = "what-it-is"', "`name` must be one word"),
    "too few": (FIRST, group(PhraseKind.WISH, FEWEST - 1), f"has {FEWEST - 1} phrases, and a kind has at least"),
    "a stop with a blank": (
        group(PhraseKind.STOP),
        group(PhraseKind.STOP, more='{ slug = "no-tea", say = "Stop {what}." }'),
        "a stop has no blanks",
    ),
    "the same slug": ('slug = "tea"', 'slug = "wis-1"', "two phrases are called `wis-1`"),
    "the same words": ("May I have {what}?", "WISH 1.", "two phrases are called `wish 1.`"),
}


def write(folder: Path, text: str) -> Path:
    """A content root with these phrases."""
    (folder / "phrases").mkdir()
    (folder / "phrases" / "en.toml").write_text(text, encoding="utf-8")
    return folder


def test_phrases_arrive_whole_and_in_their_order(tmp_path: Path) -> None:
    groups = load_phrases(folder=write(tmp_path, GOOD))
    tea = groups[0].phrases[-1]

    assert [each.kind for each in groups] == list(PhraseKind)
    assert tea == Phrase("tea", "May I have {what}?", (Blank("what", "what it is", "tea"),))
    assert (tea.is_complete, groups[1].phrases[0].is_complete) == (False, True)
    assert load_phrases(folder=tmp_path) is groups
    with pytest.raises(dataclasses.FrozenInstanceError):
        tea.say = "Stop."  # type: ignore[misc]


def test_a_blank_takes_words_as_they_are_and_shows_when_there_are_none() -> None:
    tea = Phrase("tea", "May I have {what} from {whom}?", (Blank("what", "", "tea"), Blank("whom", "", "you")))

    assert tea.example() == "May I have tea from you?"
    assert tea.filled({"what": "{whom} \\1", "more": "x"}) == "May I have {whom} \\1 from \u2026?"
    assert tea.filled({"what": "", "whom": "you"}) == "May I have \u2026 from you?"


@pytest.mark.parametrize("case", BROKEN)
def test_every_broken_rule_is_named_with_its_file(case: str, tmp_path: Path) -> None:
    old, new, said = BROKEN[case]
    assert GOOD.count(old) == 1

    with pytest.raises(BadContent) as wrong:
        load_phrases(folder=write(tmp_path, GOOD.replace(old, new)))

    assert said in wrong.value.what
    assert "en.toml" in wrong.value.where or "two phrases" in wrong.value.what


def test_english_is_there_and_another_language_is_not() -> None:
    assert languages() == ("en",)
    with pytest.raises(KeyError):
        load_phrases("xx")


@pytest.mark.parametrize("group", OURS, ids=lambda group: group.kind.value)
def test_the_coach_marks_nothing_in_a_phrase_of_ours(group: PhraseGroup) -> None:
    rules = load_coach()
    said = [text for phrase in group.phrases for text in (phrase.example(), phrase.filled({}))]

    assert [text for text in said if read(text, rules, refused).found] == []


def test_our_phrases_say_nothing_that_is_never_said() -> None:
    said = [text for group in OURS for text in (group.name, group.sentence)]
    said += [phrase.example() for phrase in PHRASES]
    said += [blank.ask for phrase in PHRASES for blank in phrase.blanks]

    assert faults(said) == []


def test_our_phrases_are_short_words_that_come_easily() -> None:
    hard = {group.kind.value: years([phrase.example() for phrase in group.phrases]) for group in OURS}

    assert {kind: level for kind, level in hard.items() if level > 4.0} == {}


def test_every_kind_but_the_stop_has_phrases_of_both_sorts() -> None:
    sorts = {group.kind: {phrase.is_complete for phrase in group.phrases} for group in OURS}

    assert sorts == {kind: {True} if kind is PhraseKind.STOP else {True, False} for kind in PhraseKind}


def test_a_no_of_ours_is_complete_without_a_reason() -> None:
    """Most of what says no gives none, and none of it says sorry."""
    said = [p.say for g in OURS if g.kind in {PhraseKind.LIMIT, PhraseKind.NOT_NOW, PhraseKind.STOP} for p in g.phrases]

    assert [text for text in said if "sorry" in text.casefold() or "because" in text.casefold()] == []
