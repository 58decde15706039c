"""What somebody chooses when they begin to cool off: a date that reminds, or none. Nothing has to be chosen."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ownaccord.care.words_cooling import REMIND
from ownaccord.core.position import DAY


class CoolingForm(forms.Form):
    """A date that only reminds. No date is no reason to refuse a withdrawal: what cannot be read is none."""

    days = forms.TypedChoiceField(
        label=_("Remind me"), choices=[(str(key), words) for key, words in REMIND.items()], coerce=int, required=False,
        empty_value="0", help_text=_("Only on your own pages. Nothing ends on that day."),
    )  # fmt: skip

    def remind_at(self, now: int) -> int | None:
        """Return the chosen day, counted from now; None for no date."""
        days = int(self.cleaned_data.get("days") or 0) if self.is_valid() else 0
        return now + days * DAY if days else None
