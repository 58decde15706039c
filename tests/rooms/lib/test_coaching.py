"""The coach in a composer: the typed words come back, marked and with other words; nothing else happens."""

import re
from typing import Any

import pytest
from django import forms
from django.http import QueryDict
from django.template.loader import render_to_string
from django.test import RequestFactory

from ownaccord.core.coach import Label
from ownaccord.lib.coaching import LANDS, Coached, as_typed, coached
from ownaccord.lib.forms import PlainText, ToldLines

HARD = "Thank you for Sunday. You owe me one."
WALTZ = "I learnt to waltz for you, so you owe me, agree by midnight or I leave."
SILENT = [
    "No.", "Not tonight, and not because of you.", "Stop. Red.", "I take my yes back.", "Never touch my neck.",
    "If you film me, I leave.", "I said no, please do not ask again.", "Not now.", "My hard limit: needles, forever.",
]  # fmt: skip


class Composer(forms.Form):
    """Two fields that others read, and one that has to be chosen."""

    words = ToldLines(label="In your words", required=False, max_length=200)
    line = PlainText(label="A line", required=False, max_length=60)
    move = forms.ChoiceField(choices=[("say", "say")])


def asked(press: str = "ask", *names: str, **typed: str) -> tuple[Coached | None, Composer]:
    request = RequestFactory().post("/", {"coach": press, **typed})
    form = Composer(request.POST)
    return coached(request, form, *(names or ("words",))), form


def shown(found: Coached | None) -> str:
    return render_to_string("parts/coach_notes.html", {"coached": found})


def words(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)).strip()


def value_of(found: Coached | None, at: int = 0) -> tuple[str, str]:
    assert found is not None
    return found.heard[0].notes[0].others[at]


def test_the_form_s_own_button_asks_nothing() -> None:
    request = RequestFactory().post("/", {"words": HARD, "move": "say"})
    assert coached(request, Composer(request.POST), "words") is None
    assert coached(RequestFactory().get("/", {"coach": "ask", "words": HARD}), Composer(), "words") is None


def test_it_marks_the_words_says_why_and_offers_others() -> None:
    found, form = asked(words=HARD)
    assert found is not None
    (heard,) = found.heard
    (note,) = heard.notes

    assert [(each.text, each.numbers) for each in heard.pieces] == [
        ("Thank you for Sunday. ", ()), ("You owe me one", (1,)), (".", ()),
    ]  # fmt: skip
    assert (note.quote, note.lands) == ("You owe me one", "It could land as a claim on somebody.")
    assert (len(note.others), form["words"].value(), form.errors) == (3, HARD, {})


def test_a_mark_is_a_number_and_not_a_colour_alone() -> None:
    page = shown(asked(words=HARD)[0])

    assert '<mark>You owe me one</mark> <span class="coach-number"><span class="unseen">note </span>1</span>' in page
    assert (page.count("<ol"), page.count('<q dir="auto">You owe me one</q>')) == (1, 1)
    assert page.count('tabindex="-1" autofocus') == 1


@pytest.mark.parametrize("at", [0, 1, 2])
def test_one_press_puts_other_words_in_the_field_and_another_puts_ones_own_back(at: int) -> None:
    other, value = value_of(asked(words=HARD)[0], at)
    found, form = asked(value, words=HARD)
    assert found is not None
    assert (form["words"].value(), found.was, found.of) == (f"Thank you for Sunday. {other}", HARD, "words")

    back, again = asked("back", **{"words": form["words"].value(), "coach-was": HARD, "coach-of": "words"})
    assert (again["words"].value(), back) == (HARD, Coached(away=True))


def test_other_words_stand_where_they_were_offered_though_something_was_typed_before_them() -> None:
    other, value = value_of(asked(words=HARD)[0])
    _found, form = asked(value, words=f"Hello, you.\nGood morning. {HARD} Sleep well.")
    assert form["words"].value() == f"Hello, you.\nGood morning. Thank you for Sunday. {other} Sleep well."


IDLE = ["use", "use move debt 0", "use words debt 9", "use words nothing 0", "", "\0", "ask x"]


@pytest.mark.parametrize("value", IDLE)
def test_a_press_that_means_nothing_changes_no_word(value: str) -> None:
    found, form = asked(value, words=HARD)
    assert (found is None, form["words"].value()) == (False, HARD)


def test_notes_are_put_away_and_the_words_stay() -> None:
    found, form = asked("away", words=HARD)
    assert (shown(found).strip(), form["words"].value(), 'autofocus' in str(form["words"])) == ("", HARD, True)


@pytest.mark.parametrize("no", SILENT)
def test_on_every_no_it_has_nothing_to_say(no: str) -> None:
    page = words(shown(asked(words=no)[0]))
    assert page == (
        "How it could land Only you see this. Nothing was sent, and nothing of it is kept. "
        "Nothing to say about these words. Put these notes away"
    )


def test_empty_words_are_no_mistake_here() -> None:
    found, form = asked(words="")
    assert (words(shown(found)).count("Nothing to say about these words."), form.errors) == (1, {})


def test_what_cannot_be_sent_is_said_and_not_read() -> None:
    found, form = asked(words="You owe me one. " * 20)
    assert (found, list(form.errors)) == (Coached(), ["words"])


def test_several_fields_are_read_each_by_its_name() -> None:
    found, _form = asked("ask", "words", "line", words="Good night.", line="You owe me one.")
    assert found is not None
    assert [(each.label, len(each.notes)) for each in found.heard] == [("In your words", 0), ("A line", 1)]
    assert value_of(Coached(found.heard[1:]))[1].startswith("use line ")


def test_words_shared_by_two_moves_are_marked_once_with_both_numbers() -> None:
    found, _form = asked(words=WALTZ)
    assert found is not None
    numbers = [number for piece in found.heard[0].pieces for number in piece.numbers]
    assert numbers == [note.number for note in found.heard[0].notes]
    assert "".join(piece.text for piece in found.heard[0].pieces) == WALTZ


def test_what_was_typed_is_never_markup() -> None:
    page = shown(asked(words="You owe me one <b>night</b>.")[0])
    assert (page.count("<b>"), page.count("&lt;b&gt;") > 0) == (0, True)


def test_every_label_has_words_and_nothing_typed_shows_in_what_is_printed() -> None:
    found, _form = asked(words=HARD)
    everything: list[Any] = [found, *(found.heard if found else ()), *(found.heard[0].notes if found else ())]
    assert set(LANDS) == set(Label)
    assert [each for each in everything if "owe" in repr(each)] == []


WAITING = [("ask", "other"), ("away", "other"), ("use words debt 0", "other"), ("back", HARD)]


@pytest.mark.parametrize(("press", "words"), WAITING)
def test_a_press_that_waits_is_the_form_alone_with_ones_own_words(press: str, words: str) -> None:
    sent = QueryDict(mutable=True)
    sent.update({"words": "other", "level": "0", "coach": press, "coach-was": HARD, "coach-of": "words"})
    assert as_typed(sent).dict() == {"words": words, "level": "0"}
    sent["coach-of"] = "unknown"
    assert as_typed(sent).dict() == {"words": "other", "level": "0"}
