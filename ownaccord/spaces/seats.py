"""The list of a space for three to eight: which seats need an invitation, how each stands, and what a joiner saw of it.

Before a space begins the seats are those that its maker named, the maker's own being 0. When keys are exchanged anew
they are the members in the order of their ids, and only those whose keys have changed need an invitation.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ownaccord.accounts import vaults
from ownaccord.accounts.keys import Keyring, VaultBook, to_words
from ownaccord.accounts.lookups import code_lookup, hour
from ownaccord.spaces import invitations, queries
from ownaccord.spaces.access import OpenSpace
from ownaccord.spaces.invitations import Changed, DoesNotOpen, Listed, Writ, listed
from ownaccord.spaces.models import Invitation
from ownaccord.spaces.queries import Chair, Handing, Kept


class Standing(StrEnum):
    """How one seat stands for the inviter. Never made, unused, declined, lapsed and deleted are all `OPEN`."""

    MINE = "mine"
    MEMBER = "member"
    OPEN = "open"
    JOINED = "joined"
    OLDER = "older"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Seated:
    """Whoever joined by the invitation of one seat, after the MAC fitted; `seen` is the list that they saw."""

    person: str
    public: bytes
    seen: Listed


@dataclass(frozen=True, slots=True)
class Line:
    """One seat on the inviter's page."""

    number: int
    name: str
    standing: Standing


def is_makers(space: OpenSpace) -> bool:
    """Whether this person made this list, and it has not begun."""
    return bool(space.listed) and space.fresh and not space.waiting


def invites(space: OpenSpace) -> bool:
    """Whether this person can hand over invitations for seats: the maker, or a member who knows the others' keys."""
    return is_makers(space) or (space.many and space.begun and bool(space.changed) and not space.waiting)


def list_of(space: OpenSpace) -> Listed:
    """Return the seats, as the inviter knows them."""
    if space.listed:
        return space.listed
    return tuple((number, space.name(person)) for number, person in enumerate(sorted(space.members)))


def open_seats(space: OpenSpace) -> tuple[int, ...]:
    """Return the seats that need an invitation: all but the maker's, or those whose keys have changed."""
    if is_makers(space):
        return tuple(number for number, _ in space.listed if number)
    return tuple(number for number, person in enumerate(sorted(space.members)) if person in space.changed)


def writ_for(space: OpenSpace, keys: Keyring, seat: int, seen: Listed | None = None) -> Writ:
    """Return what the invitation of a seat is about; `seen` is the list under it, the present one without."""
    fresh = is_makers(space)
    kind = Invitation.Kind.BEGIN if fresh else Invitation.Kind.RENEW
    members = (keys.person,) if fresh else tuple(sorted(space.members))
    written = list_of(space) if seen is None else seen
    return Writ(str(kind), space.id, space.epoch, keys.person, keys.public, members, seat, written)


def kept_for(space: OpenSpace, book: VaultBook, keys: Keyring, seat: int) -> Kept | None:
    """Return this person's own invitation for a seat, from their vault alone."""
    match book.get(f"space/{space.id}/invitation/{seat}"):
        case {"secret": bytes(secret), "until": int(until), "epoch": int(epoch)} if epoch == space.epoch:
            return Kept(secret, until, writ_for(space, keys, seat))
    return None


def seated_on(space: OpenSpace, book: VaultBook, keys: Keyring, seat: int) -> Seated | None:
    """Return who joined on this seat, None when nobody did; Changed when the answer is not theirs."""
    kept = kept_for(space, book, keys, seat)
    row = row_of(space.id, kept.secret) if kept else None
    if kept is None or row is None or row.invitee_id is None:
        return None
    person, public, sealed = str(row.invitee_id), bytes(row.invitee_public or b""), bytes(row.answer_sealed or b"")
    seen = invitations.open_list(kept.secret, kept.writ.place("invitation-answer", person), sealed)
    wanted = writ_for(space, keys, seat, seen).answered(kept.secret, person, public, sealed)
    meant = is_makers(space) or person == kept.writ.members[seat]
    if not invitations.same(row.invitee_mac, wanted) or person == keys.person or not meant:
        raise Changed
    return Seated(person, public, seen)


def row_of(space: str, secret: bytes) -> Invitation | None:
    """Return the row of an invitation into this space."""
    return Invitation.objects.filter(pk=code_lookup("invitation", secret), space_id=space).first()


