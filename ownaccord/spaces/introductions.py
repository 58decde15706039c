"""Between core's introductions and the rows that hold them, and what of an introduction a reader takes.

Nothing is taken by itself: the page shows who is introduced by whom, and only the reader's own press pins a key.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from ownaccord.accounts import vaults
from ownaccord.accounts.keys import Keyring, VaultBook, encode
from ownaccord.core import introduction as core
from ownaccord.core.introduction import Introduced
from ownaccord.core.ledger import Quarantine, Stage
from ownaccord.spaces import epochs, seats
from ownaccord.spaces.access import OpenSpace
from ownaccord.spaces.invitations import is_name
from ownaccord.spaces.models import Introduction, Invitation


@dataclass(frozen=True, slots=True)
class Met:
    """One person of an introduction on the page; `met`: the reader has this key from the person's own hand."""

    name: str
    mine: bool
    met: bool


@dataclass(frozen=True, slots=True, repr=False)
class Given:
    """An introduction that fits what its reader saw, and has something that they have not pinned yet."""

    by: str
    by_name: str
    epoch: int
    people: tuple[Introduced, ...]
    new: frozenset[str]
    mark: str
    joins: bool

    def lines(self, reader: str) -> tuple[Met, ...]:
        """Everybody in it, the reader first."""
        ordered = sorted(self.people, key=lambda each: (each.person != reader, each.name.casefold()))
        return tuple(Met(each.name, each.person == reader, each.person not in self.new) for each in ordered)


@dataclass(frozen=True, slots=True)
class Mail:
    """What lies here for a reader: an introduction that fits, or that one lies here which does not."""

    given: Given | None = None
    misfit: bool = False


def rows(
    space: str, epoch: int, members: Mapping[str, bytes], names: Mapping[str, str], keys: Keyring
) -> list[Introduction]:
    """Return the rows by which this person introduces everybody to everybody else, not yet stored."""
    people = [Introduced(person, names.get(person, ""), public) for person, public in members.items()]
    found = []
    for each in people:
        if each.person != keys.person:
            made = core.make(space, epoch, each.person, each.public, people, keys)
            found.append(
                Introduction(
                    space_id=space, epoch=epoch, to_id=each.person, by_id=keys.person, sealed=made.sealed,
                    macs=encode(dict(made.macs)),
                )
            )  # fmt: skip
    return found


def mail(space: OpenSpace, keys: Keyring) -> Mail:
    """Return the introduction that waits for this person in this space, if one does."""
    if space.ended or not (space.listed or space.changed):
        return Mail()
    book, misfit = vaults.read(keys.person, keys), False
    for row in Introduction.objects.filter(space_id=space.id, to_id=keys.person).order_by("-epoch", "by_id"):
        try:
            given = _read(row, space, book, keys)
        except Quarantine:
            misfit = True
            continue
        if given is not None:
            return Mail(given)
    return Mail(misfit=misfit)


def _read(row: Introduction, space: OpenSpace, book: VaultBook, keys: Keyring) -> Given | None:
    """Return what a row introduces; None when it says nothing new, Quarantine when it does not fit."""
    by, epoch, joining = str(row.by_id), int(row.epoch), seats.joined_as(space, book)
    if epoch < space.floor:
        # Older than what this person takes: brought back, or not cleared away.
        return None
    if by not in space.members or by in space.changed:
        raise Quarantine(Stage.GRANT)
    stored = core.Introduction(bytes(row.sealed), epochs.macs_of(bytes(row.macs)))
    people = core.read(stored, space.id, epoch, by, space.members[by], keys)
    if not all(is_name(each.name) for each in people):
        raise Quarantine(Stage.GRANT)
    if not _keeps_pins(people, space) or not (_as_listed if joining else _as_pinned)(people, space, joining or {}):
        raise Quarantine(Stage.GRANT)
    new = frozenset(each.person for each in people if space.members.get(each.person) != each.public)
    if not new and joining is None:
        return None
    names = {each.person: each.name for each in people}
    mark = sha256(bytes(row.sealed)).hexdigest()[:16]
    return Given(by, names[by], epoch, people, new, mark, joins=joining is not None)


def _keeps_pins(people: Iterable[Introduced], space: OpenSpace) -> bool:
    """Whether everybody whose keys did not change is in it with the pinned key."""
    return all(
        each.public == space.members[each.person]
        for each in people
        if each.person in space.members and each.person not in space.changed
    )


def _as_listed(people: tuple[Introduced, ...], space: OpenSpace, joining: Mapping[str, Any]) -> bool:
    """Whether these are exactly the seats that the reader saw, each by its name, with the reader on their own."""
    names, seen = {each.person: each.name for each in people}, dict(space.listed)
    if joining["kind"] == Invitation.Kind.RENEW:
        return names == {person: seen.get(n) for n, person in enumerate(sorted(joining["members"]))}
    inviter, mine = names.get(joining["by"]), names.get(space.reader)
    placed = (inviter, mine) == (seen.get(0), seen.get(joining["seat"]))
    return placed and sorted(names.values()) == sorted(seen.values())


def _as_pinned(people: tuple[Introduced, ...], space: OpenSpace, _joining: Mapping[str, Any]) -> bool:
    """Whether these are exactly the members, by the names that the reader knows."""
    return {each.person: each.name for each in people} == {who: space.name(who) for who in space.members}
