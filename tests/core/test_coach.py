"""The wording coach points at words, says why, and is silent on every kind of no."""

import random
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

import ownaccord.core.coach
from ownaccord.catalogue.coach import load_coach
from ownaccord.core.coach import Hint, Label, read
from ownaccord.core.coach.words import words_of

RULES = load_coach()


COACH = str(Path(ownaccord.core.coach.__file__).parent)


def lines_run(step: Callable[[], object]) -> int:
    """How many lines of the coach's own code run."""
    count, before = 0, sys.gettrace()

    def trace(frame: FrameType, event: str, _arg: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace if frame.f_code.co_filename.startswith(COACH) else None

    sys.settrace(trace)
    try:
        step()
    finally:
        sys.settrace(before)
    return count


def marked(text: str) -> list[tuple[Label, str]]:
    """Which words of a text are marked, and as what."""
    return [(each.label, text[each.start : each.end]) for each in read(text, RULES).found]


def test_it_marks_the_words_that_do_it_in_code_points() -> None:
    assert marked("Thank you 🙂👍🏽. You owe me one.") == [(Label.ENTITLEMENT, "You owe me one")]


def test_curly_quotes_and_texting_are_read_like_the_rest() -> None:
    assert marked("You didn\u2019t say no, so I kept going") == marked(
        "You didn't say no, so I kept going".replace("'", "\u2019")
    )
    assert [label for label, _ in marked("u owe me 1 night")] == [Label.ENTITLEMENT]
    assert [label for label, _ in marked("your overreacting, it didnt hurt, youre being dramatic")] == [
        Label.MINIMISING
    ]


def test_a_label_is_named_once_with_its_reason() -> None:
    hint = read("You owe me one. You owe me two.", RULES)

    assert hint.labels == (Label.ENTITLEMENT,)
    assert hint.found[0].why == "It turns a kindness into a bill that the other must pay with time, body or consent."


@pytest.mark.parametrize(
    "no",
    [
        "No.",
        "no",
        "Nope, never.",
        "I said no.",
        "I don't want to, and I won't explain.",
        "I will never do this with you.",
        "Don't ask me again.",
        "I'm taking my yes back.",
        "If you ignore my no, I leave.",
        "If you touch me there again, this is over.",
        "Absolutely nobody films me, ever.",
        "You may never wake me for this.",
        "I can't, and that is final.",
        "Hard limit: needles. Forever.",
        "I do not owe you this.",
        "I changed my mind. It is a no now.",
        "Stop. Stop now.",
        "Red.",
        "I'm out, for good.",
        "I would rather not.",
        "Not while I'm drunk, not while I'm asleep, not ever.",
        "Leave me alone tonight, please.",
    ],
)
def test_it_is_silent_on_every_kind_of_no(no: str) -> None:
    assert read(no, RULES) == Hint()


@pytest.mark.parametrize(
    "told",
    [
        'He said "you owe me one" and I left.',
        "My ex used to say that I owed him.",
        '"If you loved me you would" is pressure.',
        "You don't owe me anything.",
        "I'm sorry that I said you owe me one.",
    ],
)
def test_what_is_quoted_told_taught_denied_or_regretted_is_no_move(told: str) -> None:
    assert read(told, RULES) == Hint()


def test_a_report_that_its_writer_stands_behind_is_a_move() -> None:
    assert marked('My father said "you owe me", and he was right, you owe me tonight.') != []


def test_what_the_software_is_not_for_gets_no_rewording() -> None:
    hint = read("You owe me one.", RULES, lambda text: True)

    assert (hint.labels, hint.suggestions) == ((Label.ENTITLEMENT,), ())


def test_any_text_at_all_is_read_without_a_fall() -> None:
    chance = random.Random(8)
    curly, quotes = "\u2019\u2019\u2019", "'\"\u201c" * 3000
    texts = ["", " ", "\0", "'", '"', curly, "\U0001f642" * 500, "you " * 5000, "a" * 100_000, quotes, "no. " * 3000]
    texts += [
        "".join(chr(chance.randrange(chance.choice((127, 0x2FFF, 0x110000)))) for _ in range(400)) for _ in range(60)
    ]

    texts.append("".join(chr(chance.randrange(chance.choice((127, 0x2FFF, 0x110000)))) for _ in range(100_000)))
    texts += ["you owe me, " * 8000 + "tonight", "\ud800 you owe me one \udfff", "\u202eyou owe me one\u2069" * 50]

    for text in texts:
        for each in read(text, RULES).found:
            assert 0 <= each.start < each.end <= len(text)


@pytest.mark.parametrize(
    "piece",
    [
        "you owe me and ",
        "i said no, ",
        "if you really loved me you would ",
        '"he said" ',
        "so just a bit of rope. ",
        "x\u0301'",
    ],
)
def test_its_steps_grow_with_the_length_alone(piece: str) -> None:
    short, long = (lines_run(lambda n=n: read(piece * n, RULES)) for n in (15, 60))

    assert long <= 4.4 * short


def test_a_message_without_words_has_none() -> None:
    assert words_of("\u2026 \u2014 !? 🙂", RULES.spelling) == ()
