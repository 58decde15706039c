"""What somebody answers to a conversation card, and what of it they show. No word is refused."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ownaccord.lib.forms import Note, ToldLines
from ownaccord.profile.cards import Place
from ownaccord.profile.memory import LONGEST_ANSWER


class CardAnswerForm(forms.Form):
    """An answer to one card, for oneself. Empty it is no answer."""

    error_css_class = "wrong"

    text = Note(
        label=_("Your answer"), required=False, max_length=LONGEST_ANSWER,
        help_text=_("Only you can read it."),
    )  # fmt: skip


class ShowAnswerForm(forms.Form):
    """The words that others will read, and in which space. No space is preselected."""

    error_css_class = "wrong"

    text = ToldLines(
        label=_("What the others will read"), max_length=LONGEST_ANSWER,
        help_text=_("You can change the words here. Your own answer stays as it is."),
    )  # fmt: skip

    def __init__(self, places: Iterable[Place], *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["space"] = forms.ChoiceField(
            label=_("Where"), choices=[(each.id, each.name) for each in places], widget=forms.RadioSelect,
            error_messages={"required": _("Choose where it is shown.")},
        )  # fmt: skip
