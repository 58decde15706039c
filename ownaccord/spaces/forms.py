"""What a person types about a space: names only, and the words of an invitation."""

import secrets
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ownaccord.accounts.keys import BadCode, from_words
from ownaccord.lib.forms import PlainText
from ownaccord.lib.words import wordlist

LONGEST_NAME = 40
LONGEST_LABEL = 60


class OwnNameField(PlainText):
    """The name a person goes by in one space."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("The name you go by here"), max_length=LONGEST_NAME,
            help_text=_("The people in this space see it. It does not have to be the name you sign in with."), **kwargs,
        )  # fmt: skip


class LabelField(PlainText):
    """What a person calls a space for themselves."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("What you call this space"), max_length=LONGEST_LABEL,
            help_text=_("Only you see it. It stands at the top of its pages, so choose something quiet."), **kwargs,
        )  # fmt: skip


class NewSpaceForm(forms.Form):
    """A space for two. `once` makes a second press of the same button make nothing."""

    label = LabelField()
    own_name = OwnNameField()
    once = forms.RegexField(r"\A[0-9a-f]{32}\Z", widget=forms.HiddenInput, initial=lambda: secrets.token_hex(16))


class InviteForm(forms.Form):
    """What somebody whose vault was lost has to say again before they can invite."""

    label = LabelField()
    own_name = OwnNameField()


class WordsForm(forms.Form):
    """The eleven words of an invitation; a slip is said at once."""

    words = forms.CharField(
        label=_("The eleven words"), max_length=400,
        widget=forms.Textarea(
            attrs={"rows": 3, "autocomplete": "off", "autocapitalize": "none", "spellcheck": "false", "data-words": ""}
        ),
        help_text=_("Type them with blanks between them. Upper or lower case does not matter."),
    )  # fmt: skip

    def clean_words(self) -> bytes:
        """Return the 16 bytes that the words stand for."""
        try:
            return from_words(self.cleaned_data["words"], wordlist())
        except BadCode:
            raise forms.ValidationError(
                _("A word is wrong, missing, or in another place. Nothing has happened yet; compare them once more.")
            ) from None


class JoinForm(forms.Form):
    """What somebody says who takes a seat. `about` ties the page to its invitation."""

    own_name = OwnNameField()
    label = LabelField()
    about = forms.CharField(max_length=16, widget=forms.HiddenInput)
