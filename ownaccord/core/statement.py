"""A statement: everything one person says to the others in a space right now, and its one canonical form in bytes.

Format: docs/develop/spec/statement.md. Whatever does not decode is refused as a whole, and a refused statement permits
nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import pairwise
from typing import Any

from ownaccord.core import confirmation
from ownaccord.core.confirmation import Confirmation, check_keys, keys_as_list, keys_from_list
from ownaccord.core.definition import MOST_OF_ONE_AUTHOR, Definition
from ownaccord.core.definition import as_list as definition_as_list
from ownaccord.core.definition import from_list as definition_from_list
from ownaccord.core.errors import Malformed
from ownaccord.core.plain import listed, terms_as_list, terms_from_list
from ownaccord.core.position import (
    MAX_EDITION,
    Entry,
    Key,
    Side,
    checked_key,
    edition_as_plain,
    edition_from_plain,
    is_bytes,
    is_number,
    is_slug,
    one_use_less,
)
from ownaccord.core.terms import LATEST, NOTHING, Terms, lapsed
from ownaccord.vault.canonical import encode as encode_canonical
from ownaccord.vault.canonical import scanned
from ownaccord.vault.errors import Unreadable
from ownaccord.vault.sealing import pad, unpad

VERSION = 1
WITH_OWN_ITEMS = 2
WITH_SCENE = 3
FLOOR = 8192
LONGEST = 2**20
SALT = 32
MARK = 16
DEFAULT_WAIT_HOURS = 12
LONGEST_WAIT_HOURS = 336


class Asks(StrEnum):
    """What a proposal asks the others for."""

    TALK = "talk"
    TERMS = "terms"


@dataclass(frozen=True, slots=True)
class Proposal:
    """Asking the others to talk about an item, or to state terms on it; changes nothing. ``id`` is 16 random bytes."""

    id: bytes
    item: str
    asks: Asks

    def __post_init__(self) -> None:
        if not is_bytes(self.id, MARK) or not is_slug(self.item) or type(self.asks) is not Asks:
            raise Malformed("proposal")


@dataclass(frozen=True, slots=True)
class State:
    """One person's statement in one space. ``at``: unix seconds; ``salt``: 32 random bytes, new with every write.
    Raises ``Malformed``.

    ``entries`` are sorted by (item, side), one for each, none stated after ``at``; a No is no entry. ``told`` are the
    limits that the person chose to tell. ``declined`` are the ids of the others' proposals that were declined.
    ``items`` are the own items that the person brought into the space, at most 20, sorted by slug. ``scene``: their
    newest confirmation, until its ratchet is over; ``unused``: (item, side) of which one use is still held back by an
    earlier confirmation whose scene did not start, sorted; ``held_back``: those of both.
    """

    at: int
    salt: bytes
    entries: tuple[Entry, ...] = ()
    told: frozenset[Key] = frozenset()
    paused: bool = False
    wait_hours: int = DEFAULT_WAIT_HOURS
    proposals: tuple[Proposal, ...] = ()
    declined: tuple[bytes, ...] = ()
    items: tuple[Definition, ...] = ()
    scene: Confirmation | None = None
    unused: tuple[Key, ...] = ()
    held_back: frozenset[Key] = field(init=False, repr=False, compare=False)
    _by_key: Mapping[Key, Entry] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not is_number(self.at, LATEST) or not is_bytes(self.salt, SALT):
            raise Malformed("time or salt")
        if not is_truth_value(self.paused) or not is_number(self.wait_hours, LONGEST_WAIT_HOURS):
            raise Malformed("pause or wait")
        _check_increasing([entry.key for entry in self.entries])
        _check_increasing([proposal.id for proposal in self.proposals])
        _check_increasing(list(self.declined))
        _check_increasing([definition.slug for definition in self.items])
        if len(self.items) > MOST_OF_ONE_AUTHOR:
            raise Malformed("too many own items")
        if not all(is_bytes(mark, MARK) for mark in self.declined):
            raise Malformed("declined")
        if any(entry.stated_at > self.at for entry in self.entries):
            raise Malformed("stated later than written")
        self._check_scene()
        told = {checked_key(item, side) for item, side in self.told}
        if any(entry.key in told for entry in self.entries):
            raise Malformed("a told limit has no position")
        # Frozen, so that it never differs from `entries`; every reading asks for every side of every item.
        held = self.scene.held if self.scene is not None else ()
        object.__setattr__(self, "held_back", frozenset((*held, *self.unused)))
        object.__setattr__(self, "_by_key", {entry.key: entry for entry in self.entries})

    def __repr__(self) -> str:
        return "<State>"

    def _check_scene(self) -> None:
        check_keys(self.unused)
        if self.scene is not None and (self.scene.latest > self.at or set(self.scene.held) & set(self.unused)):
            raise Malformed("scene")

    def entry(self, item: str, side: Side) -> Entry | None:
        """The position on (item, side), or None."""
        return self._by_key.get((item, side))

    def terms(self, item: str, side: Side) -> Terms:
        """The terms as written, NOTHING when there is no position. What they count for is ``position.as_of``."""
        entry = self.entry(item, side)
        return NOTHING if entry is None else entry.terms

    def free(self, item: str, side: Side) -> Entry | None:
        """The position without a use that is held back: what it is outside of that scene, None when nothing is left."""
        entry = self.entry(item, side)
        return entry if entry is None or entry.key not in self.held_back else one_use_less(entry)


def is_truth_value(value: object) -> bool:
    """True for True and False, and not for 1 and 0."""
    return type(value) is bool


def _check_increasing(values: list[Any]) -> None:
    if any(not a < b for a, b in pairwise(values)):
        raise Malformed("order")


def new_state(at: int, salt: bytes) -> State:
    """A statement that says nothing yet: everything at No, no pause, the default waiting time."""
    return State(at=at, salt=salt)


def rewritten(state: State, at: int, salt: bytes) -> State:
    """The same statement for the next record: its own time and new random bytes, without what has lapsed by then."""
    return replace(state, at=at, salt=salt, entries=tuple(e for e in state.entries if not lapsed(e.terms, at)))


def with_entry(state: State, entry: Entry) -> State:
    """The statement with this position in place of any other, or of a told limit, on the same (item, side)."""
    others = [other for other in state.entries if other.key != entry.key]
    return replace(state, entries=tuple(sorted([*others, entry], key=_key)), told=state.told - {entry.key})


def with_terms(state: State, item: str, side: Side, terms: Terms, now: int, edition: int) -> State:
    """The statement with these terms on (item, side); terms that allow nothing leave no position behind."""
    if terms == NOTHING:
        return without(state, item, side)
    return with_entry(state, Entry(item, side, terms, now, edition))


def without(state: State, item: str, side: Side) -> State:
    """The statement without a position on (item, side): an untold No. A told limit stays told."""
    return replace(state, entries=tuple(entry for entry in state.entries if entry.key != (item, side)))


def without_items(state: State, items: Iterable[str] | None) -> State:
    """The statement without any position on these items; ``None`` means on all."""
    gone = None if items is None else frozenset(items)
    return replace(
        state, entries=tuple(entry for entry in state.entries if gone is not None and entry.item not in gone)
    )


def without_item(state: State, item: str) -> State:
    """The statement that no longer mentions an item at all: no position, and no told limit."""
    return replace(without_items(state, [item]), told=frozenset(key for key in state.told if key[0] != item))


def with_told(state: State, item: str, side: Side) -> State:
    """The statement with a limit told on (item, side), and no position there."""
    return replace(without(state, item, side), told=state.told | {checked_key(item, side)})


def without_told(state: State, item: str, side: Side) -> State:
    """The statement without telling this limit. It allows nothing new: there is no position there."""
    return replace(state, told=state.told - {(item, side)})


def with_edition(state: State, item: str, edition: int) -> State:
    """The statement after its author has read this edition of the item's card; terms and dates stay as they are."""
    return replace(state, entries=tuple(replace(e, edition=edition) if e.item == item else e for e in state.entries))


