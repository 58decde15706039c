"""What a person's own vault remembers about consent: wishes, cards read, own positions, what was in force, history.

Every key of the vault that this room uses is made here (docs/develop/spec/vault-store.md lists them).
"""

from collections.abc import Iterable, Mapping, Set
from contextlib import suppress
from typing import Any

from ownaccord.accounts.keys import VaultBook, pad, unpad
from ownaccord.core.definition import Definition, as_list, from_list
from ownaccord.core.errors import Malformed
from ownaccord.core.in_force import Arrangement
from ownaccord.core.ledger import Quarantine, Stage
from ownaccord.core.news import lost, recalled, snapshot
from ownaccord.core.plain import listed, terms_as_list, terms_from_list
from ownaccord.core.position import Key, Side, checked_key, edition_as_plain, edition_from_plain, is_number, is_slug
from ownaccord.core.statement import FLOOR, LONGEST_WAIT_HOURS, State
from ownaccord.core.statement import decode as decode_state
from ownaccord.core.statement import encode as encode_state
from ownaccord.core.terms import LATEST, Terms
from ownaccord.core.wish import WaitWish, Wish

MOST_ITEMS = 60
UNREAD = (Malformed, ValueError, TypeError)
"""What cannot be read in one's own vault is as if it were not there, where that permits nothing."""


def wishes(book: VaultBook, space: str) -> tuple[Wish, ...]:
    """Return this person's wishes in this space; one that cannot be read is none."""
    found = []
    for key, value in book.under(f"wish/{space}/").items():
        with suppress(*UNREAD):
            _wish, _space, item, side = key.split("/")
            terms, since, edition = listed(value)
            made = Wish(item, Side(side), terms_from_list(terms), since, edition_from_plain(edition))
            if is_slug(item) and is_number(since, LATEST):
                found.append(made)
    return tuple(found)


def wish(book: VaultBook, space: str, item: str, side: Side) -> Wish | None:
    """Return the wish on (item, side), if there is one."""
    return next((each for each in wishes(book, space) if each.key == (item, side)), None)


def keep_wish(book: VaultBook, space: str, kept: Wish) -> None:
    """Keep a wish in place of an earlier one on the same (item, side)."""
    value = [terms_as_list(kept.terms), kept.since, edition_as_plain(kept.edition)]
    book.put(f"wish/{space}/{kept.item}/{kept.side}", value)


def drop_wish(book: VaultBook, space: str, item: str, side: Side) -> None:
    """Forget the wish on (item, side)."""
    book.drop(f"wish/{space}/{item}/{side}")


def drop_wishes(book: VaultBook, space: str, item: str) -> None:
    """Forget every wish on an item."""
    for each in (each for each in wishes(book, space) if each.item == item):
        drop_wish(book, space, item, each.side)


def wait_wish(book: VaultBook, space: str) -> WaitWish | None:
    """Return the wish for a shorter waiting time, if there is one."""
    match book.get(f"space/{space}/wait-wish"):
        case [hours, since] if is_number(hours, LONGEST_WAIT_HOURS) and is_number(since, LATEST):
            return WaitWish(hours, since)
    return None


def keep_wait_wish(book: VaultBook, space: str, kept: WaitWish | None) -> None:
    """Keep, or with None forget, the wish for a shorter waiting time."""
    if kept is None:
        book.drop(f"space/{space}/wait-wish")
    else:
        book.put(f"space/{space}/wait-wish", [kept.hours, kept.since])


def edition_read(book: VaultBook, item: str) -> int:
    """Return which edition of the item's card this person has read; 0 for none."""
    with suppress(Malformed):
        return edition_from_plain(book.get(f"card/{item}", 0))
    return 0


def read_card(book: VaultBook, item: str, edition: int) -> None:
    """Remember that this edition of the card was read."""
    book.put(f"card/{item}", edition_as_plain(edition))


def items_seen(book: VaultBook, space: str) -> tuple[Definition, ...]:
    """Return the own items that this person has met in this space, as last seen; also those that were taken back."""
    found = []
    for value in listed_or_none(book.get(f"space/{space}/items")):
        with suppress(Malformed):
            found.append(from_list(value))
    return tuple(found)


def keep_items_seen(book: VaultBook, space: str, now: Iterable[Definition]) -> None:
    """Remember the own items of this space, the newest last, so that what is gone still has its name."""
    latest = {each.slug: each for each in now}
    if latest:
        before = [each for each in items_seen(book, space) if each.slug not in latest]
        book.put(f"space/{space}/items", [as_list(each) for each in (*before, *latest.values())][-MOST_ITEMS:])


def own_items(book: VaultBook) -> tuple[Definition, ...]:
    """Return the own items that this person wrote; one that cannot be read is none."""
    found = []
    for key, value in book.under("own-item/").items():
        with suppress(Malformed, TypeError):
            found.append(from_list([key.removeprefix("own-item/"), *value]))
    return tuple(sorted(found, key=lambda each: (each.name.casefold(), each.slug)))


