"""What somebody writes for themselves. No question has to be answered, no word is refused, nothing is preselected."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from ownaccord.core.entry import Entry
from ownaccord.journal.sheets import Ask, Question, Sheet
from ownaccord.journal.sought import LONGEST
from ownaccord.lib.forms import Note, PlainText


class Hinted(str):
    """The name of a choice, with one plain line on it."""

    hint: str

    def __new__(cls, name: str, hint: str) -> "Hinted":
        """Return the name; `hint` is what the page says below it."""
        made = super().__new__(cls, name)
        made.hint = hint
        return made


class Some(forms.MultipleChoiceField):
    """Any of what is offered, or none: low where each choice has a line of its own, otherwise side by side."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, asked: Question) -> None:
        offered = [(each, Hinted(str(words), str(asked.hints.get(each, "")))) for each, words in asked.table.items()]
        super().__init__(choices=offered)
        self.look = "choices low" if asked.hints else "chips"


class SheetForm(forms.Form):
    """The questions of one sheet. `seen`: the version of the entry that is changed, 0 for a new one."""

    error_css_class = "wrong"

    seen = forms.IntegerField(required=False, min_value=0, max_value=2**53, widget=forms.HiddenInput)

    def __init__(self, sheet: Sheet, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        for each in sheet.questions:
            self.fields[each.name] = _field(each)

    @staticmethod
    def again(entry: Entry) -> dict[str, Any]:
        """Return an entry as the form shows it."""
        return {**entry.content, "seen": entry.version}

    def clean(self) -> dict[str, Any]:
        """Ask that something be written: an entry with nothing in it says nothing to whoever finds it later."""
        data = super().clean() or self.cleaned_data
        if not self.errors and not self.said():
            raise forms.ValidationError(_("Nothing is written yet."))
        return data

    def said(self) -> dict[str, Any]:
        """Return what was written, by question."""
        return {name: value for name, value in self.cleaned_data.items() if value and name != "seen"}

    @property
    def version(self) -> int:
        """The version that was looked at, in the valid form."""
        return int(self.cleaned_data["seen"] or 0)

    def was_overtaken(self, sent: QueryDict, version: int) -> None:
        """Say that another page or device wrote meanwhile; sent once more, what was typed replaces this version."""
        self.add_error(None, _("It was changed meanwhile, on another page or device. That version is shown below."))
        self.data = sent.copy()
        self.data["seen"] = str(version)


def _field(asked: Question) -> forms.Field:
    field: forms.Field
    if asked.ask is Ask.TEXT:
        field = Note(max_length=asked.longest)
        field.widget.attrs["rows"] = asked.rows
    elif asked.ask is Ask.SOME:
        field = Some(asked)
    else:
        field = forms.ChoiceField(choices=[("", asked.nothing), *asked.table.items()])
    field.required, field.label, field.help_text = False, str(asked.label), str(asked.help)
    return field


class SoughtForm(forms.Form):
    """Words to look for in one's own entries."""

    error_css_class = "wrong"

    words = PlainText(
        label=_("Words"), required=False, max_length=LONGEST,
        # A spelling check or a keyboard's memory can send or keep what is typed.
        widget=forms.TextInput(attrs={"spellcheck": "false", "autocapitalize": "off", "enterkeyhint": "search"}),
        help_text=_("What you type stays out of the address and out of the history."),
    )  # fmt: skip
