"""Decoders of what is sent by the forms of scenes, care, journal, talk, profile and reveal, as their pages make them.

The first byte of an input chooses the form. Of a valid one its room asks what it says, and keeps or sends that.
"""

from collections.abc import Callable
from datetime import date
from functools import partial
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import SuspiciousOperation
from django.http import QueryDict

from ownaccord.accounts import forms as accounts
from ownaccord.care import after_memory, follow_up_memory, forms_cooling, forms_follow_up, forms_ladder, forms_rhythm
from ownaccord.care import forms as care
from ownaccord.catalogue import load
from ownaccord.catalogue.phrases import load_phrases
from ownaccord.consent.targets import StateForm
from ownaccord.core import pocket, rhythm
from ownaccord.core.deck import Line
from ownaccord.core.entry import Entry, Kind
from ownaccord.core.in_force import Arrangement
from ownaccord.core.interest import Answer, as_list, from_list
from ownaccord.core.measure import HIGHEST
from ownaccord.core.terms import Terms
from ownaccord.journal import debrief, forms_debrief, forms_measure, sheets
from ownaccord.journal import forms as journal
from ownaccord.lib.forms import Note, PlainText, ToldLines, is_one_line
from ownaccord.profile import forms as profile
from ownaccord.profile import forms_conversation, forms_pocket, memory
from ownaccord.profile.cards import Place
from ownaccord.profile.parts import PARTS
from ownaccord.reveal import forms as reveal
from ownaccord.scenes import draft, forms_yes
from ownaccord.scenes import forms as scenes
from ownaccord.scenes.draft import Draft
from ownaccord.scenes.offers import Offer
from ownaccord.spaces import forms as spaces
from ownaccord.talk import forms as talk
from ownaccord.vault.canonical import encode
from ownaccord.vault.entries import VaultBook
from tests.fuzz.carried import PLAN, SIDES
from tests.fuzz.decoder import Decoder, holds
from tests.fuzz.pure import SAME
from tests.fuzz.typed import ADDRESSES
from tests.fuzz.vaults import NOW
from tests.vectors.some import ASH, BO, SPACE

NAMES = {ASH: "Ash", BO: "Bo"}
CARD = load().items[0]
PLACES = (Place(SPACE, "Us"),)
LINES = (("own", "Tea."), ("lasts", "An hour"))
OFFERS = (Offer("m", "massage", "Massage", "/", "", (), (), False, (Arrangement("massage", SIDES, Terms()),)),)
HERE: Any = SimpleNamespace(plan=PLAN, look=SimpleNamespace(catalogue=load()))
PHRASES = next((group, each) for group in load_phrases() for each in group.phrases if each.blanks)
OWN = Answer(CARD.slug)
Forms = tuple[Callable[[Any], forms.Form], ...]
OF_SCENES: Forms = (
    lambda sent: scenes.WhatForm(OFFERS, (), NAMES, sent), lambda sent: scenes.WhenForm(None, NAMES, sent),
    lambda sent: scenes.WordsForm(None, {"en": "English"}, True, sent),
    lambda sent: scenes.ReadyForm(None, (), NAMES, sent), scenes.PutForm,
    lambda sent: forms_yes.YesForm(HERE, ("sober",), False, True, sent), care.ChoicesForm, care.WordsForm,
    care.CodeForm, forms_cooling.CoolingForm, forms_follow_up.AfterForm, forms_follow_up.TimesForm,
    forms_follow_up.PreparedForm, forms_follow_up.SheetForm,
    lambda sent: forms_ladder.StepForm(sent, dynamic=True), forms_ladder.AgainForm, forms_rhythm.RhythmForm,
    lambda sent: forms_rhythm.DateForm(sent, today=date(2030, 1, 1)),
    lambda sent: forms_rhythm.QuestionForm("opening", sent),
    lambda sent: forms_rhythm.PutForm({"opening": "We are well."}, sent),
)  # fmt: skip
OF_ONES_OWN: Forms = (
    lambda sent: forms_debrief.DebriefForm([("massage", "Massage")], sent), forms_measure.MeasureForm,
    forms_measure.LineForm, journal.SoughtForm, talk.SayForm, talk.WayForm, talk.TitleForm, talk.FirmForm,
    lambda sent: talk.TermsForm(sent, card=CARD), talk.ApartForm, lambda sent: profile.AnswerForm(CARD, sent),
    profile.AskingForm, lambda sent: profile.ShowForm(PLACES, LINES, sent), forms_conversation.CardAnswerForm,
    lambda sent: forms_conversation.ShowAnswerForm(PLACES, sent), lambda sent: forms_pocket.BlanksForm(*PHRASES, sent),
    forms_pocket.LineForm, reveal.ProposeForm, lambda sent: reveal.LineForm(Line(CARD.slug, CARD.shapes[0]), OWN, sent),
    lambda sent: journal.SheetForm(next(iter(sheets.SHEETS.values())), sent),
    *(lambda sent, each=each: journal.SheetForm(each, sent) for each in [*sheets.SHEETS.values()][1:]),
    *(lambda sent, each=each: profile.PartForm(each, sent) for each in PARTS.values()),
    StateForm, accounts.SignUpForm, accounts.ResetForm, accounts.LinkForm, accounts.ProveForm,
    lambda sent: accounts.RenewForm(sent, name="Ash"),
    accounts.HostResetForm, spaces.InviteForm,
)  # fmt: skip
"""With those of typed.py every form there is: tests/fuzz/test_readers.py asks that none is missing."""


