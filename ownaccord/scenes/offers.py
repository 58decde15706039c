"""What a plan can be made of: every arrangement in force at Trial or Yes, with its terms in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ownaccord.catalogue import Item
from ownaccord.consent import choices, wording
from ownaccord.consent.looking import Look
from ownaccord.core.in_force import Arrangement
from ownaccord.core.position import Side
from ownaccord.core.terms import Level
from ownaccord.scenes.draft import Sides

TWO = 2


@dataclass(frozen=True, slots=True)
class Offer:
    """One row to choose from. Among more than two people it is an item, and whose side is whose is asked.

    `mark` names it in a form; `people`: who does what; `trial`: the scene would spend it; `found`: what is in force.
    """

    mark: str
    item: str
    name: str
    url: str
    category: str
    people: tuple[str, ...]
    terms: tuple[str, ...]
    trial: bool
    found: tuple[Arrangement, ...]

    @property
    def keys(self) -> tuple[tuple[str, Sides], ...]:
        """What it stands for, by item and sides."""
        return tuple((each.item, each.sides) for each in self.found)

    @property
    def asked(self) -> dict[str, list[Side]]:
        """Whose side is still to be said, with the sides that are open to them."""
        open_sides: dict[str, list[Side]] = {}
        for each in self.found:
            for who, side in each.sides:
                if side not in open_sides.setdefault(who, []):
                    open_sides[who].append(side)
        return {who: sides for who, sides in open_sides.items() if len(sides) > 1}

    def with_sides(self, wanted: Mapping[str, Side]) -> Arrangement | None:
        """Return the arrangement in which these people have these sides; None when it is not in force."""
        fits = (each for each in self.found if all(dict(each.sides)[who] is side for who, side in wanted.items()))
        return next(fits, None)


def usable(look: Look) -> tuple[Arrangement, ...]:
    """Return what is in force above Talk first."""
    return tuple(each for each in look.arrangements if each.terms.level > Level.TALK)


def offers(look: Look, names: Mapping[str, str]) -> tuple[Offer, ...]:
    """Return every row, in the order of the catalogue."""
    by_item: dict[str, list[Arrangement]] = {}
    for each in usable(look):
        by_item.setdefault(each.item, []).append(each)
    rows: list[Offer] = []
    for item in look.catalogue.items:
        here = by_item.get(item.slug, [])
        apart = len(names) == TWO or len(here) == 1
        rows += [_offer(look, item, (one,), names) for one in here] if apart else []
        rows += [_offer(look, item, tuple(here), names)] if here and not apart else []
    return tuple(rows)


def _offer(look: Look, item: Item, found: tuple[Arrangement, ...], names: Mapping[str, str]) -> Offer:
    one = found[0] if len(found) == 1 else None
    category = look.catalogue.category(item.category)
    return Offer(
        look.addresses.mark("/".join((item.slug, *(side.value for _who, side in one.sides)) if one else (item.slug,))),
        item.slug, item.name,
        look.addresses.item(item.slug), category.name if category else "",
        people(one.sides, names) if one else (), _terms(found),
        any(each.terms.uses is not None for each in found), found,
    )  # fmt: skip


def _terms(found: tuple[Arrangement, ...]) -> tuple[str, ...]:
    first, *others = {each.terms for each in found}
    if others:
        return (_("The terms depend on whose side is whose; your draft says them."),)
    return tuple(wording.lines(first))


def people(sides: Iterable[tuple[str, Side]], names: Mapping[str, str]) -> tuple[str, ...]:
    """Return who does what, in words, in the order of their names."""
    named = sorted((names.get(who, ""), side) for who, side in sides)
    return tuple(f"{name} {choices.SIDES_OF_OTHERS[side.value]}" for name, side in named)
