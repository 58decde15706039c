"""The list of mutants stays true while the code changes; `make mutants` then tries them."""

import ast

import pytest

from tests.mutants import whole
from tests.mutants.__main__ import ROOT
from tests.mutants.breaks import MUTANTS
from tests.mutants.mutant import Mutant

ASKED_FOR = {
    "conditions intersected",
    "latest review date",
    "pause: and instead of or",
    "missing is allowed",
    "one veto of three ignored",
    "second act accepted early",
    "tightening delayed",
    "sides swapped",
}


def test_there_are_at_least_forty_and_the_feared_ones_are_among_them() -> None:
    names = [mutant.name for mutant in MUTANTS]
    assert len(names) == len(set(names)) >= 40
    assert set(names) >= ASKED_FOR


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_a_mutant_changes_exactly_one_place_into_code_that_still_parses(mutant: Mutant) -> None:
    source = (ROOT / "ownaccord" / "core" / mutant.file).read_text(encoding="utf-8")
    assert source.count(mutant.old) == 1
    changed = source.replace(mutant.old, mutant.new)
    assert ast.dump(ast.parse(changed)) != ast.dump(ast.parse(source))
    assert all((ROOT / "tests" / "laws" / law).is_file() for law in mutant.laws)


@pytest.mark.parametrize("survivor", whole.known(), ids=lambda each: f"{each.where}: {each.now}")
def test_a_known_survivor_names_a_line_that_stands_and_has_a_reason(survivor: whole.Survivor) -> None:
    module, function = survivor.where.rsplit(".", 1)
    source = (ROOT / "ownaccord" / "core" / f"{module}.py").read_text(encoding="utf-8")
    start = source.index(f"def {function}(")
    assert survivor.was in source[start : source.find("\ndef ", start + 1)]
    assert survivor.was != survivor.now
    assert whole.known()[survivor].endswith(".")


@pytest.mark.parametrize(
    ("was", "now", "words_only"),
    [
        ('raise Loosens("no second act")', "raise Loosens(None)", True),
        ('raise Loosens("no second act")', 'raise Loosens("NO SECOND ACT")', True),
        ('raise Loosens("no second act")', 'raise Refused("no second act")', False),
        ('raise Loosens("no second act")', "pass", False),
        ("return old", "return None", False),
    ],
)
def test_only_the_words_of_an_error_may_change_unnoticed(was: str, now: str, words_only: bool) -> None:
    assert whole.Survivor("loosening.may_write", was, now).only_words() is words_only


def test_what_mutmut_shows_is_read_as_function_and_lines() -> None:
    shown = "# ownaccord.core.terms: survived\n--- a\n+++ b\n@@ -1 +1 @@\n def f():\n-    return 1\n+    return 2\n"
    assert whole.read("ownaccord.core.terms.x__check__mutmut_8", shown) == whole.Survivor(
        "terms._check", "return 1", "return 2"
    )
    assert whole.read("ownaccord.core.terms.xǁActǁ__post_init____mutmut_5", shown).where == "terms.Act.__post_init__"