def _form(every: Forms, data: bytes) -> None:
    try:
        sent = QueryDict(data[1:], encoding="utf-8")
    except SuspiciousOperation:  # more fields than Django reads; it answers 400
        return
    form = every[data[0] % len(every)](sent) if data else forms.Form({})
    if not form.is_valid():
        return
    # What is of no account below Trial is left out of a valid form.
    for name in form.fields.keys() & form.cleaned_data.keys():
        _words(form.fields[name], form.cleaned_data[name])
    for kind, asks in ASKED.items():
        if isinstance(form, kind):
            asks(form)


def _words(field: forms.Field, words: Any) -> None:
    if isinstance(field, PlainText | Note | ToldLines):
        holds(type(words) is str, "no words")
    if isinstance(field, PlainText | ToldLines):
        holds(field.max_length is None or len(words) <= field.max_length, "longer than the form says")
        holds(all(map(is_one_line, [words] if isinstance(field, PlainText) else words.split("\n"))), "no line")


def _kept_in_draft(step: str, form: Any) -> None:
    book, said = VaultBook(), Draft().saying(step, form.said())
    draft.keep(book, SPACE, said)
    holds(draft.kept(book, SPACE) == said, SAME)


def _after(form: Any) -> None:
    book, said = VaultBook(), form.said(NOW)
    if said is not None:
        after_memory.keep(book, SPACE, said)
        holds(after_memory.said(book, SPACE) == (said,), SAME)


def _times(form: Any) -> None:
    book, times = VaultBook(), form.said()
    follow_up_memory.keep_times(book, times)
    holds(follow_up_memory.times(book) == times, SAME)


def _prepared(form: Any) -> None:
    book, words = VaultBook(), form.said()
    follow_up_memory.keep_prepared(book, SPACE, words)
    holds(follow_up_memory.prepared(book, SPACE) == words, SAME)


def _rhythm(form: Any) -> None:
    holds(rhythm.from_lines(form.said().as_lines()) == form.said(), SAME)


def _sheet(form: Any) -> None:
    holds(encode(form.said()) != b"\xa0" and form.version >= 0, "nothing is written")


def _part(form: Any) -> None:
    book, said = VaultBook(), form.said()
    memory.keep_part(book, "body", said)
    holds(memory.part(book, "body") == {asked: words for asked, words in said.items() if words}, SAME)


def _debrief(form: Any) -> None:
    kept = form.debrief(SPACE)
    holds(debrief.read(Entry("e", 1, Kind.DEBRIEF, 0, kept.as_content())) == kept, SAME)


def _measured(form: Any) -> None:
    holds(all(0 <= place <= HIGHEST for place in form.said().values()), "no place on a scale")


def _answer(form: Any) -> None:
    answer = form.answer()
    holds(from_list(answer.item, as_list(answer)) == answer, SAME)


def _propose(form: Any) -> None:
    lines = form.lines(VaultBook(), BO, NOW)
    holds(len({each.item for each in lines}) == len(lines) <= 40 and bool(lines or form.errors), "no deck")


def _line(form: Any) -> None:
    kept = (pocket.Line("0a" * 4, form.cleaned_data["words"]),)
    holds(pocket.kept(pocket.stored(kept)) == kept, SAME)


