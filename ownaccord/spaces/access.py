"""The only door to a space: the space as this person may see it, or 404 as if there were none."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from django.http import Http404

from ownaccord.accounts import vaults
from ownaccord.accounts.keys import Keyring, VaultBook
from ownaccord.core.position import is_bytes, is_number
from ownaccord.core.terms import LATEST
from ownaccord.lib.asking import asked, first
from ownaccord.spaces.invitations import Listed, listed
from ownaccord.spaces.models import Seat, Space

_SEATED = (
    "JOIN spaces_seat ON spaces_seat.space_id = spaces_space.id"
    " WHERE spaces_space.id = %s AND spaces_seat.person_id = %s"
)
_SEATS = "SELECT space_id, person_id FROM spaces_seat WHERE space_id IN %s ORDER BY person_id"
_JOINED = "SELECT space_id FROM spaces_invitation WHERE space_id IN %s AND invitee_id = %s"
_KEYS = "SELECT id, public_key FROM accounts_person WHERE id IN %s"
KEY = 32
"""Bytes of a public key."""


@dataclass(frozen=True, slots=True)
class OpenSpace:
    """A space as one member's own vault knows it.

    `members` holds the keys that this person pinned, their own included; the database has no say in it. `epoch` is the
    newest known, `floor` the oldest that this person still takes. `persons` are those who have a seat. `fresh`: the row
    knows no epoch yet. `waiting`: this person joined and the inviter has not begun, or has not introduced them yet.
    `first`: they wait for their first beginning here, and were in no epoch of it before. `changed`: whose account shows
    another key than the pinned one. `listed`: the list of a space for three to eight that has not begun, as this person
    saw it. `introduced`: who was introduced by whom.
    """

    id: str
    reader: str
    epoch: int
    floor: int
    members: Mapping[str, bytes]
    names: Mapping[str, str]
    label: str
    ended: bool
    fresh: bool
    waiting: bool
    first: bool
    changed: frozenset[str]
    persons: tuple[str, ...]
    listed: Listed = ()
    introduced: Mapping[str, str] = field(default_factory=dict)

    @property
    def many(self) -> bool:
        """Whether it is a space for three to eight, as far as this person's own vault knows."""
        return len(self.members) > 2 or bool(self.listed)

    @property
    def lost(self) -> bool:
        """Whether this person's vault lost a space of more than two: only one of the others can bring it back."""
        return self.estranged and not self.many and len(self.persons) > 2

    @property
    def introductions(self) -> tuple[tuple[str, str], ...]:
        """Who was introduced by whom, by their names."""
        pairs = ((self.name(who), self.name(by)) for who, by in self.introduced.items() if who in self.members)
        return tuple(sorted((name, by) for name, by in pairs if name and by))

    @property
    def begun(self) -> bool:
        """Whether keys were exchanged and a first epoch was begun, as far as this person's own vault knows.

        Also while they are exchanged once more: nothing is in force for who waits, and every No is theirs to say.
        """
        return self.epoch > 0 and not self.first and len(self.members) > 1

    @property
    def estranged(self) -> bool:
        """Whether it had begun, but keys have to be exchanged once more, or this person answered and waits for it."""
        again = len(self.members) < 2 or bool(self.changed) or self.waiting
        return self.epoch > 0 and not self.first and again

    @property
    def others(self) -> tuple[str, ...]:
        """The names of the others, as far as they are known."""
        return tuple(name for who, name in sorted(self.names.items()) if who != self.reader)

    def name(self, person: str) -> str:
        """Return the name this person goes by here; empty when it is not known."""
        return self.names.get(person, "")


def space_for(person: str, space_id: str, keys: Keyring) -> OpenSpace:
    """Return the space for this member; Http404 for everybody else, and for an unknown or ended space."""
    space = row_for(person, space_id)
    if space.ended:
        raise Http404
    return opened(space, person, vaults.read(person, keys), keys)


def every(person: str, keys: Keyring) -> tuple[OpenSpace, ...]:
    """Return each space for which `space_for` returns one, by id; asks as little for all of them as for one."""
    rows = Space.objects.filter(seats__person_id=person, ended=False).order_by("pk")
    return opened_each(rows, person, vaults.read(person, keys), keys)


def shelved_for(person: str, space_id: str, keys: Keyring) -> OpenSpace:
    """Return a space that this member may put away: it ended, waits to begin, or is estranged. Http404 otherwise."""
    space = opened(row_for(person, space_id), person, vaults.read(person, keys), keys)
    if space.ended or space.epoch == 0 or space.waiting or space.estranged:
        return space
    raise Http404


def row_for(person: str, space_id: str) -> Space:
    """Return the row of a space, ended or not, in which this person has a seat, or Http404; needs no keys."""
    space = first(Space, _SEATED, space_id, person)
    if space is None:
        raise Http404
    return space


def is_member(person: str, space_id: str) -> bool:
    """Return whether this person has a seat in this living space; needs no keys, so it serves pauses."""
    return Seat.objects.filter(space_id=space_id, person_id=person, space__ended=False).exists()


def spaces_of(person: str) -> tuple[str, ...]:
    """Return the ids of the living spaces in which this person has a seat."""
    seats = Seat.objects.filter(person_id=person, space__ended=False).order_by("space_id")
    return tuple(seats.values_list("space_id", flat=True))


def has_ended(space_id: str) -> bool:
    """Return whether this space is over; needs no keys."""
    return not Space.objects.filter(pk=space_id, ended=False).exists()


