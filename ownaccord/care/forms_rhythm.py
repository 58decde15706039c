"""Forms of the rhythm and of a recheck-in. Nothing is preselected; all but the choice of a rhythm can stay empty."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ownaccord.care.words_rhythm import CADENCES, FORMS, QUESTIONS
from ownaccord.core.rhythm import FEWEST_DAYS, MOST_DAYS, Cadence, Form, Rhythm
from ownaccord.lib.forms import ToldLines
from ownaccord.spaces.together import LONGEST

A_PAGE = 400


class RhythmForm(forms.Form):
    """How often, and in which form."""

    error_css_class = "wrong"

    cadence = forms.ChoiceField(label=_("How often?"), choices=list(CADENCES.items()), widget=forms.RadioSelect)
    every = forms.IntegerField(
        label=_("So many days, for the last choice"), min_value=FEWEST_DAYS, max_value=MOST_DAYS, required=False
    )
    form = forms.ChoiceField(label=_("How much?"), choices=list(FORMS.items()), widget=forms.RadioSelect)

    def clean(self) -> dict[str, Any]:
        """Every so many days needs the days."""
        said = super().clean() or {}
        if said.get("cadence") == Cadence.OWN and not said.get("every") and "every" not in self.errors:
            self.add_error("every", _("Say how many days, from 1 to 365."))
        return said

    def said(self) -> Rhythm:
        """Return what the valid form says."""
        cadence = Cadence(self.cleaned_data["cadence"])
        days = self.cleaned_data["every"] if cadence is Cadence.OWN else 0
        return Rhythm(cadence, Form(self.cleaned_data["form"]), days)


class DateForm(forms.Form):
    """A date of one's own, or none."""

    error_css_class = "wrong"

    on = forms.DateField(
        label=_("A date of my own"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
        help_text=_("Only you see it. Left empty, the rhythm that you chose goes on."),
    )  # fmt: skip

    def __init__(self, data: Any = None, today: date | None = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.today = today

    def clean_on(self) -> date | None:
        """A day that is still to come, within two years."""
        day: date | None = self.cleaned_data["on"]
        if day is not None and self.today is not None and not 0 <= (day - self.today).days <= 2 * MOST_DAYS:
            raise forms.ValidationError(_("Choose a day from today on, within two years."))
        return day


class QuestionForm(forms.Form):
    """One question, answered in one's own words or not at all."""

    error_css_class = "wrong"

    said = ToldLines(required=False, max_length=A_PAGE)

    def __init__(self, question: str, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["said"].label = str(QUESTIONS[question].label)


class PutForm(forms.Form):
    """Which of one's own texts all may read, none of them chosen beforehand, and anything else."""

    error_css_class = "wrong"

    parts = forms.MultipleChoiceField(label=_("Of what you wrote"), required=False, widget=forms.CheckboxSelectMultiple)
    more = ToldLines(label=_("Or something else"), required=False, max_length=LONGEST)

    def __init__(self, offered: Mapping[str, str], data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.offered = offered
        if offered:
            self.fields["parts"].choices = list(offered.items())  # type: ignore[attr-defined]
        else:
            del self.fields["parts"]
            self.fields["more"].label = _("In your own words")

    def clean(self) -> dict[str, Any]:
        """Something has to be there to be read, and not too much of it."""
        said = super().clean() or {}
        if not self.errors and not 0 < len(self.text()) <= LONGEST:
            self.add_error("more", _("Write something, or choose something, of at most 3,000 characters in all."))
        return said

    @staticmethod
    def chosen_before(offered: Mapping[str, str], text: str) -> dict[str, Any]:
        """Return a text that such a form gave as its first values: what was chosen, and the rest, nothing twice."""
        parts = []
        for part, words in offered.items():
            if words and (text == words or text.startswith(f"{words}\n\n")):
                parts.append(part)
                text = text[len(words) :].removeprefix("\n\n")
        return {"parts": parts, "more": text}

    def text(self) -> str:
        """Return what all are to read."""
        chosen = [words for part, words in self.offered.items() if part in self.cleaned_data.get("parts", ())]
        more = self.cleaned_data.get("more", "")
        return "\n\n".join([*chosen, *([more] if more else [])])
