"""The wording rules keep what they say of themselves, and a spoiled rule is refused by name."""

import shutil
from pathlib import Path

import pytest

from ownaccord.catalogue.coach import Example, examples, languages, load_coach
from ownaccord.catalogue.denylist import refused
from ownaccord.catalogue.folder import content_root
from ownaccord.catalogue.toml import BadContent
from ownaccord.core.coach import Label, read

RULES = load_coach()
EXAMPLES = examples()


def said(example: Example) -> str:
    """What went otherwise than a rule says of its example."""
    labels = read(example.text, RULES).labels
    fine = example.label in labels if example.flagged else not labels
    return "" if fine else f"{example.rule}: {example.text} -> {[label.value for label in labels]}"


def test_every_rule_flags_and_leaves_what_it_says() -> None:
    assert [fault for fault in map(said, EXAMPLES) if fault] == []


def test_every_rule_has_examples_of_both_kinds() -> None:
    for flagged in (True, False):
        assert {each.rule for each in EXAMPLES if each.flagged is flagged} == {rule.slug for rule in RULES.rules}


def test_every_label_has_rules() -> None:
    assert {rule.label for rule in RULES.rules} == set(Label)


def test_no_rewording_is_flagged_or_refused() -> None:
    rewordings = sorted({each for rule in RULES.rules for each in rule.suggestions})

    assert [each for each in rewordings if read(each, RULES).found or refused(each)] == []


def test_a_rewording_speaks_for_its_writer_and_never_makes_a_no_a_maybe() -> None:
    rewordings = sorted({each for rule in RULES.rules for each in rule.suggestions})

    assert [each for each in rewordings if "maybe" in each.lower() or "perhaps" in each.lower() or "!" in each] == []


def test_english_is_there_and_another_language_is_not() -> None:
    assert languages() == ("en",)
    with pytest.raises(KeyError):
        load_coach("tlh")


def test_the_same_folder_gives_the_same_rules() -> None:
    assert load_coach() is load_coach("en", content_root())


@pytest.mark.parametrize(
    ("file", "was", "becomes", "what"),
    [
        ("pressure.toml", 'slug = "guilt"', 'slug = "hurry"', "two rules are called `hurry`"),
        ("pressure.toml", 'label = "pressure"', 'label = "vague"', "`label` must be the file's name, `pressure`"),
        ("mindreading.toml", 'through = ["', 'through = ["nowhere", "', "no frame is called `nowhere`"),
        ("vague.toml", "patterns = [", 'patterns = ["~4 stuff",', "`patterns`: `~4 stuff` must begin with a word"),
        ("vague.toml", "patterns = [", 'patterns = ["[a] ~2",', "must begin with a word"),
        ("vague.toml", "patterns = [", 'patterns = ["stuff ~99 it",', "a gap spans 1 to 12 words, not `99`"),
        ("vague.toml", "patterns = [", 'patterns = ["{nothing_such}",', "no class is called `{nothing_such}` here"),
        ("vague.toml", "patterns = [", 'patterns = ["a*",', "the stem of `a*` is too short"),
        ("frames.toml", "[[frame]]", '[[frame]]\ncolor = "red"', "unknown `color`"),
    ],
)
def test_a_spoiled_rule_is_refused_by_name(tmp_path: Path, file: str, was: str, becomes: str, what: str) -> None:
    shutil.copytree(content_root() / "coach", tmp_path / "coach")
    path = tmp_path / "coach" / "en" / file
    text = path.read_text(encoding="utf-8")
    assert was in text
    path.write_text(text.replace(was, becomes, 1), encoding="utf-8")

    with pytest.raises(BadContent) as refusal:
        load_coach("en", tmp_path)
    assert what in refusal.value.what
