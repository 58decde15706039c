"""The form of the position page, with its side in it, so that a form that waited locked knows what it was about."""

from typing import Any

from django import forms

from ownaccord.consent import choices
from ownaccord.consent.forms import PositionForm
from ownaccord.core.terms import Level, Terms


class StateForm(PositionForm):
    """A position with the side it is about, offering no level above the item's ceiling."""

    side = forms.CharField(required=False, max_length=8, widget=forms.HiddenInput)

    def __init__(self, *args: Any, ceiling: Level = Level.YES, **more: Any) -> None:
        super().__init__(*args, **more)
        level: Any = self.fields["level"]
        level.choices = [(str(key), words) for key, words in choices.LEVELS.items() if key <= ceiling]


def own_limits(terms: Terms) -> dict[str, Any]:
    """Return what the author's terms rule out, for a form that says it again; nothing that allows anything."""
    own = {kind: words for kind, colon, words in (text.partition(":") for text in sorted(terms.conditions)) if colon}
    return {
        "intensity": terms.intensity,
        "minutes": terms.minutes,
        "conditions": [text for text in terms.conditions if text in choices.CONDITIONS],
        "own_condition": own.get("if", ""),
        "own_limit": own.get("never", ""),
        "areas_out": sorted(terms.areas_out),
        "signals": sorted(terms.signals),
    }
