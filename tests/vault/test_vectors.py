"""Our own vectors: what opens, and at which stage everything else is refused."""

from typing import Any

import pytest

from ownaccord.vault.errors import BadCode, Unreadable
from tests.vectors import make
from tests.vectors.read import HERE, cases
from tests.vectors.readers import read

Case = dict[str, Any]
ALL = [pytest.param(case, id=f"{name}: {case['name']}") for name in make.FILES for case in cases(name)]


@pytest.mark.parametrize("case", ALL)
def test_a_case_gives_what_it_says_or_fails_at_the_stage_that_it_names(case: Case) -> None:
    assert ("gives" in case) != ("stage" in case)
    if "gives" in case:
        assert read(case) == case["gives"]
        return
    with pytest.raises((Unreadable, BadCode)) as refused:
        read(case)
    assert str(refused.value) == case["stage"]


@pytest.mark.parametrize("name", make.FILES)
def test_the_formats_are_still_those_of_the_vector_files(name: str) -> None:
    stored = (HERE / f"{name}.toml").read_text(encoding="utf-8")
    assert make.text_of(name) == stored, "a stored format changed: read tests/vectors/make.py before anything else"


@pytest.mark.parametrize("name", make.FILES)
def test_no_two_cases_of_a_file_have_one_name(name: str) -> None:
    names = [case["name"] for case in cases(name)]
    assert len(names) == len(set(names))
