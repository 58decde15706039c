"""What somebody says while they make a plan, one page a step. Nothing is preselected, and what was typed is kept."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ownaccord.consent import choices
from ownaccord.core.confirmation import MAX_MINUTES
from ownaccord.core.in_force import Arrangement
from ownaccord.core.plan import MOST_LINES, MOST_THINGS, Agreed, Signal, Way
from ownaccord.core.position import Side
from ownaccord.core.terms import Context
from ownaccord.lib.forms import PlainText, is_one_line
from ownaccord.scenes.draft import Chosen, Ready, When, Words
from ownaccord.scenes.offers import Offer

LONGEST_SIGNAL = 60
LONGEST_MEANING = 200
LONGEST_THING = 120
NOBODY, OWN, SHARED, NONE = "nobody", "own", "shared", "none"
RHYTHMS = {
    0: _("No rhythm"), 5: _("Every 5 minutes"), 10: _("Every 10 minutes"), 15: _("Every 15 minutes"),
    20: _("Every 20 minutes"), 30: _("Every 30 minutes"), 60: _("Every hour"),
}  # fmt: skip
DEVICES = {
    OWN: _("With a device of their own"),
    SHARED: _("With the one that is shared"),
    NONE: _("With none: by words and signs"),
}
MEANINGS: Mapping[Signal, Any] = {
    Signal.GREEN: _("This is good as it is."),
    Signal.YELLOW: _("Slower, and look at each other."),
    Signal.RED: _("Everything stops. Nobody asks why."),
}


def _asked(label: Any, options: Iterable[tuple[str, Any]], required: Any, **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=list(options), widget=forms.RadioSelect, error_messages={"required": required}, **more
    )


class WhatForm(forms.Form):
    """A number for each arrangement that is in the plan: its place in the order. Without one it is not in it."""

    error_css_class = "wrong"

    def __init__(
        self, offers: Sequence[Offer], before: Iterable[Chosen], names: Mapping[str, str], *given: Any, **more: Any
    ) -> None:
        super().__init__(*given, **more)
        self.offers, self.members = offers, sorted(names)
        at = {(each.item, each.sides): place for place, each in enumerate(before, 1)}
        for offer in offers:
            place, sides = next(((at[key], key[1]) for key in offer.keys if key in at), (None, ()))
            self.fields[f"order_{offer.mark}"] = forms.IntegerField(
                label=", ".join((offer.name, *offer.people)), required=False, initial=place,
                min_value=1, max_value=MOST_LINES,
                widget=forms.NumberInput(attrs={"autocomplete": "off"}),
            )  # fmt: skip
            for who, open_sides in offer.asked.items():
                self.fields[f"side_{offer.mark}_{self.members.index(who)}"] = forms.ChoiceField(
                    label=names[who], required=False, initial=dict(sides).get(who), widget=forms.RadioSelect,
                    choices=[(side.value, choices.SIDES_OF_OTHERS[side.value]) for side in open_sides],
                )  # fmt: skip

    @property
    def rows(self) -> list[tuple[Offer, forms.BoundField, list[forms.BoundField]]]:
        """Each offer with its number, and with whose side is whose where that is asked."""
        sides = {o.mark: [self[f"side_{o.mark}_{self.members.index(who)}"] for who in o.asked] for o in self.offers}
        return [(offer, self[f"order_{offer.mark}"], sides[offer.mark]) for offer in self.offers]

    def clean(self) -> dict[str, Any]:
        """Say so when nothing was chosen, too much, or sides that are not in force together."""
        data: dict[str, Any] = super().clean() or {}
        wanted = [offer for offer in self.offers if data.get(f"order_{offer.mark}")]
        if not wanted and not self.errors:
            raise forms.ValidationError(_("Choose at least one. A number says its place in the order."))
        if len(wanted) > MOST_LINES:
            raise forms.ValidationError(_("That is more than a plan can hold: at most forty."))
        for offer in wanted:
            if self._found(offer) is None:
                self.add_error(f"order_{offer.mark}", _(
                    "With these sides it is not in force. Choose whose side is whose, or leave it out."
                ))  # fmt: skip
        return data

    def _found(self, offer: Offer) -> Arrangement | None:
        said = {who: self.cleaned_data.get(f"side_{offer.mark}_{self.members.index(who)}") for who in offer.asked}
        wanted = {who: Side(side) for who, side in said.items() if side}
        return offer.with_sides(wanted) if len(wanted) == len(said) else None

    def said(self) -> tuple[Chosen, ...]:
        """Return what was chosen, by its numbers; where two have the same, as they stand on the page."""
        wanted = [offer for offer in self.offers if self.cleaned_data[f"order_{offer.mark}"]]
        wanted.sort(key=lambda offer: int(self.cleaned_data[f"order_{offer.mark}"]))
        found = (self._found(offer) for offer in wanted)
        return tuple(Chosen(each.item, each.sides) for each in found if each is not None)


class WhenForm(forms.Form):
    """Where, how long, how often to check in, and who leads."""

    error_css_class = "wrong"

    context = _asked(_("Where"), choices.CONTEXTS.items(), _("Choose where."))
    minutes = forms.IntegerField(
        label=_("How long, in minutes"), min_value=1, max_value=MAX_MINUTES,
        error_messages={"required": _("Say how many minutes.")},
        help_text=_("Until the planned end, and without the time for afterwards. You can end at any moment before."),
    )  # fmt: skip
    check_in = _asked(
        _("Check in with each other"), [(str(n), words) for n, words in RHYTHMS.items()],
        _("Choose a rhythm, or none."),
        help_text=_("The devices say when it is time. When nobody answers, it stays there, and nothing else happens."),
    )  # fmt: skip

    def __init__(self, before: When | None, names: Mapping[str, str], *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.members = sorted(names)
        people = sorted(((str(n), names[who]) for n, who in enumerate(self.members)), key=lambda each: each[1])
        self.fields["leads"] = _asked(
            _("Who leads"), [*people, (NOBODY, _("Nobody in particular"))], _("Choose somebody, or nobody."),
            help_text=_("Who leads has no other rights here. Everybody can say red, yellow and “not this”."),
        )  # fmt: skip
        if before is not None:
            leads = str(self.members.index(before.leads)) if before.leads in names else NOBODY
            self.initial = {
                "context": before.context.value, "minutes": before.minutes, "check_in": str(before.check_in),
                "leads": leads,
            }  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Say so when the rhythm is longer than the whole."""
        data: dict[str, Any] = super().clean() or {}
        if int(data.get("check_in") or 0) > int(data.get("minutes") or MAX_MINUTES):
            self.add_error("check_in", _("That is longer than the whole. Choose a shorter rhythm, or none."))
        return data

    def said(self) -> When:
        """Return what was said."""
        data = self.cleaned_data
        leads = "" if data["leads"] == NOBODY else self.members[int(data["leads"])]
        return When(Context(data["context"]), data["minutes"], int(data["check_in"]), leads)


