"""How somebody is, on five scales that can each be left out, and where their own line lies. Nothing is preselected."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ownaccord.core.measure import FIRST, Scale
from ownaccord.journal import scales

NOT_SAID = ("", _("Not said"))


def scale_field(scale: Scale) -> forms.ChoiceField:
    """Return the question about one scale: its five words, and leaving it out."""
    words = [(str(place), word) for place, word in enumerate(scales.ANSWERS[scale])]
    field = forms.ChoiceField(choices=[*words, NOT_SAID], required=False, widget=forms.RadioSelect)
    field.label = str(scales.NAMES[scale])
    return field


class MeasureForm(forms.Form):
    """Five scales, each with five words."""

    error_css_class = "wrong"

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        for scale in Scale:
            self.fields[scale.value] = scale_field(scale)

    def said(self) -> dict[Scale, int]:
        """Return what the valid form says."""
        return {scale: int(said) for scale in Scale if (said := self.cleaned_data[scale.value])}


class LineForm(forms.Form):
    """The own line: a word of the first scale, or none."""

    drawn = forms.ChoiceField(
        label=_("My line"), required=False, widget=forms.RadioSelect,
        choices=[("", _("No line")), *((str(n), word) for n, word in enumerate(scales.ANSWERS[FIRST]) if n)],
    )  # fmt: skip

    def line_drawn(self) -> int | None:
        """Return the place of the line, None for no line."""
        said = self.cleaned_data["drawn"]
        return int(said) if said else None
