"""Words for a sentence, and a line of one's own. Only what is wished for can be refused; every other word is taken."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ownaccord.catalogue import denylist
from ownaccord.catalogue.phrases import Phrase, PhraseGroup, PhraseKind
from ownaccord.core.pocket import LONGEST
from ownaccord.lib.forms import PlainText

LONGEST_BLANK = 60
FULL = _("There is no room for another line. Take one out first; what you typed is still here.")


class BlanksForm(forms.Form):
    """A field for each blank of a phrase. None has to be filled in. `refused`: as a wish it cannot be kept."""

    error_css_class = "wrong"
    refused = False

    def __init__(self, group: PhraseGroup, phrase: Phrase, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self._group, self._phrase = group, phrase
        for blank in phrase.blanks:
            self.fields[f"fill_{blank.name}"] = PlainText(
                label=blank.ask[0].upper() + blank.ask[1:], required=False, max_length=LONGEST_BLANK,
                help_text=_("For example: %(words)s") % {"words": blank.example},
            )  # fmt: skip

    @property
    def words(self) -> str:
        """The phrase with the valid form's words in its blanks."""
        names = [blank.name for blank in self._phrase.blanks]
        return self._phrase.filled({name: self.cleaned_data[f"fill_{name}"] for name in names})

    def may_be_kept(self) -> bool:
        """Whether the valid form can be kept; if it cannot, it says why. Only a wish is ever held back."""
        self.refused = self._group.kind is PhraseKind.WISH and denylist.refused(self.words)
        if self.refused:
            self.add_error(None, _(
                "This cannot be kept as a wish, for it cannot be asked for or offered. If it is something that must "
                "never happen, it can stand under My boundaries, in your own words."
            ))  # fmt: skip
        return not self.refused


class LineForm(forms.Form):
    """One line in one's own words, for oneself."""

    error_css_class = "wrong"

    words = PlainText(
        label=_("A line in your own words"), max_length=LONGEST,
        help_text=_("As you would say it. For example: “Please ask me again when we are dressed.”"),
    )  # fmt: skip
