"""What somebody chooses about a deck. Nothing is preselected, and what was chosen is kept."""

from collections.abc import Set
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ownaccord.catalogue import load
from ownaccord.catalogue.decks import FEWEST, in_turn, load_decks
from ownaccord.consent import choices
from ownaccord.core.deck import Line
from ownaccord.core.interest import Answer, Interest
from ownaccord.core.position import DAY, Side
from ownaccord.reveal import queries

HOUR = 3600
CHOSEN = "chosen"
DAYS = {
    "2": _("In two days"),
    "3": _("In three days"),
    "7": _("In a week"),
    "14": _("In two weeks"),
    "30": _("In 30 days"),
}


class Hinted(str):
    """The name of a deck with its sentence beside it, as parts/choices.html shows it."""

    hint: str


def _hinted(name: str, hint: str) -> Hinted:
    words = Hinted(name)
    words.hint = hint
    return words


class ProposeForm(forms.Form):
    """A starter deck or chosen categories, and when it opens."""

    error_css_class = "wrong"

    deck = forms.ChoiceField(
        label=_("Which deck"), widget=forms.RadioSelect, error_messages={"required": _("Choose a deck.")}
    )
    categories = forms.MultipleChoiceField(
        label=_("Which categories"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Only for a deck of chosen categories."),
    )  # fmt: skip
    days = forms.TypedChoiceField(
        label=_("When it opens, for both"), choices=list(DAYS.items()), coerce=int, widget=forms.RadioSelect,
        error_messages={"required": _("Choose when it opens.")},
        help_text=_("Each of you answers and seals before that. It takes about two more visits of each of you."),
    )  # fmt: skip

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        deck: Any = self.fields["deck"]
        names = [(each.slug, _hinted(each.name, each.sentence)) for each in load_decks()]
        own = _hinted(str(_("Chosen categories")), str(_("One item of each category after the other, at most forty.")))
        deck.choices = [*names, (CHOSEN, own)]
        categories: Any = self.fields["categories"]
        every = load()
        categories.choices = [(each.slug, each.name) for each in every.categories if in_turn(every, [each.slug], set())]

    def opens_at(self, now: int) -> int:
        """Return the full hour at which it opens; unix seconds."""
        return -(-(now + int(self.cleaned_data["days"]) * DAY) // HOUR) * HOUR

    def lines(self, book: Any, other: str, now: int, besides: Set[str] = frozenset()) -> tuple[Line, ...]:
        """Return what is dealt, besides these items; without a line the form says why."""
        wanted, at = self.cleaned_data["deck"], self.opens_at(now)
        if wanted == CHOSEN:
            found = queries.of_categories(book, other, self.cleaned_data["categories"], at, besides)
            if len(found) < FEWEST:
                self.add_error("categories", _("That is too few for a deck. Choose more categories."))
                return ()
            return found
        found = next(each.lines for each in queries.decks(book, other, at, besides) if each.deck.slug == wanted)
        if not found:
            self.add_error("deck", _("Most of this deck rests for now."))
        return found


class LineForm(forms.Form):
    """What somebody feels about the sides of one item that a deck asks about: chosen is what they said, or nothing."""

    error_css_class = "wrong"

    def __init__(self, line: Line, before: Answer, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.before, self.asked = before, line.shape.sides
        for side in self.asked:
            said = before.sides.get(side)
            self.fields[f"side_{side}"] = forms.ChoiceField(
                label=choices.SIDES[side.value], choices=list(choices.INTERESTS.items()), required=False,
                widget=forms.RadioSelect, initial=said.value if said else None,
            )  # fmt: skip

    def answer(self) -> Answer:
        """Return the answer with these sides; what was said about anything else stays."""
        said = {side: self.cleaned_data[f"side_{side}"] for side in self.asked}
        sides: dict[Side, Interest] = {side: each for side, each in self.before.sides.items() if side not in said}
        sides |= {side: Interest(words) for side, words in said.items() if words}
        return Answer(self.before.item, sides, self.before.past, self.before.note)