def lines(space: OpenSpace, keys: Keyring) -> tuple[Line, ...]:
    """Return how every seat stands, for the one who invites."""
    book, wanted = vaults.read(keys.person, keys), open_seats(space)
    mine = 0 if is_makers(space) else sorted(space.members).index(keys.person)
    found = []
    for number, name in list_of(space):
        if number in wanted:
            standing = _standing(space, book, keys, number)
        else:
            standing = Standing.MINE if number == mine else Standing.MEMBER
        found.append(Line(number, name, standing))
    return tuple(found)


def _standing(space: OpenSpace, book: VaultBook, keys: Keyring, seat: int) -> Standing:
    try:
        seated = seated_on(space, book, keys, seat)
    except Changed:
        return Standing.CHANGED
    if seated is None:
        return Standing.OPEN
    return Standing.JOINED if seated.seen == list_of(space) else Standing.OLDER


def all_joined(found: Sequence[Line]) -> bool:
    """Whether everyone named has joined, having seen this list."""
    return bool(found) and all(line.standing in (Standing.MINE, Standing.MEMBER, Standing.JOINED) for line in found)


def handing(space: OpenSpace, keys: Keyring, now: int, words: Sequence[str], seat: int) -> Handing:
    """Return how the invitation of one seat stands: its words while they can serve, or nothing to hand over."""
    kept = kept_for(space, vaults.read(keys.person, keys), keys, seat)
    if kept is None:
        return Handing()
    if kept.until <= hour(now):
        return Handing(lapsed=True)
    return Handing(words=tuple(to_words(kept.secret, words)))


# --- the one who joined ---------------------------------------------------------------------------------------------


def remember_seat(book: VaultBook, writ: Writ, secret: bytes, person: str) -> None:
    """Let the vault of somebody who joined remember the list that they saw, and by which invitation."""
    seat, names = writ.seat or 0, dict(writ.listed)
    about = {"kind": str(writ.kind), "by": writ.inviter, "members": list(writ.members), "seat": seat}
    book.put(f"space/{writ.space}/joining", {**about, "secret": secret, "list": writ.listed})
    known = {who: names.get(n, "") for n, who in enumerate(sorted(writ.members))} if len(writ.members) > 1 else {}
    book.put(f"space/{writ.space}/names", known or {writ.inviter: names.get(0, ""), person: names.get(seat, "")})


def joined_as(space: OpenSpace, book: VaultBook) -> dict[str, Any] | None:
    """Return what this person's vault keeps of the seat they took, until they were introduced."""
    match book.get(f"space/{space.id}/joining"):
        case {
            "secret": bytes(),
            "kind": str(),
            "by": str(by),
            "members": members,
            "seat": int(),
            "list": list(),
        } as kept:
            if queries.is_persons(members) and by in members:
                return dict(kept)
    return None


def my_chairs(space: OpenSpace, book: VaultBook, seen: Listed | None = None) -> tuple[Chair, ...]:
    """Return the list as somebody who joined may see it, with who has joined."""
    kept = joined_as(space, book)
    if kept is None:
        return ()
    inviter = sorted(kept["members"]).index(kept["by"]) if kept["kind"] == Invitation.Kind.RENEW else 0
    taken = queries.seats_taken(space.id)
    return queries.chairs(space.listed if seen is None else seen, kept["seat"], inviter, taken)


def newer_list(space: OpenSpace, book: VaultBook) -> Listed | None:
    """Return the list as it is now, where it is another one than this person saw; None while it is the same."""
    found = present_writ(space, book)
    return None if found is None or found.listed == space.listed else found.listed


def present_writ(space: OpenSpace, book: VaultBook) -> Writ | None:
    """Return what the invitation by which this person joined says now; None when it is gone or does not fit."""
    kept = joined_as(space, book)
    row = row_of(space.id, kept["secret"]) if kept else None
    if kept is None or row is None or row.invitee_id != space.reader:
        return None
    try:
        writ, _info = queries.read(row, kept["secret"])
    except DoesNotOpen:
        return None
    same = (writ.inviter, writ.inviter_public, writ.seat) == (kept["by"], space.members.get(kept["by"]), kept["seat"])
    return writ if same and listed(writ.listed) else None
