"""How somebody is afterwards, for themselves: any of four words or none, and a line of their own or none."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ownaccord.lib.forms import PlainText
from ownaccord.scenes.after_memory import Said
from ownaccord.scenes.words import NOW

LONGEST = 300


class AfterForm(forms.Form):
    """Nothing has to be said, and nothing is preselected."""

    error_css_class = "wrong"

    now = forms.MultipleChoiceField(
        label=_("How am I now?"), choices=list(NOW.items()), required=False, widget=forms.CheckboxSelectMultiple
    )
    line = PlainText(label=_("A first line, for later"), required=False, max_length=LONGEST)

    def said(self, at: int) -> Said | None:
        """Return what the valid form says; None when it says nothing."""
        words, line = tuple(self.cleaned_data["now"]), self.cleaned_data["line"]
        return Said(at, words, line) if words or line else None
