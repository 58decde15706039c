"""What somebody says in a thread. Nothing is sent that was not typed, and what was typed is kept."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ownaccord.core.thread import LONGEST
from ownaccord.core.turns import SOLVING, Move
from ownaccord.lib.forms import PlainText, ToldLines

PRESS = _("Press one of the buttons below.")
WITH_WORDS = frozenset({Move.SAY, Move.ASK, Move.HEARD, Move.CLEARER, *SOLVING})
A_TITLE = 80


class SayForm(forms.Form):
    """Some words and what they are for."""

    error_css_class = "wrong"

    words: forms.CharField = ToldLines(
        label=_("In your words"), required=False, max_length=LONGEST,
        error_messages={"max_length": _("This is longer than can be sent at once. Please say it in two parts.")},
    )  # fmt: skip
    move = forms.ChoiceField(
        choices=[(str(move), str(move)) for move in Move], widget=forms.HiddenInput,
        error_messages={"required": PRESS, "invalid_choice": PRESS},
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Say kindly that there are no words yet, where words are what it is for."""
        found = super().clean() or {}
        if found.get("move") in WITH_WORDS and "words" in found and not found["words"]:
            self.add_error("words", _("There are no words here yet. Nothing was sent."))
        return found

    @property
    def chosen(self) -> Move:
        """What was pressed."""
        return Move(self.cleaned_data["move"])

    @property
    def said(self) -> str:
        """What was typed, where words are what it is for."""
        return str(self.cleaned_data["words"]) if self.chosen in WITH_WORDS else ""


class WayForm(SayForm):
    """The same, where something is worked out; `seen`: its author was told what a way may touch, and sends it still."""

    seen = forms.BooleanField(required=False, widget=forms.HiddenInput)


class TitleForm(SayForm):
    """A few words that name what people see differently."""

    words = PlainText(
        label=_("What you see differently, in a few words"), max_length=A_TITLE, required=False,
        help_text=_("Name the matter and not a person: weekends away, who plans, how we say goodnight."),
    )  # fmt: skip


class FirmForm(forms.Form):
    """A few words that name what is not for compromise."""

    error_css_class = "wrong"

    line = PlainText(
        label=_("In a few words of your own"), max_length=A_TITLE,
        help_text=_("Words that would stand in a way that touches it: marks, my sister, overnight."),
        error_messages={"required": _("There are no words here yet. Nothing was kept.")},
    )  # fmt: skip
