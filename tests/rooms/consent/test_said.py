"""What is said after a form: always whether something changed, and no error page for a step that came second."""

import pytest
from django.db import IntegrityError

from ownaccord.consent.actions import CardUnread, Outcome
from ownaccord.consent.said import SAID, refusal, tried
from ownaccord.core.errors import ClockWrong, Lapsed, Loosens, Refused, TooEarly, TooLate
from tests.databases import ON_SQLITE
from tests.people import Cast
from tests.rooms.consent.shared import Shared

pytestmark = ON_SQLITE


def test_a_step_that_a_second_page_overtook_is_taken_once_more() -> None:
    answers = [IntegrityError(), Outcome.WRITTEN]

    def step() -> object:
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    assert tried(step, "tightened") == "tightened"
    assert answers == []


def test_a_step_that_stays_overtaken_says_that_nothing_changed() -> None:
    def step() -> object:
        raise IntegrityError

    assert tried(step, "still") == "late"


@pytest.mark.parametrize(
    ("refused", "code"),
    [
        (CardUnread(), "card"),
        (TooEarly(1), "early"),
        (Lapsed(), "lapsed"),
        (Loosens(), "not-now"),
        (TooLate(), "not-now"),
        (ClockWrong(), "not-now"),
    ],
)
def test_every_refusal_says_that_nothing_changed(refused: Refused, code: str) -> None:
    assert refusal(refused) == code
    assert str(SAID[code].text).startswith("Nothing changed.")


def test_every_outcome_has_its_sentence() -> None:
    assert {outcome.value for outcome in Outcome} <= set(SAID)


@pytest.mark.parametrize("said", ["", "nonsense", "<b>", "x" * 5000])
def test_a_made_up_code_says_nothing(ours: Shared, cast: Cast, said: str) -> None:
    assert ours.see(cast.ash, said=said) == ours.see(cast.ash)