def keep_own_item(book: VaultBook, definition: Definition) -> None:
    """Keep an own item, in place of its earlier form."""
    book.put(f"own-item/{definition.slug}", as_list(definition)[1:])


def own_limits(book: VaultBook) -> tuple[tuple[str, str, str], ...]:
    """Return what must never happen, in this person's own words: slug, name, sentence."""
    found = []
    for key, value in book.under("own-limit/").items():
        match value:
            case [str(name), str(sentence)]:
                found.append((key.removeprefix("own-limit/"), name, sentence))
    return tuple(found)


def keep_own_limit(book: VaultBook, slug: str, name: str, sentence: str) -> None:
    """Keep what must never happen."""
    book.put(f"own-limit/{slug}", [name, sentence])


def drop_own(book: VaultBook, slug: str) -> None:
    """Forget an own item or a limit in own words."""
    book.drop(f"own-item/{slug}")
    book.drop(f"own-limit/{slug}")


def is_open(book: VaultBook, category: str) -> bool:
    """Return whether this person has opened a hidden category."""
    return bool(book.get(f"shelf/{category}", False))


def open_category(book: VaultBook, category: str) -> None:
    """Remember that a hidden category is open for this person."""
    book.put(f"shelf/{category}", True)


def close_category(book: VaultBook, category: str) -> None:
    """Close a hidden category again."""
    book.drop(f"shelf/{category}")


def cards_seen(book: VaultBook, space: str) -> frozenset[tuple[str, int]]:
    """Return which changed cards, by item and edition, this person said they have seen in this space."""
    found = set()
    for line in listed_or_none(book.get(f"space/{space}/cards-seen")):
        with suppress(*UNREAD):
            item, edition = listed(line)
            found.add((str(item), edition_from_plain(edition)))
    return frozenset(found)


def keep_cards_seen(book: VaultBook, space: str, marks: Any) -> None:
    """Remember these changed cards as seen, in place of earlier ones."""
    book.put(f"space/{space}/cards-seen", marks)


def seen(book: VaultBook, space: str) -> tuple[Arrangement, ...]:
    """Return what was in force when this person last looked and said so."""
    with suppress(Malformed):
        return recalled(book.get(f"space/{space}/seen", []))
    return ()


def keep_seen(book: VaultBook, space: str, arrangements: Iterable[Arrangement]) -> None:
    """Remember what is in force now as seen."""
    book.put(f"space/{space}/seen", snapshot(arrangements))


def refresh_seen(book: VaultBook, space: str, arrangements: Iterable[Arrangement], touched: Set[str]) -> None:
    """Take what is new into what was seen; what is gone stays in it until its owner says so, but not what they changed.

    So the next look can tell what is no longer available, and nobody is told of their own change.
    """
    current = tuple(arrangements)
    old = seen(book, space)
    missing = lost(old, current) - touched
    kept = [each for each in old if each.item in missing]
    book.put(f"space/{space}/seen", snapshot((*current, *kept)))


def force(book: VaultBook, space: str) -> tuple[Arrangement, ...]:
    """Return what was in force when this person last wrote or unlocked, outside their own pauses."""
    with suppress(Malformed):
        return recalled(book.get(f"space/{space}/force", []))
    return ()


def keep_force(book: VaultBook, space: str, arrangements: Iterable[Arrangement]) -> None:
    """Remember what is in force now: what may come back after a pause or a new start."""
    book.put(f"space/{space}/force", snapshot(arrangements))


def before(book: VaultBook, space: str) -> tuple[tuple[Arrangement, ...], dict[Key, Terms]]:
    """Return what was in force, and the own positions, as remembered from before a pause or a quarantine."""
    kept = book.get(f"space/{space}/before", [[], []])
    with suppress(*UNREAD):
        arrangements, positions = listed(kept)
        return recalled(arrangements), _positions(positions)
    return (), {}


def keep_before(book: VaultBook, space: str, arrangements: Iterable[Arrangement], state: State) -> None:
    """Remember what was in force and the own positions, unless something is remembered already."""
    if f"space/{space}/before" not in book:
        own = [[e.item, str(e.side), terms_as_list(e.terms)] for e in state.entries]
        book.put(f"space/{space}/before", [snapshot(arrangements), own])


def forget_before(book: VaultBook, space: str) -> None:
    """Forget what was remembered from before a pause."""
    book.drop(f"space/{space}/before")


def decided_by(space: str) -> tuple[str, ...]:
    """Return where in the vault lies what the next own statement in this space depends on."""
    names = ("mine", "wait-wish", "before", "entered", "ended")
    parts = ("wish", "cooling", "spent", "debriefed")
    return (*(f"{part}/{space}/" for part in parts), *(f"space/{space}/{name}" for name in names))


