"""Where what somebody wrote about a crossed line can lead; rooms beside this one are found by name."""

from dataclasses import dataclass

from ownaccord.accounts.requests import Unlocked
from ownaccord.care import places
from ownaccord.core.entry import Kind
from ownaccord.journal import debriefed


@dataclass(frozen=True, slots=True)
class Lead:
    """One page of a space, by what its reader calls the space."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Then:
    """Where it can lead, space by space: making something not available, and a way to talk about it."""

    cooling: tuple[Lead, ...]
    between: tuple[Lead, ...]


def of(request: Unlocked, kind: Kind) -> Then | None:
    """Return where an entry of this kind can lead; None for what is about no crossed line."""
    if kind not in (Kind.REPAIR, Kind.AMENDS):
        return None
    cooling = _leads(request, "cooling-here") if kind is Kind.REPAIR else ()
    return Then(cooling, _leads(request, "repair"))


def _leads(request: Unlocked, name: str) -> tuple[Lead, ...]:
    found = (Lead(each.name, places.address(name, {"space": each.id})) for each in debriefed.places(request))
    return tuple(each for each in found if each.url)