def seated(space_id: str) -> tuple[str, ...]:
    """Return who has a seat in this space, ended or not; needs no keys."""
    return tuple(Seat.objects.filter(space_id=space_id).order_by("person_id").values_list("person_id", flat=True))


def spaces_of_each(persons: Collection[str]) -> dict[str, frozenset[str]]:
    """Return the ids of the living spaces in which each of these persons has a seat."""
    seats = Seat.objects.filter(person_id__in=persons, space__ended=False).values_list("person_id", "space_id")
    found: dict[str, set[str]] = {person: set() for person in persons}
    for person, space in seats:
        found[person].add(space)
    return {person: frozenset(spaces) for person, spaces in found.items()}


def opened(space: Space, person: str, book: VaultBook, keys: Keyring) -> OpenSpace:
    """Return the space of this row with what this person's vault holds about it."""
    return opened_each((space,), person, book, keys)[0]


def opened_each(rows: Iterable[Space], person: str, book: VaultBook, keys: Keyring) -> tuple[OpenSpace, ...]:
    """Return the spaces of these rows with what this person's vault holds about them."""
    spaces = tuple(rows)
    pinned = {space.pk: {person: keys.public, **_pins(book, space.pk)} for space in spaces}
    there = _there(tuple(pinned), person, frozenset(who for members in pinned.values() for who in members))
    return tuple(_opened(space, person, book, pinned[space.pk], there) for space in spaces)


@dataclass(frozen=True, slots=True)
class _There:
    """What the rows beside a space say: who sits where, where this person waits, the keys of accounts."""

    seats: Mapping[str, tuple[str, ...]]
    joined: frozenset[str]
    keys: Mapping[str, bytes]


def _there(spaces: Collection[str], person: str, persons: Collection[str]) -> _There:
    seats: dict[str, list[str]] = {space: [] for space in spaces}
    for space, who in asked(_SEATS, spaces):
        seats[space].append(who)
    joined = asked(_JOINED, spaces, person)
    public = asked(_KEYS, persons)
    return _There(
        {space: tuple(people) for space, people in seats.items()}, frozenset(space for (space,) in joined),
        {who: bytes(key) for who, key in public},
    )  # fmt: skip


def _opened(space: Space, person: str, book: VaultBook, members: Mapping[str, bytes], there: _There) -> OpenSpace:
    joining = f"space/{space.pk}/joining" in book
    waiting, floor = joining or space.pk in there.joined, floor_in(book, space.pk, space.epoch)
    # Whoever takes a seat on a list has pinned nobody but its maker; whoever was in it before has pinned them all.
    first = waiting and (space.epoch == 0 or (joining and len(members) < 3))
    return OpenSpace(
        id=space.pk, reader=person, epoch=max(space.epoch, floor), floor=floor, members=members,
        names=names_in(book, space.pk), label=label_in(book, space.pk),
        ended=space.ended, fresh=space.epoch == 0,
        waiting=waiting, first=first,
        changed=_changed(person, members, there.keys), persons=there.seats[space.pk],
        listed=_listed_in(book, space.pk),
        introduced=_introduced_in(book, space.pk),
    )  # fmt: skip


def label_in(book: VaultBook, space: str) -> str:
    """Return what the vault's owner calls this space; empty when it has no name, or none that can be read."""
    kept = book.get(f"space/{space}/label")
    return kept if isinstance(kept, str) else ""


def names_in(book: VaultBook, space: str) -> dict[str, str]:
    """Return the names in this space by person, as far as they are known and can be read."""
    return _texts(book.get(f"space/{space}/names"))


def floor_in(book: VaultBook, space: str, newest: int) -> int:
    """Return the oldest epoch that is still taken; unread it is the one after the newest, so all has to begin anew."""
    kept = book.get(f"space/{space}/epoch", 0)
    return int(kept) if is_number(kept, LATEST) else newest + 1


def _listed_in(book: VaultBook, space: str) -> Listed:
    """The list of a space for three to eight, by which its reader joined or as they made it; none where it is none."""
    joining = book.get(f"space/{space}/joining")
    kept = joining.get("list") if isinstance(joining, dict) else book.get(f"space/{space}/list")
    seats = kept if isinstance(kept, list) else []
    fits = all(isinstance(each, list) and [type(part) for part in each] == [int, str] for each in seats)
    return listed(seats) if fits else ()


def _introduced_in(book: VaultBook, space: str) -> dict[str, str]:
    return _texts(book.get(f"space/{space}/introduced"))


def _texts(kept: object) -> dict[str, str]:
    return {key: said for key, said in kept.items() if isinstance(said, str)} if isinstance(kept, dict) else {}


def _pins(book: VaultBook, space_id: str) -> dict[str, bytes]:
    """The pinned keys by person; one that cannot be read is nobody's, so theirs counts as changed."""
    prefix = f"pin/{space_id}/"
    pins = book.under(prefix).items()
    return {key.removeprefix(prefix): public if is_bytes(public, KEY) else b"" for key, public in pins}


def _changed(person: str, members: Mapping[str, bytes], shown: Mapping[str, bytes]) -> frozenset[str]:
    """Whose account shows another key than the pinned one: a reset or an edited row; in both nothing is permitted."""
    others = {who: public for who, public in members.items() if who != person}
    return frozenset(who for who, public in others.items() if shown.get(who, b"") != public)
