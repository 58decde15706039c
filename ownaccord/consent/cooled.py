"""What a person's own vault keeps of cooling-off, and the question whether something is covered by it.

Nobody else's software knows of it: to them nothing is there, as after any withdrawal.
"""

from contextlib import suppress
from dataclasses import dataclass

from ownaccord.accounts.keys import VaultBook
from ownaccord.catalogue import Catalogue
from ownaccord.catalogue.rules import OWN_ITEMS
from ownaccord.consent import memory
from ownaccord.consent.looking import Look
from ownaccord.core import cooling as core
from ownaccord.core.cooling import CategoryOf, Cooling, Scope
from ownaccord.core.definition import is_own
from ownaccord.core.errors import Malformed, Refused


class CoolingOff(Refused):
    """Its author is cooling off on it: no wish and no still-so, until they end that."""


@dataclass(frozen=True, slots=True)
class _Categories:
    """The category of each item of a space, own items among them."""

    catalogue: Catalogue

    def __call__(self, item: str) -> str:
        """Return the category of this item; empty for one that is gone, but of an own one that may come back."""
        if is_own(item):
            return OWN_ITEMS
        found = self.catalogue.item(item)
        return found.category if found is not None else ""


def categories(look: Look) -> CategoryOf:
    """Return how an item's category is told here."""
    return _Categories(look.catalogue)


def coolings(book: VaultBook, space: str) -> tuple[Cooling, ...]:
    """Return what lasts in this space: everything first, then categories and items by name."""
    found, prefix = [], f"cooling/{space}/"
    for key, value in book.under(prefix).items():
        with suppress(Malformed):
            found.append(core.from_list(Scope.of(key.removeprefix(prefix)), value))
    return tuple(sorted(found, key=lambda each: (bool(each.scope.slug), str(each.scope))))


def of(book: VaultBook, space: str, scope: Scope) -> Cooling | None:
    """Return the cooling-off of exactly this scope, if it lasts."""
    return next((each for each in coolings(book, space) if each.scope == scope), None)


def keep(book: VaultBook, space: str, cooling: Cooling) -> None:
    """Keep a cooling-off in place of an earlier one of the same scope."""
    book.put(f"cooling/{space}/{cooling.scope}", core.as_list(cooling))


def drop(book: VaultBook, space: str, scope: Scope) -> None:
    """Forget a cooling-off that has ended."""
    book.drop(f"cooling/{space}/{scope}")


def forget(book: VaultBook, space: str) -> None:
    """Forget all of it in a space that has ended."""
    for key in book.under(f"cooling/{space}/"):
        book.drop(key)


def covering(look: Look, item: str) -> Cooling | None:
    """Return one that lasts and covers this item, None when none does."""
    return core.covering(coolings(look.book, look.space.id), item, categories(look))


def check(look: Look, item: str) -> None:
    """Pass when no cooling-off covers this item; CoolingOff otherwise."""
    if covering(look, item) is not None:
        raise CoolingOff


def drop_covered_wishes(book: VaultBook, look: Look, scope: Scope) -> None:
    """Forget the wishes that this covers; also one that another page made meanwhile."""
    for wish in memory.wishes(book, look.space.id):
        if scope.covers(wish.item, categories(look)):
            memory.drop_wish(book, look.space.id, wish.item, wish.side)
