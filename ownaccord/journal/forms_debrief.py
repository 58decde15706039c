"""The form of a debrief. Nothing has to be filled in, nothing is preselected, and no word is refused."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ownaccord.core.interest import LONGEST_NOTE
from ownaccord.core.measure import FIRST
from ownaccord.journal.debrief import MOST, Debrief, said_in
from ownaccord.journal.forms_measure import NOT_SAID, scale_field
from ownaccord.journal.questions import QUESTIONS, Kind, Question
from ownaccord.journal.wheel import WHEEL
from ownaccord.lib.forms import Note, PlainText

LONGEST_LINE = 200
NOTICED = "noticed"


@dataclass(frozen=True, slots=True, repr=False)
class Tells:
    """Early signs that somebody knows of themselves: stored words, and words of their own."""

    signs: tuple[str, ...] = ()
    own: str = ""


@dataclass(frozen=True, slots=True)
class PetalField:
    """One word of the inner ring with those around it, as boxes to tick."""

    label: str | Promise
    inner: forms.boundfield.BoundWidget
    ring: tuple[forms.boundfield.BoundWidget, ...]


NO_TELLS = Tells()


class DebriefForm(forms.Form):
    """What it was about, of what is offered here, how its author is, and every question."""

    error_css_class = "wrong"

    def __init__(self, offered: Iterable[tuple[str, str]], *given: Any, tells: Tells = NO_TELLS, **more: Any) -> None:
        super().__init__(*given, **more)
        pairs = list(offered)
        if pairs:
            self.fields["items"] = forms.MultipleChoiceField(
                label=_("What it was about"), choices=pairs, required=False, widget=forms.CheckboxSelectMultiple
            )
        for each in QUESTIONS:
            self.fields[each.name] = _field(each, tells)
        self.fields["mood"] = scale_field(FIRST)

    def petals(self) -> list[PetalField]:
        """Return the wheel, word by word."""
        ticks = {str(each.data["value"]): each for each in self["feelings"].subwidgets}
        return [
            PetalField(petal.label, ticks[petal.name], tuple(ticks[word] for word in petal.ring)) for petal in WHEEL
        ]

    def debrief(self, space: str) -> Debrief:
        """Return what the valid form says."""
        mood = self.cleaned_data["mood"]
        items = tuple(self.cleaned_data.get("items") or ())[:MOST]
        return Debrief(space, items, int(mood) if mood else None, said_in(self.cleaned_data))


def again(kept: Debrief) -> dict[str, Any]:
    """Return a debrief as the form shows it."""
    said = {name: list(words) if isinstance(words, tuple) else words for name, words in kept.said.items()}
    return {**said, "items": list(kept.items), "mood": "" if kept.mood is None else str(kept.mood)}


def _field(asked: Question, tells: Tells) -> forms.Field:
    field: forms.Field
    pairs, help_text = list(asked.table.items()), str(asked.help)
    if asked.name == NOTICED:
        # What somebody knows of themselves stands first; none of it is chosen.
        pairs.sort(key=lambda pair: pair[0] not in tells.signs)
        help_text = _("You once wrote: %(signs)s") % {"signs": tells.own} if tells.own else ""
    if asked.kind is Kind.LINE:
        field = PlainText(max_length=LONGEST_LINE)
    elif asked.kind is Kind.TEXT:
        field = Note(max_length=LONGEST_NOTE)
    elif asked.kind is Kind.ONE:
        field = forms.ChoiceField(choices=[*pairs, NOT_SAID], widget=forms.RadioSelect)
    else:
        field = forms.MultipleChoiceField(choices=pairs, widget=forms.CheckboxSelectMultiple)
    field.required, field.label, field.help_text = False, str(asked.label), help_text
    return field
