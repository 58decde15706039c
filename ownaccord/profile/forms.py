"""What somebody says about themselves, for themselves. Nothing has to be filled in, and no word is refused."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ownaccord.catalogue import Item
from ownaccord.consent import choices
from ownaccord.core.interest import LONGEST_NOTE, Answer, Interest, Past
from ownaccord.core.position import Side
from ownaccord.lib.forms import Note, PlainText
from ownaccord.profile import words
from ownaccord.profile.cards import Lines, Place
from ownaccord.profile.memory import Asking
from ownaccord.profile.parts import Kind, Part, Question


class AnswerForm(forms.Form):
    """One choice for each side of an item, what was tried or wanted, and a private note. Nothing is preselected."""

    error_css_class = "wrong"

    def __init__(self, item: Item, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.item = item
        for side in item.sides:
            self.fields[f"side_{side}"] = forms.ChoiceField(
                label=choices.SIDES[side.value], choices=list(choices.INTERESTS.items()), required=False,
                widget=forms.RadioSelect,
            )  # fmt: skip
        self.fields["past"] = forms.MultipleChoiceField(
            label=_("And"), choices=list(words.PAST.items()), required=False, widget=forms.CheckboxSelectMultiple
        )
        self.fields["note"] = Note(
            label=_("A note to myself"), required=False, max_length=LONGEST_NOTE,
            help_text=_("Only you can read it."),
        )  # fmt: skip

    def sides(self) -> list[forms.BoundField]:
        """Return the questions about each side."""
        return [self[f"side_{side}"] for side in self.item.sides]

    @staticmethod
    def again(said: Answer) -> dict[str, Any]:
        """Return an answer as the form shows it."""
        sides = {f"side_{side}": each.value for side, each in said.sides.items()}
        return {**sides, "past": sorted(each.value for each in said.past), "note": said.note}

    def answer(self) -> Answer:
        """Return the valid form as an answer."""
        data = self.cleaned_data
        sides = {Side(side): data[f"side_{side}"] for side in self.item.sides}
        said = {side: Interest(each) for side, each in sides.items() if each}
        return Answer(self.item.slug, said, frozenset(Past(each) for each in data["past"]), data["note"])


class AskingForm(forms.Form):
    """Whether a category is worth asking about: three buttons of one weight."""

    asking = forms.ChoiceField(choices=list(words.ASKING.items()), widget=forms.HiddenInput)

    def said(self) -> Asking:
        """Return the valid form's answer."""
        return Asking(self.cleaned_data["asking"])


LONGEST_LINE = 200
_NONE = [("", _("Not said"))]


class PartForm(forms.Form):
    """The questions of one part. None has to be answered."""

    error_css_class = "wrong"

    def __init__(self, part: Part, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        for each in part.questions:
            self.fields[each.name] = _field(each)

    def said(self) -> dict[str, Any]:
        """Return the valid form's answers."""
        return dict(self.cleaned_data)


class ShowForm(forms.Form):
    """Which lines of a part are shown, and to which space. Nothing is preselected."""

    error_css_class = "wrong"

    def __init__(self, places: Iterable[Place], lines: Lines, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self._lines = lines
        self.fields["lines"] = forms.MultipleChoiceField(
            label=_("Which of it"), choices=[(asked, said) for asked, said in lines],
            widget=forms.CheckboxSelectMultiple, error_messages={"required": _("Choose at least one line.")},
        )  # fmt: skip
        self.fields["space"] = forms.ChoiceField(
            label=_("Where"), choices=[(each.id, each.name) for each in places], widget=forms.RadioSelect,
            error_messages={"required": _("Choose where it is shown.")},
        )  # fmt: skip

    def chosen(self) -> Lines:
        """Return the chosen lines of the valid form, in their order."""
        wanted = self.cleaned_data["lines"]
        return tuple((asked, said) for asked, said in self._lines if asked in wanted)


def _field(asked: Question) -> forms.Field:
    field: forms.Field
    pairs = list(asked.table.items())
    if asked.kind is Kind.LINE:
        field = PlainText(max_length=LONGEST_LINE)
    elif asked.kind is Kind.TEXT:
        field = Note(max_length=LONGEST_NOTE)
    elif asked.kind is Kind.SOME:
        field = forms.MultipleChoiceField(choices=pairs, widget=forms.CheckboxSelectMultiple)
    else:
        field = forms.ChoiceField(choices=[*pairs, *_NONE], widget=forms.RadioSelect)
    field.required, field.label, field.help_text = False, str(asked.label), str(asked.help)
    return field