ASKED: dict[type[forms.Form], Callable[[Any], None]] = {
    scenes.WhatForm: partial(_kept_in_draft, "what"), scenes.WhenForm: partial(_kept_in_draft, "when"),
    scenes.WordsForm: partial(_kept_in_draft, "words"), scenes.ReadyForm: partial(_kept_in_draft, "ready"),
    care.ChoicesForm: lambda form: holds(0 <= form.cleaned_data["hour"] < 24 and bool(form.titles()), "no hour"),
    forms_cooling.CoolingForm: lambda form: holds((form.remind_at(NOW) or NOW + 1) > NOW, "a day that has gone"),
    forms_follow_up.AfterForm: _after, forms_follow_up.TimesForm: _times, forms_follow_up.PreparedForm: _prepared,
    forms_follow_up.SheetForm: lambda form: holds(len(form.lines()) == 4, "a question was lost"),
    forms_ladder.StepForm: lambda form: holds(form.step().uses == 1 and form.day(NOW) > NOW, "no step"),
    forms_rhythm.RhythmForm: _rhythm, forms_debrief.DebriefForm: _debrief, forms_measure.MeasureForm: _measured,
    forms_measure.LineForm: lambda form: holds(form.line_drawn() in {None, *range(1, HIGHEST + 1)}, "no line"),
    journal.SheetForm: _sheet,
    talk.SayForm: lambda form: holds(type(form.said) is str and bool(form.chosen), "no move"),
    talk.TermsForm: lambda form: holds(form.offer(NOW).side in CARD.sides, "a side of another item"),
    talk.ApartForm: lambda form: holds(form.chosen in talk.APART, "no move"), StateForm: lambda form: form.terms(NOW),
    profile.AnswerForm: _answer, profile.AskingForm: lambda form: form.said(), profile.PartForm: _part,
    profile.ShowForm: lambda form: holds(set(form.chosen()) <= set(LINES), "a line that is not there"),
    forms_pocket.BlanksForm: lambda form: holds(form.may_be_kept() or bool(form.errors), "it does not say why"),
    forms_pocket.LineForm: _line, reveal.ProposeForm: _propose, reveal.LineForm: _answer,
}  # fmt: skip

TYPED_ROOMS = (
    Decoder(
        "form-scenes", partial(_form, OF_SCENES),
        ("scenes.forms.clean", "care.forms.clean_code", "care.forms_follow_up.clean_times",
         "care.forms_rhythm.clean", "care.forms_rhythm.clean_on", "care.forms_ladder.clean_ends_it"),
        words=(*ADDRESSES, b"red_word=", b"things=", b"order_m=1", b"carry_0=own", b"now=calm", b"times=6"),
    ),
    Decoder(
        "form-own", partial(_form, OF_ONES_OWN), ("journal.forms.clean", "talk.forms.clean"),
        words=(*ADDRESSES, b"move=say", b"side=give", b"text=", b"note=", b"deck=", b"days=7", b"mood=3"),
    ),
)  # fmt: skip


def samples() -> dict[str, tuple[bytes, ...]]:
    """What each page sends, to begin with."""
    of_scenes: tuple[dict[str, Any], ...] = (
        {"order_m": 1}, {"context": "at_home", "minutes": 60, "check_in": 20, "leads": "nobody"},
        {"red_word": "ember", "red_sign": "three hums", "red_means": "Stop.", "yellow_means": "Slower.",
         "green_means": "Good.", "languages": "en"},
        {"carry_0": "own", "carry_1": "none", "things": "water\na blanket"}, {"plan": "0a"},
        {"plan": "0a", "holds_0": "holds", "line_0": "not", "at_hand": "on"},
        {"zone": "Europe/Berlin", "hour": 10, "title_review": "Bread"}, {"words": "Bread"}, {"code": "123 456"},
        {"days": 7}, {"now": "calm", "line": "It rained."}, {"times": ["6", "24"], "moves": "on"},
        {"to_me": "Rest.", "to_you": "Thank you."}, {"when": "Today", "happened": "A fall."},
        {"contexts": "at_home", "minutes": 5, "ends_it": "ember", "look_again": 30}, {"look_again": 30},
        {"cadence": "own", "every": 21, "form": "full"}, {"on": "2030-02-01"}, {"said": "We are well."},
        {"parts": "opening", "more": "And tea."},
    )  # fmt: skip
    of_ones_own: tuple[dict[str, Any], ...] = (
        {"items": "massage", "good": "Rain.", "mood": 3}, {"mood": 3}, {"drawn": 2}, {"words": "tea"},
        {"move": "say", "words": "I thought about it."}, {"move": "say", "words": "Tea.", "seen": "on"},
        {"move": "say", "words": "Weekends"}, {"line": "my sister"},
        {"side": CARD.sides[0].value, "level": 1, "words": "Slowly.", "review_days": 30},
        {"move": "apart", "words": "Slowly, and at home."},
        {f"side_{CARD.sides[0]}": "into", "past": "tried", "note": "In the evening."}, {"asking": "yes"},
        {"lines": "own", "space": SPACE}, {"text": "Rain."}, {"text": "Rain.", "space": SPACE},
        {f"fill_{PHRASES[1].blanks[0].name}": "tea"}, {"words": "Ask me again."}, {"deck": "chosen", "days": 7},
        {f"side_{CARD.sides[0]}": "curious"}, {sheets.NOTE.questions[-1].name: "It rained."},
    )  # fmt: skip
    every = {"form-scenes": of_scenes, "form-own": of_ones_own}
    return {
        name: tuple(bytes([at]) + urlencode(each, doseq=True).encode() for at, each in enumerate(sent))
        for name, sent in every.items()
    }
