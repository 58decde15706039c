"""What somebody says for themselves afterwards, when they want to be asked, and what they prepare; none has to be."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ownaccord.care.after_memory import Said
from ownaccord.care.follow_up_memory import Prepared
from ownaccord.care.words_follow_up import NOW
from ownaccord.consent import moments
from ownaccord.core.followup import MOST, Times
from ownaccord.lib.forms import Note, PlainText

LONGEST = 300
LONGEST_WORDS = 2000
OFFERED = (3, 6, 12, 24, 36, 48, 72, 96, 120, 168, 240, 336)


class AfterForm(forms.Form):
    """Nothing has to be said, and nothing is preselected."""

    error_css_class = "wrong"

    now = forms.MultipleChoiceField(
        label=_("How am I now?"), choices=list(NOW.items()), required=False, widget=forms.CheckboxSelectMultiple
    )
    line = PlainText(label=_("A first line, for later"), required=False, max_length=LONGEST)

    def said(self, at: int) -> Said | None:
        """Return what the valid form says; None when it says nothing."""
        words, line = tuple(self.cleaned_data["now"]), self.cleaned_data["line"]
        return Said(at, words, line) if words or line else None


class TimesForm(forms.Form):
    """When follow-ups come: any of some times, or none."""

    error_css_class = "wrong"

    moves = forms.BooleanField(
        label=_("Move each towards when I said that I was low or shaky, after earlier scenes"), required=False
    )

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["times"] = forms.TypedMultipleChoiceField(
            label=_("How long afterwards"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple,
            choices=[(str(each), moments.hours(each)) for each in OFFERED],
        )  # fmt: skip

    @staticmethod
    def again(times: Times) -> dict[str, object]:
        """Return own times as the form shows them."""
        return {"times": [str(each) for each in times.hours], "moves": times.moves}

    def clean_times(self) -> list[int]:
        """Return the chosen hours in their order."""
        chosen = sorted(set(self.cleaned_data["times"]))
        if len(chosen) > MOST:
            raise forms.ValidationError(_("Please choose eight at most."))
        return chosen

    def said(self) -> Times:
        """Return the valid form's times."""
        return Times(tuple(self.cleaned_data["times"]), self.cleaned_data["moves"])


class PreparedForm(forms.Form):
    """Words for afterwards: to myself, and for the other."""

    error_css_class = "wrong"

    to_me = Note(
        label=_("To myself"), required=False, max_length=LONGEST_WORDS,
        help_text=_("You read it at every follow-up. What would be good to hear then?"),
    )  # fmt: skip
    to_you = Note(
        label=_("For the other"), required=False, max_length=LONGEST_WORDS,
        help_text=_("Only you see it. It is sent by nobody but you: you copy it by hand, if you still want to then."),
    )  # fmt: skip

    @staticmethod
    def again(prepared: Prepared) -> dict[str, str]:
        """Return prepared words as the form shows them."""
        return {"to_me": prepared.own, "to_you": prepared.other}

    def said(self) -> Prepared:
        """Return the valid form's words."""
        return Prepared(self.cleaned_data["to_me"].strip(), self.cleaned_data["to_you"].strip())


class SheetForm(forms.Form):
    """What to tell a doctor. It is answered with a page to print, and kept nowhere."""

    error_css_class = "wrong"

    happened = Note(
        label=_("What happened"), required=False, max_length=LONGEST_WORDS,
        help_text=_("Plain words are enough: where on the body, with what, for how long. Nobody needs the why."),
    )  # fmt: skip
    when = PlainText(label=_("When"), required=False, max_length=LONGEST)
    medicines = Note(
        label=_("Medicines, allergies, illnesses, pregnancy, alcohol and other substances"), required=False,
        max_length=LONGEST_WORDS,
    )  # fmt: skip
    concerns = Note(
        label=_("What worries me, and what I want to know"), required=False, max_length=LONGEST_WORDS
    )

    def lines(self) -> tuple[tuple[str, str], ...]:
        """Return the valid form as (question, words); no words where there is room to write by hand."""
        return tuple((str(each.label), str(self.cleaned_data[each.name]).strip()) for each in self)