def with_pause(state: State) -> State:
    """The statement with its author's pause on it."""
    return replace(state, paused=True)


def with_wait(state: State, hours: int) -> State:
    """The statement with another waiting time, 0..336 hours. Shortening is a loosening: ``ledger.may_write`` asks for a
    second act.
    """
    return replace(state, wait_hours=hours)


def with_proposal(state: State, proposal: Proposal) -> State:
    """The statement with one more proposal."""
    others = [other for other in state.proposals if other.id != proposal.id]
    return replace(state, proposals=tuple(sorted([*others, proposal], key=lambda each: each.id)))


def without_proposal(state: State, mark: bytes) -> State:
    """The statement without the proposal of this id."""
    return replace(state, proposals=tuple(proposal for proposal in state.proposals if proposal.id != mark))


def with_declined(state: State, mark: bytes) -> State:
    """The statement with somebody's proposal, named by its id, declined."""
    return replace(state, declined=tuple(sorted({*state.declined, mark})))


def without_declined(state: State, mark: bytes) -> State:
    """The statement that no longer mentions a proposal which its author has taken back."""
    return replace(state, declined=tuple(each for each in state.declined if each != mark))


def due_for_review(state: State, now: int, days: int) -> tuple[Entry, ...]:
    """The positions that still count and whose review date is at most this many days away, nearest first."""
    due = [
        e for e in state.entries if e.terms.review_by is not None and now <= e.terms.review_by <= now + days * 86_400
    ]
    return tuple(sorted(due, key=lambda entry: (entry.terms.review_by or 0, entry.key)))


