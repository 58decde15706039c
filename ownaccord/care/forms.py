"""The forms of calendar and mail."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ownaccord.care import zones
from ownaccord.care.memory import LONGEST_WORDS
from ownaccord.care.wording import HOURS, KINDS
from ownaccord.core.calendar import LONGEST_TITLE, Kind
from ownaccord.lib.forms import PlainText

LONG = _("This is long. Please shorten it.")
CHOOSE = _("Please choose one.")
NAMES = {Kind.REVIEW: "title_review", Kind.RECHECK: "title_recheck", Kind.FOLLOW_UP: "title_later"}


class ChoicesForm(forms.Form):
    """The zone, the hour and the titles of a calendar."""

    zone = forms.ChoiceField(
        label=_("Time zone"), help_text=_("So that an hour stays that hour when the clocks change."),
        choices=lambda: [("", _("Choose one")), *((name, name.replace("_", " ")) for name in zones.names())],
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )  # fmt: skip
    hour = forms.TypedChoiceField(
        label=_("Hour"), help_text=_("For what belongs to a day and not to an hour."), coerce=int, initial=10,
        choices=list(enumerate(HOURS)), error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for kind, label in KINDS.items():
            self.fields[NAMES[kind]] = PlainText(
                label=str(label), required=False, max_length=LONGEST_TITLE, error_messages={"max_length": LONG}
            )

    def titles(self) -> dict[str, str]:
        """Return the title of each kind; none where nothing was typed."""
        return {str(kind): self.cleaned_data[name] for kind, name in NAMES.items()}


class WordsForm(forms.Form):
    """The words of a mail."""

    words = PlainText(
        label=_("Words of a mail"), max_length=LONGEST_WORDS,
        help_text=_("This is all that stands in it. Choose words that anybody may see."),
        error_messages={"required": _("Please fill this in."), "max_length": LONG},
    )  # fmt: skip


class CodeForm(forms.Form):
    """The code that came by mail."""

    code = PlainText(
        label=_("Code"), max_length=12, help_text=_("Six digits. They came by mail."),
        error_messages={"required": _("Please fill this in."), "max_length": _("It has six digits.")},
    )  # fmt: skip

    def clean_code(self) -> str:
        """Return the digits, however they were set apart."""
        return "".join(self.cleaned_data["code"].split())
