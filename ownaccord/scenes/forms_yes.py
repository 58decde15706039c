"""What somebody says before a scene: that what has to hold does hold, each apart, and yes for now.

Nothing is preselected, nothing of it is stored, and what does not hold is told to nobody: it is *not today*.
"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ownaccord.scenes.table import Table

HOLDS, NOT = "holds", "not"
SAYS = [(HOLDS, _("Yes")), (NOT, _("Not today"))]


class YesForm(forms.Form):
    """One question for each condition; without a witness also one for each line of the plan.

    Where there are words at hand to show, `at_hand` asks whether to: it is off, and to leave it so is an answer.
    """

    error_css_class = "wrong"

    def __init__(
        self, here: Table, conditions: tuple[str, ...], knows: bool, offers: bool, *given: Any, **more: Any
    ) -> None:
        super().__init__(*given, **more)
        digest = here.plan.digest.hex() if here.plan else ""
        self.fields["plan"] = forms.CharField(widget=forms.HiddenInput, initial=digest, max_length=64)
        for number, words in enumerate(conditions):
            self.fields[f"holds_{number}"] = _asked(words)
        for number, line in enumerate(here.plan.lines if here.plan and not knows else ()):
            item = here.look.catalogue.item(line.item)
            self.fields[f"line_{number}"] = _asked(item.name if item else line.item)
        if offers:
            self.fields["at_hand"] = forms.BooleanField(
                required=False, label=_("Show my words at hand on this device while the scene runs, also locked")
            )

    @property
    def asked(self) -> list[forms.BoundField]:
        """The questions that are seen."""
        return [field for field in self if field.name not in ("plan", "at_hand")]


def _asked(words: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=words, choices=SAYS, widget=forms.RadioSelect,
        error_messages={"required": _("Say yes or not today. Nobody sees which of these it is.")},
    )  # fmt: skip
