"""What a person types about a space: names only, and the words of an invitation."""

import secrets
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ownaccord.accounts.keys import BadCode, from_words
from ownaccord.lib.forms import PlainText
from ownaccord.lib.words import wordlist

LONGEST_NAME = 40
FEWEST, MOST = 3, 8
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


class SeatForm(forms.Form):
    """What somebody says who takes a seat of a list. `about` ties the page to its invitation and its list."""

    label = LabelField()
    about = forms.CharField(max_length=16, widget=forms.HiddenInput)


class JoinForm(SeatForm):
    """What somebody says who takes the seat in a space for two: also the name they go by."""

    own_name = OwnNameField()
    field_order = ("own_name", "label", "about")


class NameField(PlainText):
    """The name of one other person on a list."""

    def __init__(self, number: int, **kwargs: Any) -> None:
        label = _("Person %(number)d") % {"number": number + 1}
        super().__init__(label=label, max_length=LONGEST_NAME, required=False, **kwargs)


class ListForm(forms.Form):
    """The names of a space for three to eight, its maker's own first; every name once. `names` is the list."""

    own_name = OwnNameField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, MOST):
            self.fields[f"name_{number}"] = NameField(number)

    def clean(self) -> dict[str, Any]:
        """Return what was said, with the list; too many people, too few and one name for two are said kindly."""
        said = super().clean() or {}
        if any(name.startswith("name_") and name not in self.fields and value for name, value in self.data.items()):
            raise forms.ValidationError(_("A space is for eight people at most."))
        given = [said.get("own_name", ""), *(said.get(f"name_{number}", "") for number in range(1, MOST))]
        listed = tuple((number, name) for number, name in enumerate(given) if name)
        if not self.errors and len(listed) < FEWEST:
            raise forms.ValidationError(_("Name at least two others. For two there is the simpler way."))
        if len({name.casefold() for _number, name in listed}) < len(listed):
            raise forms.ValidationError(_("Two people have the same name here. Give each a name of their own."))
        return {**said, "listed": listed}


class MoreSpaceForm(ListForm):
    """A space for three to eight. `once` makes a second press of the same button make nothing."""

    label = LabelField()
    once = forms.RegexField(r"\A[0-9a-f]{32}\Z", widget=forms.HiddenInput, initial=lambda: secrets.token_hex(16))
    field_order = ("label", "own_name")
