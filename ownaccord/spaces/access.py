"""The only door to a space: the space as this person may see it, or 404 as if there were none."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import Http404

from ownaccord.accounts import vaults
from ownaccord.accounts.keys import Keyring, VaultBook
from ownaccord.accounts.models import Person
from ownaccord.spaces.models import Invitation, Seat, Space


@dataclass(frozen=True, slots=True)
class OpenSpace:
    """A space as one member's own vault knows it.

    `members` holds the keys that this person pinned, their own included; the database has no say in it. `epoch` is the
    newest known, `floor` the oldest that this person still takes. `persons` are those who have a seat. `fresh`: the row
    knows no epoch yet. `waiting`: this person joined and the inviter has not begun. `changed`: whose account shows
    another key than the pinned one.
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
    changed: frozenset[str]
    persons: tuple[str, ...]

    @property
    def begun(self) -> bool:
        """Whether keys were exchanged and a first epoch was begun, as far as this person's own vault knows."""
        return self.epoch > 0 and not self.waiting and len(self.members) > 1

    @property
    def estranged(self) -> bool:
        """Whether it had begun, but somebody's keys are not the pinned ones any more: a new invitation mends it."""
        return self.epoch > 0 and not self.waiting and (len(self.members) < 2 or bool(self.changed))

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


def shelved_for(person: str, space_id: str, keys: Keyring) -> OpenSpace:
    """Return a space that this member may put away: it ended, waits to begin, or is estranged. Http404 otherwise."""
    space = opened(row_for(person, space_id), person, vaults.read(person, keys), keys)
    if space.ended or space.epoch == 0 or space.waiting or space.estranged:
        return space
    raise Http404


def row_for(person: str, space_id: str) -> Space:
    """Return the row of a space, ended or not, in which this person has a seat, or Http404; needs no keys."""
    space = Space.objects.filter(pk=space_id, seats__person_id=person).first()
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


def opened(space: Space, person: str, book: VaultBook, keys: Keyring) -> OpenSpace:
    """Return the space of this row with what this person's vault holds about it."""
    members = {person: keys.public, **_pins(book, space.pk)}
    floor = book.get(f"space/{space.pk}/epoch", 0)
    return OpenSpace(
        id=space.pk, reader=person, epoch=max(space.epoch, floor), floor=floor, members=members,
        names=book.get(f"space/{space.pk}/names", {}), label=book.get(f"space/{space.pk}/label", ""),
        ended=space.ended, fresh=space.epoch == 0,
        waiting=Invitation.objects.filter(space=space, invitee_id=person).exists(),
        changed=_changed(person, members),
        persons=tuple(space.seats.order_by("person_id").values_list("person_id", flat=True)),
    )  # fmt: skip


def _pins(book: VaultBook, space_id: str) -> dict[str, bytes]:
    prefix = f"pin/{space_id}/"
    return {key.removeprefix(prefix): public for key, public in book.under(prefix).items()}


def _changed(person: str, members: Mapping[str, bytes]) -> frozenset[str]:
    """Whose account shows another key than the pinned one: a reset or an edited row; in both nothing is permitted."""
    others = {who: public for who, public in members.items() if who != person}
    rows = dict(Person.objects.filter(pk__in=others).values_list("pk", "public_key"))
    return frozenset(who for who, public in others.items() if bytes(rows.get(who, b"")) != public)
