"""What a person types about consent; every form keeps what was typed and says kindly what to change."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ownaccord.catalogue import denylist
from ownaccord.consent import choices, own_items
from ownaccord.consent.search import ANY, LONGEST, Search
from ownaccord.core.definition import LONGEST_NAME, Definition
from ownaccord.core.position import Shape
from ownaccord.core.terms import MAX_WORDS, Context, Level, Terms
from ownaccord.lib.forms import PlainText

DAY = 86400
TRIAL_DAYS = 30
OWN_WORDS = 120


def _pairs(table: Mapping[Any, str | Promise]) -> list[tuple[str, str | Promise]]:
    return [(str(key), words) for key, words in table.items()]


_OWN = {"own_condition": "if", "own_limit": "never"}
_ABOVE_TALK = ("contexts", "intensity", "minutes", "conditions", *_OWN, "areas_out", "signals", "review_days")


class PositionForm(forms.Form):
    """One person's level and terms on one side of one item. Nothing is preselected but the review date."""

    error_css_class = "wrong"

    level = forms.TypedChoiceField(
        label=_("My position"), choices=_pairs(choices.LEVELS), coerce=int, widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the four. Nothing was changed.")},
    )  # fmt: skip
    contexts = forms.MultipleChoiceField(
        label=_("Where it is welcome"), choices=_pairs(choices.CONTEXTS), required=False,
        widget=forms.CheckboxSelectMultiple, help_text=_("Needed for Trial and Yes: choose at least one."),
    )  # fmt: skip
    intensity = forms.TypedChoiceField(
        label=_("At most how strong"), choices=[("", _("No limit of strength set")), *_pairs(choices.INTENSITIES)],
        coerce=int, empty_value=None, required=False,
    )  # fmt: skip
    minutes = forms.IntegerField(
        label=_("At most how many minutes"), required=False, min_value=1, max_value=1440,
        help_text=_("Leave it empty for no limit of time."),
    )  # fmt: skip
    conditions = forms.MultipleChoiceField(
        label=_("Only if"), choices=_pairs(choices.CONDITIONS), required=False, widget=forms.CheckboxSelectMultiple
    )
    own_condition = PlainText(
        label=_("Only if, in my own words"), required=False, max_length=OWN_WORDS,
        help_text=_("One line. The others in this space can read it."),
    )  # fmt: skip
    own_limit = PlainText(
        label=_("What must never happen, in my own words"), required=False, max_length=OWN_WORDS,
        help_text=_("One line. The others in this space can read it. You may write anything here."),
    )  # fmt: skip
    areas_out = forms.MultipleChoiceField(
        label=_("Body areas that are out"), choices=_pairs(choices.AREAS), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    signals = forms.MultipleChoiceField(
        label=_("Signals to practise first"), choices=_pairs(choices.SIGNALS), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    review_days = forms.TypedChoiceField(
        label=_("I look at this again"), choices=_pairs(choices.REVIEWS), coerce=int, initial=90, required=False,
        empty_value="90", help_text=_("After that day it counts as not available. A trial lasts at most 30 days."),
    )  # fmt: skip

    def clean_own_condition(self) -> str:
        """Refuse what no adult can be offered; a limit about the same words is always kept."""
        text: str = self.cleaned_data["own_condition"]
        if text and denylist.refused(text):
            raise forms.ValidationError(_(
                "This cannot be asked for or offered here. If it is something that must never happen, "
                "keep it as a limit: write it in the line below."
            ))  # fmt: skip
        return text

    def clean(self) -> dict[str, Any]:
        """Say so when a Trial or a Yes is welcome nowhere. A No and Talk first hang on nothing else here."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("level", Level.YES) <= Level.TALK:
            for name in self.errors.keys() & _ABOVE_TALK:
                del self.errors[name]
        if data.get("level", 0) >= Level.TRIAL and not data.get("contexts"):
            self.add_error("contexts", _("Say where it is welcome: choose at least one place. Nothing was changed."))
        return data

    def terms(self, now: int) -> Terms:
        """Return the valid form as terms, counted from now."""
        data = self.cleaned_data
        level = Level(data["level"])
        if level <= Level.TALK:
            return Terms(level=level)
        asked = int(data["review_days"])
        days = min(asked, TRIAL_DAYS) if level is Level.TRIAL else asked
        own = {f"{kind}:{data[name]}" for name, kind in _OWN.items() if data[name]}
        return Terms(
            level=level,
            intensity=data["intensity"],
            minutes=data["minutes"],
            contexts=frozenset(Context(c) for c in data["contexts"]),
            conditions=frozenset({*data["conditions"], *own}),
            areas_out=frozenset(data["areas_out"]),
            signals=frozenset(data["signals"]),
            review_by=now + days * DAY,
            uses=1 if level is Level.TRIAL else None,
        )


def _at_most(label: Any, table: Mapping[Any, str | Promise]) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, choices=_pairs(table), coerce=int, required=False, empty_value=str(ANY))


class SearchForm(forms.Form):
    """What to look for on the shelf. Nothing has to be filled in; no word is refused, for nothing is asked for."""

    words = PlainText(
        label=_("A name or a few words"), required=False, max_length=LONGEST,
        # A spelling check or a keyboard's memory can send or keep what is typed.
        widget=forms.TextInput(attrs={"spellcheck": "false", "autocapitalize": "off", "enterkeyhint": "search"}),
        help_text=_("What you type stays out of the address and out of the history."),
    )  # fmt: skip
    body = _at_most(_("Risk to the body"), choices.BODY_AT_MOST)
    feelings = _at_most(_("Risk to feelings"), choices.FEELINGS_AT_MOST)
    law = _at_most(_("Risk for law and privacy"), choices.LAW_AT_MOST)
    which = forms.ChoiceField(label=_("Which ones"), choices=_pairs(choices.WHICH), required=False)

    @staticmethod
    def again(wanted: Search) -> dict[str, Any]:
        """Return what was looked for, for a form that shows it again."""
        return asdict(wanted)

    def search(self) -> Search:
        """Return the valid form as a search."""
        data = self.cleaned_data
        return Search(data["words"], int(data["body"]), int(data["feelings"]), int(data["law"]), data["which"])


class OwnItemForm(forms.Form):
    """An own item: what it is called, what it is, who does what, and where it could be. Nothing is preselected.

    `refused`: whether what was typed cannot be an item here; as a limit it can always be kept.
    """

    error_css_class = "wrong"
    refused = False

    name = PlainText(label=_("What it is called"), max_length=LONGEST_NAME)
    sentence = PlainText(
        label=_("What it is, in one sentence"), max_length=MAX_WORDS,
        help_text=_("“One person” is whoever gives, shows or leads, where two do different things."),
    )  # fmt: skip
    shapes = forms.MultipleChoiceField(
        label=_("Who does what"), choices=_pairs(choices.SHAPES), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one.")},
    )  # fmt: skip
    contexts = forms.MultipleChoiceField(
        label=_("Where it could be"), choices=_pairs(choices.CONTEXTS), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one.")},
    )  # fmt: skip

    def __init__(self, *args: Any, slug: str = "", **more: Any) -> None:
        super().__init__(*args, **more)
        self.slug = slug or own_items.new_slug()

    def clean(self) -> dict[str, Any]:
        """Refuse what no adult can be offered, and what would pass for a card of the catalogue."""
        data: dict[str, Any] = super().clean() or {}
        words = [data.get("name", ""), data.get("sentence", "")]
        if any(denylist.refused(text) for text in (*words, " ".join(words))):
            self.refused = True
            raise forms.ValidationError(_(
                "This cannot be an item here, for it cannot be asked for or offered. If it is something that must "
                "never happen, you can keep it as a limit: in your own words, for you alone."
            ))  # fmt: skip
        if words[0] and own_items.is_in_catalogue(words[0]):
            self.add_error("name", _("There is a card of this name already. Please call it something else."))
        return data

    def definition(self) -> Definition:
        """Return the valid form as a definition."""
        data = self.cleaned_data
        shapes = tuple(shape for shape in Shape if shape.value in data["shapes"])
        contexts = frozenset(Context(each) for each in data["contexts"])
        return Definition(self.slug, data["name"], data["sentence"], shapes, contexts)

    @staticmethod
    def again(known: Definition) -> dict[str, Any]:
        """Return an own item as it is, for a form that changes it."""
        return {
            "name": known.name, "sentence": known.sentence, "shapes": [shape.value for shape in known.shapes],
            "contexts": [each.value for each in known.contexts],
        }  # fmt: skip


class OwnLimitForm(forms.Form):
    """What must never happen, in one's own words. No word is refused."""

    name = PlainText(label=_("What it is called"), max_length=LONGEST_NAME)
    sentence = PlainText(label=_("What it is, in one sentence"), max_length=MAX_WORDS, required=False)


class WaitForm(forms.Form):
    """The waiting time of a space, in hours."""

    hours = forms.IntegerField(
        label=_("Waiting time in hours"), min_value=0, max_value=336,
        help_text=_("From 0 to 336 hours (two weeks). Longer counts at once; shorter sleeps first."),
    )  # fmt: skip
