"""What somebody marked as not for compromise: items, and a few words of their own. Nobody else has it.

Nothing that it names is listed as something to work out. A way that its owner is about to put down is compared with it,
and with every limit that somebody told here, so that they see it before anybody else does.
"""

from collections.abc import Iterator

from ownaccord.accounts import vaults
from ownaccord.accounts.keys import Keyring, VaultBook
from ownaccord.catalogue import load
from ownaccord.consent import memory
from ownaccord.consent.looking import Look
from ownaccord.consent.own_items import name
from ownaccord.core.errors import Refused
from ownaccord.core.touching import touched

KEY = "firm"
MOST = 60
"""How many items, and how many lines, somebody can mark."""


def items(book: VaultBook) -> tuple[str, ...]:
    """Return the items that this person marked, as they were marked."""
    return _kept(book)[0]


def lines(book: VaultBook) -> tuple[str, ...]:
    """Return the words of their own that they marked."""
    return _kept(book)[1]


def _kept(book: VaultBook) -> tuple[tuple[str, ...], tuple[str, ...]]:
    match book.get(KEY):
        case [[*slugs], [*words]]:
            return tuple(map(str, slugs))[:MOST], tuple(map(str, words))[:MOST]
    return (), ()


def is_firm(book: VaultBook, item: str) -> bool:
    """Return whether this item is not for compromise for its reader."""
    return item in items(book)


def names(book: VaultBook) -> tuple[tuple[str, str], ...]:
    """Return every marked item with its name, also of one that is gone."""
    seen = tuple(each for space in _spaces(book) for each in memory.items_seen(book, space))
    return tuple((slug, name(load(), (*seen, *memory.own_items(book)), slug)) for slug in items(book))


def _spaces(book: VaultBook) -> list[str]:
    return [key.split("/")[1] for key in book.under("space/") if key.endswith("/items")]


def touched_by(look: Look, text: str) -> tuple[str, ...]:
    """Return what a text may touch of what its author marked, of their own limits, and of limits told here."""
    return touched(text, dict.fromkeys(_protected(look)))


def _protected(look: Look) -> Iterator[str]:
    yield from (called for _slug, called in names(look.book))
    yield from lines(look.book)
    yield from (called for _slug, called, _sentence in memory.own_limits(look.book))
    for state in look.states.values():
        for slug, _side in sorted(state.told):
            item = look.catalogue.item(slug)
            yield from [item.name] if item is not None else []


def mark_item(*, person: str, keys: Keyring, item: str, firm: bool) -> None:
    """Mark an item as not for compromise, or not any more. Refused while as many are marked as there is room for."""
    vaults.change(person, keys, lambda book: _change(book, 0, item, firm=firm))


def mark_line(*, person: str, keys: Keyring, line: str, firm: bool) -> None:
    """The same, for words of one's own."""
    vaults.change(person, keys, lambda book: _change(book, 1, line, firm=firm))


def _change(book: VaultBook, which: int, what: str, *, firm: bool) -> None:
    kept = [list(each) for each in _kept(book)]
    kept[which] = [each for each in kept[which] if each != what] + ([what] if firm else [])
    if len(kept[which]) > MOST:
        # None of them goes unseen to make room for this one.
        raise Refused("full")
    if any(kept):
        book.put(KEY, kept)
    else:
        book.drop(KEY)