def _signal(label: Any, help: Any = "") -> PlainText:
    return PlainText(label=label, help_text=help, required=False, max_length=LONGEST_SIGNAL)


def _meaning(signal: Signal, label: Any) -> PlainText:
    return PlainText(
        label=label, max_length=LONGEST_MEANING, initial=MEANINGS[signal],
        error_messages={"required": _("Say in a few words what it means for you.")},
    )  # fmt: skip


class WordsForm(forms.Form):
    """Safewords and safe signs, what each signal means, and the languages in which a word could mean something else."""

    error_css_class = "wrong"

    red_means = _meaning(Signal.RED, _("What red means for us"))
    red_word = _signal(_("A word for red"), _("One that nobody says by chance, short, and easy to hear."))
    red_sign = _signal(_("A sign for red"), _("One that works without a voice and with tied hands: dropping something "
                                              "that is held, three short hums, tapping twice."))  # fmt: skip
    red_word_2 = _signal(_("Another word for red"))
    red_sign_2 = _signal(_("Another sign for red"))
    yellow_means = _meaning(Signal.YELLOW, _("What yellow means for us"))
    yellow_word = _signal(_("A word for yellow"))
    yellow_sign = _signal(_("A sign for yellow"))
    yellow_word_2 = _signal(_("Another word for yellow"))
    yellow_sign_2 = _signal(_("Another sign for yellow"))
    green_means = _meaning(Signal.GREEN, _("What green means for us"))
    green_word = _signal(_("A word for green"))
    green_sign = _signal(_("A sign for green"))
    green_word_2 = _signal(_("Another word for green"))
    green_sign_2 = _signal(_("Another sign for green"))

    def __init__(
        self, before: Words | None, spoken: Mapping[str, str | Promise], silent: bool, *given: Any, **more: Any
    ) -> None:
        super().__init__(*given, **more)
        self.silent = silent
        if spoken:
            self.fields["languages"] = forms.MultipleChoiceField(
                label=_("Languages that you speak with each other"), choices=list(spoken.items()), required=False,
                widget=forms.CheckboxSelectMultiple,
                help_text=_("Only to look whether a word sounds like another one, or means something else there."),
            )  # fmt: skip
        if before is not None:
            green, yellow, red = before.meanings
            self.initial = {
                "green_means": green, "yellow_means": yellow, "red_means": red, "languages": list(before.languages),
                **_typed(before.agreed),
            }  # fmt: skip

    def of(self, signal: str) -> tuple[list[forms.BoundField], list[forms.BoundField]]:
        """Return the questions about one signal: those that stand open, and those for one more word and sign."""
        first = [self[f"{signal}_{what}"] for what in ("means", "word", "sign")]
        return first, [self[f"{signal}_{what}"] for what in ("word_2", "sign_2")]

    @property
    def parts(self) -> list[tuple[str, list[forms.BoundField], list[forms.BoundField], bool]]:
        """Each signal with its questions; whether those for one more are open."""
        found = [(str(signal), *self.of(signal)) for signal in (Signal.RED, Signal.YELLOW, Signal.GREEN)]
        return [
            (signal, first, more, any(each.value() or each.errors for each in more)) for signal, first, more in found
        ]

    def clean(self) -> dict[str, Any]:
        """Say so when there is nothing for red, no sign where one is needed, or one word for two things."""
        data: dict[str, Any] = super().clean() or {}
        red = [each for each in self._agreed() if each.signal is Signal.RED]
        if not red and not {"red_word", "red_sign"} & set(self.errors):
            self.add_error("red_word", _("Agree on a word or a sign for red: without one nothing can begin."))
        elif self.silent and not any(each.way is Way.SIGN for each in red) and "red_sign" not in self.errors:
            self.add_error("red_sign", _(
                "Some of what you chose limits speech, hearing or hands. Agree on a sign for red that works then."
            ))  # fmt: skip
        seen: set[str] = set()
        for name in FIELDS:
            text = str(data.get(name) or "").casefold()
            if text and text in seen:
                self.add_error(name, _("This stands here twice. One word, or sign, means one thing."))
            seen.add(text)
        return data

    def _agreed(self) -> tuple[Agreed, ...]:
        data = self.cleaned_data
        return tuple(Agreed(signal, way, data[name]) for name, (signal, way) in FIELDS.items() if data.get(name))

    def said(self) -> Words:
        """Return what was agreed."""
        data = self.cleaned_data
        meanings = (data["green_means"], data["yellow_means"], data["red_means"])
        return Words(self._agreed(), meanings, tuple(data.get("languages", ())))


