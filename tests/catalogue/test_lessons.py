"""The lessons: every rule has a lesson that breaks it, and ours are short, calm and rest on articles."""

import dataclasses
import re
from pathlib import Path

import pytest

from ownaccord.catalogue import BadContent
from ownaccord.catalogue.articles import load_library
from ownaccord.catalogue.coach import load_coach
from ownaccord.catalogue.conversations import load_conversations
from ownaccord.catalogue.denylist import refused
from ownaccord.catalogue.lessons import FEWEST, MOST, MOST_WORDS, Lesson, StepKind, load_lessons, read_lessons
from ownaccord.catalogue.phrases import PhraseKind
from ownaccord.core.coach import read
from tests.catalogue.tone import faults, years

OURS = load_lessons()
SAYING = re.compile(r"“([^”]+[.?])”")
STEP = """
[[step]]
kind = "{kind}"
title = "To {kind}"
text = ["You {kind} this.", "You rest."]
articles = ["shame"]
"""
TRY = STEP.format(kind="try") + 'phrases = ["wish", "stop"]\ncards = ["three-words"]\n'
GOOD = (
    'number = 1\ntitle = "Small"\nsentence = "A small one."\n'
    + STEP.format(kind="read")
    + TRY
    + STEP.format(kind="reflect")
)
BROKEN = {
    "an unknown field": ('"Small"', '"Small"\nstars = 5', "unknown `stars`"),
    "an unknown field of a step": ('title = "To try"', 'title = "To try"\nstars = 5', "unknown `stars`"),
    "no full stop": ('"A small one."', '"A small one"', "`sentence` must end with a full stop"),
    "a long sentence": ("A small one.", "A" * 120 + ".", "`sentence` must end with a full stop"),
    "nothing to try": (TRY, STEP.format(kind="read").replace("To read", "More"), "must go from what is read"),
    "another order": ('kind = "reflect"', 'kind = "read"', "must go from what is read"),
    "too few": (TRY, "", f"has 2 steps, and a lesson has {FEWEST} to {MOST}"),
    "too many": (TRY, TRY * 4, f"has 6 steps, and a lesson has {FEWEST} to {MOST}"),
    "no such kind": ('kind = "reflect"', 'kind = "sing"', "`kind` must be one of `read`, `try`, `reflect`"),
    "no words": ('"You try this.", "You rest."', "", "needs `text`, and `articles` in which its facts stand"),
    "no article": (
        TRY, TRY.replace('["shame"]', "[]"), "needs `text`, and `articles` in which its facts stand",
    ),
    "too many words": ("You try this.", "You " * 117 + "try.", f"has 122 words; {MOST_WORDS} is the most"),
    "no such article": (
        TRY, TRY.replace('["shame"]', '["nothing"]'), "`articles` names an article that does not exist: `nothing`",
    ),
    "no such phrases": ('"stop"]', '"song"]', "`phrases` must be one of `wish`"),
    "no such card": ('"three-words"', '"nothing"', "`cards` names a conversation card that does not exist: `nothing`"),
}  # fmt: skip


def lessons(folder: Path, text: str) -> tuple[Lesson, ...]:
    """The lessons of a folder with this one file."""
    (folder / "small.toml").write_text(text, encoding="utf-8")
    return read_lessons(folder, load_library(), load_conversations())


def texts(lesson: Lesson) -> list[str]:
    """Everything that a page shows of a lesson."""
    return [lesson.title, lesson.sentence, *(text for step in lesson.steps for text in (step.title, *step.text))]


def test_a_lesson_arrives_whole_and_in_its_order(tmp_path: Path) -> None:
    (lesson,) = lessons(tmp_path, GOOD)
    step = lesson.steps[1]

    assert (lesson.slug, lesson.number, lesson.title, lesson.sentence) == ("small", 1, "Small", "A small one.")
    assert [each.kind for each in lesson.steps] == list(StepKind)
    assert (step.title, step.text, step.words) == ("To try", ("You try this.", "You rest."), 7)
    assert [article.slug for article in step.articles] == ["shame"]
    assert step.phrases == (PhraseKind.WISH, PhraseKind.STOP)
    assert [card.slug for card in step.cards] == ["three-words"]
    assert (lesson.steps[0].phrases, lesson.steps[0].cards) == ((), ())


@pytest.mark.parametrize("case", BROKEN)
def test_every_broken_rule_is_named_with_its_file(case: str, tmp_path: Path) -> None:
    old, new, said = BROKEN[case]
    assert GOOD.count(old) == 1

    with pytest.raises(BadContent) as wrong:
        lessons(tmp_path, GOOD.replace(old, new))

    assert said in wrong.value.what
    assert "small.toml" in wrong.value.where


@pytest.mark.parametrize(("old", "name"), [("number = 1", "Small"), ('title = "Small"', "1")])
def test_two_lessons_have_two_numbers_and_two_titles(tmp_path: Path, old: str, name: str) -> None:
    new = {"number = 1": "number = 2", 'title = "Small"': 'title = "Other"'}[old]
    (tmp_path / "other.toml").write_text(GOOD.replace(old, new), encoding="utf-8")

    with pytest.raises(BadContent, match=f"two lessons are called `{name}`"):
        lessons(tmp_path, GOOD)


def test_no_lesson_at_all_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadContent):
        read_lessons(tmp_path, load_library(), load_conversations())


def test_there_are_ten_lessons_and_they_are_loaded_once() -> None:
    assert [lesson.number for lesson in OURS] == list(range(1, 11))
    assert load_lessons() is OURS
    with pytest.raises(dataclasses.FrozenInstanceError):
        OURS[0].title = "Another"  # type: ignore[misc]


@pytest.mark.parametrize("lesson", OURS, ids=lambda lesson: lesson.slug)
def test_a_lesson_of_ours_is_calm_and_can_be_read_without_long_schooling(lesson: Lesson) -> None:
    assert faults(texts(lesson)) == []
    assert years(texts(lesson)) <= 6.0


def test_what_a_lesson_of_ours_gives_to_say_is_not_marked_by_the_coach() -> None:
    """What is to be said is a whole sentence; what is only spoken about ends without a full stop."""
    said = [words for lesson in OURS for text in texts(lesson) for words in SAYING.findall(text)]

    assert len(said) > 5
    assert [words for words in said if read(words, load_coach(), refused).found] == []


def test_every_kind_of_phrase_is_practised_in_a_lesson() -> None:
    assert {kind for lesson in OURS for step in lesson.steps for kind in step.phrases} == set(PhraseKind)