def encode(state: State) -> bytes:
    """The one canonical form: padded to a power of two, at least 8192 bytes, so that a size says next to nothing."""
    plain = bytes([_version(state)]) + encode_canonical(_as_list(state))
    if len(plain) > LONGEST:
        raise Malformed("too long")
    return pad(plain, FLOOR)


def decode(data: bytes) -> State:
    """The statement of these bytes, or ``Malformed``: unknown version, order, duplicates, ranges, padding, any second
    way to write the same.
    """
    try:
        plain = unpad(data)
        if not plain or plain[0] not in (VERSION, WITH_OWN_ITEMS, WITH_SCENE):
            raise Malformed("version")
        state = _from_list(scanned(plain[1:]))
    except (Unreadable, ValueError, TypeError, KeyError, AttributeError, IndexError):
        raise Malformed("statement") from None
    if encode(state) != data:
        raise Malformed("not the canonical form")
    return state


def _version(state: State) -> int:
    """The first form unless something of own items or of a scene is in it; so every statement has one form only."""
    if state.scene is not None or state.unused:
        return WITH_SCENE
    own = bool(state.items) or any(entry.edition > MAX_EDITION for entry in state.entries)
    return WITH_OWN_ITEMS if own else VERSION


def _as_list(state: State) -> list[object]:
    fields: list[object] = [
        state.at,
        state.salt,
        [_entry_as_list(entry) for entry in state.entries],
        [[item, str(side)] for item, side in sorted(state.told)],
        state.paused,
        state.wait_hours,
        [[proposal.id, proposal.item, str(proposal.asks)] for proposal in state.proposals],
        list(state.declined),
    ]
    version = _version(state)
    if version >= WITH_OWN_ITEMS:
        fields.append([definition_as_list(each) for each in state.items])
    if version >= WITH_SCENE:
        scene = None if state.scene is None else confirmation.as_list(state.scene)
        fields += [scene, keys_as_list(state.unused)]
    return fields


def _entry_as_list(e: Entry) -> list[object]:
    return [e.item, str(e.side), terms_as_list(e.terms), e.stated_at, edition_as_plain(e.edition)]


def _from_list(fields: Any) -> State:
    at, salt, entries, told, paused, wait_hours, proposals, declined, *more = listed(fields)
    items, scene, unused = more + [[], None, []][len(more) :]
    return State(
        at=at,
        salt=salt,
        entries=_entries_from(listed(entries)),
        told=frozenset((item, Side(side)) for item, side in map(listed, listed(told))),
        paused=paused,
        wait_hours=wait_hours,
        proposals=tuple(_proposal_from(proposal) for proposal in listed(proposals)),
        declined=tuple(listed(declined)),
        items=tuple(definition_from_list(each) for each in listed(items)),
        scene=None if scene is None else confirmation.from_list(scene),
        unused=keys_from_list(unused),
    )


def _entries_from(lines: list[Any]) -> tuple[Entry, ...]:
    # Many positions have the same terms: each is made, and its words are looked at, once.
    known: dict[str, Terms] = {}
    entries = []
    for item, side, terms, stated_at, edition in map(listed, lines):
        written = repr(terms)
        if written not in known:
            known[written] = terms_from_list(terms)
        entries.append(Entry(item, Side(side), known[written], stated_at, edition_from_plain(edition)))
    return tuple(entries)


def _proposal_from(fields: Any) -> Proposal:
    mark, item, asks = listed(fields)
    return Proposal(mark, item, Asks(asks))


def _key(entry: Entry) -> Key:
    return entry.key
