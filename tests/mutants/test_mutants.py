"""The list of mutants stays true while the code changes; `make mutants` then tries them."""

import ast

import pytest

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
