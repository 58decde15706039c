"""What somebody says in a thread. Nothing is sent that was not typed, and what was typed is kept."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ownaccord.catalogue import Item
from ownaccord.consent import choices
from ownaccord.consent.targets import StateForm
from ownaccord.core.position import Side
from ownaccord.core.proposal import Offer
from ownaccord.core.thread import LONGEST
from ownaccord.core.turns import SOLVING, Move
from ownaccord.lib.forms import PlainText, ToldLines

PRESS = _("Press one of the buttons below.")
WITH_WORDS = frozenset({Move.SAY, Move.ASK, Move.HEARD, Move.CLEARER, *SOLVING})
A_TITLE = 80
APART = (Move.APART, Move.SHOWN, Move.SAME, Move.DIFFERS)
# These are made on pages of their own.
ELSEWHERE = (Move.PUT, Move.TRY_BACK, *APART)
TOO_LONG = _("This is longer than can be sent at once. Please say it in two parts.")
NO_WORDS = _("There are no words here yet. Nothing was sent.")


def _moves(moves: Iterable[Move]) -> forms.ChoiceField:
    return forms.ChoiceField(
        choices=[(str(move), str(move)) for move in moves], widget=forms.HiddenInput,
        error_messages={"required": PRESS, "invalid_choice": PRESS},
    )  # fmt: skip


class SayForm(forms.Form):
    """Some words and what they are for."""

    error_css_class = "wrong"

    words: forms.CharField = ToldLines(
        label=_("In your words"), required=False, max_length=LONGEST, error_messages={"max_length": TOO_LONG}
    )
    move = _moves(move for move in Move if move not in ELSEWHERE)

    def clean(self) -> dict[str, Any]:
        """Say kindly that there are no words yet, where words are what it is for."""
        found = super().clean() or {}
        if found.get("move") in WITH_WORDS and "words" in found and not found["words"]:
            self.add_error("words", NO_WORDS)
        return found

    @property
    def chosen(self) -> Move:
        """What was pressed."""
        return Move(self.cleaned_data["move"])

    @property
    def said(self) -> str:
        """What was typed, where words are what it is for."""
        return str(self.cleaned_data["words"]) if self.chosen in WITH_WORDS else ""


class WayForm(SayForm):
    """The same, where something is worked out; `seen`: its author was told what a way may touch, and sends it still."""

    seen = forms.BooleanField(required=False, widget=forms.HiddenInput)


class TitleForm(SayForm):
    """A few words that name what people see differently."""

    words = PlainText(
        label=_("What you see differently, in a few words"), max_length=A_TITLE, required=False,
        help_text=_("Name the matter and not a person: weekends away, who plans, how we say goodnight."),
    )  # fmt: skip


class FirmForm(forms.Form):
    """A few words that name what is not for compromise."""

    error_css_class = "wrong"

    line = PlainText(
        label=_("In a few words of your own"), max_length=A_TITLE,
        help_text=_("Words that would stand in a way that touches it: marks, my sister, overnight."),
        error_messages={"required": _("There are no words here yet. Nothing was kept.")},
    )  # fmt: skip


class TermsForm(StateForm):
    """Terms that somebody puts down for a side of their own, with a word or without. Nothing is preselected."""

    words = ToldLines(
        label=_("A word about it"), required=False, max_length=LONGEST, error_messages={"max_length": TOO_LONG}
    )

    def __init__(self, *args: Any, card: Item, **more: Any) -> None:
        super().__init__(*args, ceiling=card.ceiling, **more)
        sides = [(side.value, choices.SIDES[side.value]) for side in card.sides]
        self.fields["side"] = forms.ChoiceField(
            label=_("What I would do"), choices=sides, widget=forms.RadioSelect,
            error_messages={"required": _("Choose what you would do. Nothing was put down.")},
        )  # fmt: skip
        level: Any = self.fields["level"]
        level.label, level.choices = _("How far"), level.choices[1:]
        level.error_messages["required"] = _("Choose how far it would go. Nothing was put down.")
        self.fields["contexts"].label = _("Where it would be welcome")
        self.fields["review_days"].label = _("Looking at it again")
        self.fields["review_days"].help_text = _("A trial lasts at most 30 days.")

    def offer(self, now: int) -> Offer:
        """Return the valid form as an offer, counted from now."""
        return Offer(Side(self.cleaned_data["side"]), self.terms(now))


class ApartForm(forms.Form):
    """What somebody understands was agreed, in their own words; or what they say once everybody has written.

    `read` stands for the words that were on the page of whoever says that they mean the same.
    """

    error_css_class = "wrong"

    words = ToldLines(
        label=_("What I understand we agreed"), required=False, max_length=LONGEST,
        error_messages={"max_length": TOO_LONG},
        help_text=_("What each of you would do and not do, where, how far, and how anybody stops it."),
    )  # fmt: skip
    move = _moves(APART)
    read = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Say kindly that there are no words yet."""
        found = super().clean() or {}
        if found.get("move") == str(Move.APART) and "words" in found and not found["words"]:
            self.add_error("words", NO_WORDS)
        return found

    @property
    def chosen(self) -> Move:
        """What was pressed."""
        return Move(self.cleaned_data["move"])
