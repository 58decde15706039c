"""The fields of this room: a secret that is never shown again, a name of any script, and eleven words."""

import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ownaccord.accounts.keys import BadCode, from_words
from ownaccord.accounts.lookups import plain_name
from ownaccord.lib.forms import PlainText
from ownaccord.lib.words import wordlist

LONGEST_NAME = 60
LONGEST_WORDS = 1000
LONG_NAME = _("This name is long. Please use at most 60 characters.")
LONG = _("This is longer than anything that could fit. Please check it.")
EMPTY = _("Please fill this in.")
SLIP = _("A word is wrong or missing. Please compare them one by one.")
STOP_SLIP = _("A word is wrong. Nothing is paused yet.")


class Secret(forms.CharField):
    """A passphrase or words that open an account; never shown again by the server."""

    def __init__(self, *, fresh: bool = False, **options: Any) -> None:
        complete = "new-password" if fresh else "current-password"
        widget = forms.PasswordInput(render_value=False, attrs={"autocomplete": complete, "autocapitalize": "none"})
        wrong = {"max_length": LONG, "required": EMPTY, "null_characters_not_allowed": LONG}
        super().__init__(max_length=LONGEST_WORDS, widget=widget, error_messages=wrong, **options)

    def clean(self, value: Any) -> str:
        """Return it without blanks at its ends; control characters cannot be typed everywhere, so they are refused."""
        text = str(super().clean(value) or "")
        if any(unicodedata.category(each) in ("Cc", "Cs") for each in text):
            raise ValidationError(_("It holds a character that not every keyboard can type. Please leave that out."))
        return text


class Name(PlainText):
    """The name somebody signs in with; any script."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"})
        wrong = {"max_length": LONG_NAME, "required": EMPTY}
        super().__init__(max_length=LONGEST_NAME, widget=widget, error_messages=wrong, **options)

    def clean(self, value: Any) -> str:
        """Return the name; one that has no letter or sign left in its plain form is none."""
        text = super().clean(value)
        if text and not plain_name(text):
            raise ValidationError(EMPTY)
        return text


class Words(forms.CharField):
    """Eleven words of a one-time or stop code, as typed or dictated; kept on the page after a slip."""

    def __init__(self, *, slip: Any = SLIP, **options: Any) -> None:
        self.slip = slip
        attrs = {"rows": 3, "autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        widget = forms.Textarea(attrs={**attrs, "data-words": ""})
        wrong = {"max_length": slip, "required": slip}
        super().__init__(max_length=400, widget=widget, error_messages=wrong, **options)

    def clean(self, value: Any) -> Any:
        """Return the words if they are well-formed."""
        text = super().clean(value)
        if not text and not self.required:
            return text
        try:
            from_words(text, wordlist())
        except BadCode:
            raise ValidationError(self.slip) from None
        return text


def secret_of(words: str) -> bytes:
    """Return the secret of well-formed words."""
    return from_words(words, wordlist())