FIELDS: Mapping[str, tuple[Signal, Way]] = {
    f"{signal}_{way}{number}": (signal, way)
    for signal in (Signal.RED, Signal.YELLOW, Signal.GREEN) for way in Way for number in ("", "_2")
}  # fmt: skip


def _typed(agreed: Iterable[Agreed]) -> dict[str, str]:
    """What was agreed, each in a field of its kind; there are two of each."""
    found: dict[str, str] = {}
    for each in agreed:
        name = f"{each.signal}_{each.way}"
        found.setdefault(name if name not in found else f"{name}_2", each.text)
    return found


class Lines(forms.CharField):
    """Some lines of a person's own words, each one thing; blank ones and what stands there twice are left out."""

    widget = forms.Textarea

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Return attributes that keep it out of the browser's own memory of forms."""
        return {"autocomplete": "off", "spellcheck": "false", "rows": 6, **super().widget_attrs(widget)}

    def clean(self, value: Any) -> tuple[str, ...]:
        """Return the lines in NFC, or say kindly what cannot be kept."""
        text = unicodedata.normalize("NFC", str(super().clean(value) or ""))
        lines = tuple(dict.fromkeys(each for line in text.split("\n") if (each := line.strip())))
        if len(lines) > MOST_THINGS or any(len(line) > LONGEST_THING for line in lines):
            raise forms.ValidationError(_("At most twenty things, each of at most 120 characters."))
        if not all(is_one_line(line) for line in lines):
            raise forms.ValidationError(_("Some characters in it cannot be kept. Please type them again."))
        return lines