def mine(book: VaultBook, space: str) -> State | None:
    """Return the own statement as last written: what reaffirming starts from."""
    kept = book.get(f"space/{space}/mine")
    with suppress(Malformed):
        return decode_state(pad(kept, FLOOR)) if isinstance(kept, bytes) else None
    return None


def keep_mine(book: VaultBook, space: str, state: State) -> None:
    """Remember the own statement as it is written now."""
    book.put(f"space/{space}/mine", unpad(encode_state(state)))


def heads(book: VaultBook, space: str, epoch: int) -> dict[str, tuple[int, bytes]]:
    """Return the newest records of each author that this person has verified in this epoch.

    Quarantine when they cannot be read: to have seen nothing would be to believe more.
    """
    if f"space/{space}/heads" not in book:
        return {}
    match book.get(f"space/{space}/heads"):
        case [int(of), dict(every)]:
            return {str(author): _head(head) for author, head in every.items() if of == epoch}
    raise Quarantine(Stage.WITNESS)


def _head(kept: Any) -> tuple[int, bytes]:
    match kept:
        case [int(seq), bytes(digest)]:
            return seq, digest
    raise Quarantine(Stage.WITNESS)


def heads_epoch(book: VaultBook, space: str) -> int:
    """Return the epoch of the newest records that are remembered; 0 for none."""
    kept = listed_or_none(book.get(f"space/{space}/heads"))
    return int(kept[0]) if kept and is_number(kept[0], LATEST) else 0


def keep_heads(book: VaultBook, space: str, epoch: int, verified: Mapping[str, tuple[int, bytes]], latest: int) -> None:
    """Remember the newest verified records, and the latest time seen in them."""
    book.put(f"space/{space}/heads", [epoch, {author: [seq, digest] for author, (seq, digest) in verified.items()}])
    book.put(f"space/{space}/latest", max(latest, latest_time(book, space)))


def entered(book: VaultBook, space: str) -> int:
    """Return the newest epoch in which this person has stated again what they allow; none when it cannot be read."""
    kept = book.get(f"space/{space}/entered", 1)
    return int(kept) if is_number(kept, LATEST) else 0


def latest_time(book: VaultBook, space: str) -> int:
    """Return the latest time that this vault has seen in this space; a clock set back revives nothing.

    What cannot be read is as late as can be: nothing is in force until its owner reaffirms, which clears it.
    """
    kept = book.get(f"space/{space}/latest", 0)
    return int(kept) if is_number(kept, LATEST) else LATEST


def known_wait(book: VaultBook, space: str) -> int:
    """Return the waiting time of the space, in hours, when everybody's statement was last seen; unread, the longest."""
    kept = book.get(f"space/{space}/wait", 0)
    return int(kept) if is_number(kept, LONGEST_WAIT_HOURS) else LONGEST_WAIT_HOURS


def keep_wait(book: VaultBook, space: str, hours: int) -> None:
    """Remember the waiting time that holds while everybody has stated something."""
    book.put(f"space/{space}/wait", hours)


def forget_time(book: VaultBook, space: str) -> None:
    """Forget the latest time: a wrong date in it is cleared by reaffirming."""
    book.drop(f"space/{space}/latest")


def paused_scopes(book: VaultBook) -> frozenset[str]:
    """Return the scopes that this person has paused, as copied from their plain rows; the empty one is everything."""
    return frozenset(key.removeprefix("pause/") for key in book.under("pause/"))


def keep_pause(book: VaultBook, scope: str) -> None:
    """Remember a pause."""
    book.put(f"pause/{scope}", True)


def drop_pause(book: VaultBook, scope: str) -> None:
    """Forget a pause that was lifted."""
    book.drop(f"pause/{scope}")


def forget_space(book: VaultBook, space: str) -> None:
    """Forget everything about permissions in a space that has ended; names and history stay with their owner."""
    names = ("seen", "force", "before", "mine", "heads", "latest", "wait", "wait-wish", "entered", "older", "mutual")
    for key in (*(f"space/{space}/{name}" for name in (*names, "cards-seen")), *book.under(f"wish/{space}/")):
        book.drop(key)
    book.put(f"space/{space}/ended", True)


def has_ended(book: VaultBook, space: str) -> bool:
    """Return whether this person ended the space themselves, whatever the database says now."""
    return bool(book.get(f"space/{space}/ended", False))


def _positions(lines: Any) -> dict[Key, Terms]:
    return {checked_key(item, Side(side)): terms_from_list(terms) for item, side, terms in map(listed, listed(lines))}


def listed_or_none(kept: Any) -> list[Any]:
    """Return what is kept as a list; what is no list holds nothing."""
    return kept if isinstance(kept, list) else []
