"""What somebody says in a thread. Nothing is sent that was not typed, and what was typed is kept."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ownaccord.core.thread import LONGEST
from ownaccord.core.turns import Move
from ownaccord.lib.forms import ToldLines

PRESS = _("Press one of the buttons below.")
WITH_WORDS = frozenset({Move.SAY, Move.ASK, Move.HEARD, Move.CLEARER})


class SayForm(forms.Form):
    """Some words and what they are for."""

    error_css_class = "wrong"

    words = ToldLines(
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