class ReadyForm(forms.Form):
    """With which device each carries their signals, and what lies ready."""

    error_css_class = "wrong"

    def __init__(
        self, before: Ready | None, suggested: Iterable[str], names: Mapping[str, str], *given: Any, **more: Any
    ) -> None:
        super().__init__(*given, **more)
        self.members = sorted(names)
        for number, who in enumerate(self.members):
            self.fields[f"carry_{number}"] = _asked(
                names[who], DEVICES.items(), _("Choose one of the three."), initial=_device(before, who)
            )
        things = before.things if before is not None else tuple(suggested)
        self.fields["things"] = Lines(
            label=_("What lies ready"), required=False, initial="\n".join(things),
            max_length=(LONGEST_THING + 1) * MOST_THINGS, help_text=_("One thing a line. Change it as you like."),
        )  # fmt: skip

    @property
    def devices(self) -> list[forms.BoundField]:
        """The question about each person, in the order of their names."""
        return sorted((self[f"carry_{n}"] for n in range(len(self.members))), key=lambda field: str(field.label))

    def clean(self) -> dict[str, Any]:
        """Say so when nobody carries anything, or one person would share a device alone."""
        data: dict[str, Any] = super().clean() or {}
        said = [data.get(f"carry_{number}") for number in range(len(self.members))]
        if None not in said and not self._carrying():
            self.add_error("carry_0", _("At least one device carries signals, so that a red reaches everybody."))
        if None not in said and said.count(SHARED) == 1:
            self.add_error(f"carry_{said.index(SHARED)}", _("A device is shared by two or more."))
        return data

    def _carrying(self) -> tuple[tuple[str, ...], ...]:
        said = {who: self.cleaned_data.get(f"carry_{number}") for number, who in enumerate(self.members)}
        own = [(who,) for who in self.members if said[who] == OWN]
        shared = tuple(who for who in self.members if said[who] == SHARED)
        return (*own, *([shared] if shared else []))

    def said(self) -> Ready:
        """Return what was said."""
        return Ready(self._carrying(), self.cleaned_data["things"])


def _device(before: Ready | None, who: str) -> str | None:
    if before is None:
        return None
    people = next((each for each in before.carrying if who in each), ())
    return OWN if len(people) == 1 else SHARED if people else NONE


class PutForm(forms.Form):
    """Names the plan that was looked at when it was put on the table."""

    plan = forms.CharField(widget=forms.HiddenInput, max_length=64)
