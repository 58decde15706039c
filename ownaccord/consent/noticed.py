"""What a person's own vault remembers so that they can notice patterns: when somebody began to talk with them about
something, and when they made something wider. Nobody else has it; docs/develop/spec/vault-store.md lists it all.

It is written with what is written anyway, never by looking, and it can be erased and switched off.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from ownaccord.accounts import vaults
from ownaccord.accounts.keys import Keyring, VaultBook
from ownaccord.consent.looking import Look
from ownaccord.core.in_force import Arrangement
from ownaccord.core.pattern import Moment, What, merged
from ownaccord.core.position import is_date, is_number
from ownaccord.core.statement import State
from ownaccord.core.terms import LATEST, Level, Terms, allows_no_more


def is_on(book: VaultBook) -> bool:
    """Return whether anything is remembered for it."""
    return _settings(book)[0]


def _settings(book: VaultBook) -> tuple[bool, int]:
    """Whether it is on, and since when: what was before then is not remembered again. Unread it is off."""
    match book.get("settings/noticing", [True, 0]):
        case [bool(on), since] if is_number(since, LATEST):
            return on, int(since)
    return False, LATEST


def moments(book: VaultBook, space: str) -> tuple[Moment, ...]:
    """Return what is remembered of a space; what cannot be read is nothing."""
    kept = book.get(f"noticed/{space}")
    return tuple(_moments(kept if isinstance(kept, list | tuple) else ()))


def _moments(kept: Iterable[object]) -> Iterable[Moment]:
    for each in kept:
        match each:
            case [int(at), ("asked" | "wider") as what, str(item), int(level)] if is_date(at) and type(level) is int:
                yield Moment(at, What(what), item, level)


def add(book: VaultBook, space: str, more: Iterable[Moment]) -> None:
    """Remember these moments as well, if it is on; the newest of them."""
    on, since = _settings(book)
    new = [each for each in more if each.at > since]
    if on and new:
        kept = merged(moments(book, space), new)
        book.put(f"noticed/{space}", [[each.at, str(each.what), each.item, each.level] for each in kept])


def note_wider(book: VaultBook, look: Look, old: State, new: State, after: Iterable[Arrangement]) -> None:
    """Remember what its owner makes wider by this statement: above Talk first, and more than a later review date."""
    keys = {entry.key: entry.terms for entry in new.entries}
    items = {item for (item, side), terms in keys.items() if _is_wider(terms, old.terms(item, side))}
    levels = in_force_levels(after)
    add(book, look.space.id, [Moment(look.clock, What.WIDER, item, levels.get(item, 0)) for item in sorted(items)])


def _is_wider(new: Terms, old: Terms) -> bool:
    bare_new, bare_old = (replace(each, review_by=None, uses=None) for each in (new, old))
    return new.level > Level.TALK and not allows_no_more(bare_new, bare_old)


def in_force_levels(arrangements: Iterable[Arrangement]) -> Mapping[str, int]:
    """Return the highest level that is in force on each item."""
    found: dict[str, int] = {}
    for each in arrangements:
        found[each.item] = max(found.get(each.item, 0), int(each.terms.level))
    return found


def erase(*, person: str, keys: Keyring, now: int) -> None:
    """Erase all of it, in every space; what was before now is not remembered again."""
    vaults.change(person, keys, lambda book: _begin_anew(book, now, on=is_on(book)))


def switch(*, person: str, keys: Keyring, now: int, on: bool) -> None:
    """Remember nothing any more and erase what there is, or begin to remember from now on."""
    vaults.change(person, keys, lambda book: _begin_anew(book, now, on=on))


def _begin_anew(book: VaultBook, now: int, *, on: bool) -> None:
    since = now
    for key in list(book.under("noticed/")):
        # A post can be of a later time than now.
        since = max([since, *(each.at for each in moments(book, key.split("/")[1]))])
        book.drop(key)
    book.put("settings/noticing", [on, since])


def forget(book: VaultBook, living: frozenset[str]) -> None:
    """Forget it of spaces that are over."""
    for key in list(book.under("noticed/")):
        if key.split("/")[1] not in living:
            book.drop(key)
