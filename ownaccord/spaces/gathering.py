"""The verbs of a space for three to eight people: naming its seats, inviting to each, beginning, and introducing.

Beside actions.py the only writer of this room's rows. Order of things: docs/develop/spec/introduction.md.
"""

from collections.abc import Mapping

from django.db import transaction

from ownaccord.accounts import drawing, vaults
from ownaccord.accounts.keys import Keyring, VaultBook
from ownaccord.accounts.lookups import code_lookup, hour
from ownaccord.core.bells import SpaceBegan
from ownaccord.core.errors import Refused
from ownaccord.lib.hall import ring
from ownaccord.spaces import access, actions, introductions, invitations, seats
from ownaccord.spaces.access import OpenSpace
from ownaccord.spaces.introductions import Given
from ownaccord.spaces.invitations import HOURS, DoesNotOpen, Listed, Writ
from ownaccord.spaces.models import Introduction, Invitation, Seat

FEWEST, MOST = 3, 8


class NotThree(Refused):
    """A list has three to eight seats, each with a name of its own."""


def create(*, keys: Keyring, once: str, label: str, listed: Listed, now: int) -> str:
    """Make a space with these seats and return its id; seat 0 is its maker's. The same `once` makes it only once."""
    _whole(listed)
    with transaction.atomic():
        space = actions.create(keys=keys, once=once, label=label, own_name=dict(listed)[0], now=now)

        def remember(book: VaultBook) -> None:
            if f"space/{space}/list" not in book:
                book.put(f"space/{space}/list", listed)

        vaults.change(keys.person, keys, remember)
    return space


def _whole(listed: Listed) -> None:
    numbers, names = {n for n, _ in listed}, {name.casefold() for _, name in listed}
    apart = len(numbers) == len(names) == len(listed)
    if not FEWEST <= len(listed) <= MOST or not apart or 0 not in numbers or "" in names:
        raise NotThree


def change_list(*, space: OpenSpace, keys: Keyring, listed: Listed) -> None:
    """Name the seats anew before the space begins; whoever joined has to see this list before anything begins.

    A seat that is not on it any more is free of whoever sat there, and its invitation is gone.
    """
    _whole(listed)
    if not seats.is_makers(space) or listed == space.listed:
        return
    with transaction.atomic():
        actions.hold(space.id)
        book, kept = vaults.read(keys.person, keys), dict(listed)
        for number in seats.open_seats(space):
            if number in kept:
                _say_again(space, book, keys, number, listed)
            else:
                withdraw(space=space, keys=keys, seat=number)

        def remember(book: VaultBook) -> None:
            book.put(f"space/{space.id}/list", listed)
            book.put(f"space/{space.id}/names", {keys.person: kept[0]})

        vaults.change(keys.person, keys, remember)


def _say_again(space: OpenSpace, book: VaultBook, keys: Keyring, seat: int, listed: Listed) -> None:
    kept = seats.kept_for(space, book, keys, seat)
    if kept is not None:
        said = _said(seats.writ_for(space, keys, seat, listed), kept.secret, {keys.person: dict(listed)[0]})
        Invitation.objects.filter(pk=code_lookup("invitation", kept.secret), space_id=space.id).update(**said)


def _said(writ: Writ, secret: bytes, names: Mapping[str, str]) -> dict[str, bytes]:
    place = writ.place("invitation-info", writ.inviter)
    sealed = invitations.seal_info(secret, place, dict(names), writ.members, writ.seat, writ.listed)
    return {"info_sealed": sealed, "inviter_mac": writ.marked(secret)}


def invite(*, space: OpenSpace, keys: Keyring, seat: int, now: int) -> None:
    """Make an invitation for one seat; an earlier one of this seat stops working, and frees the seat."""
    if not seats.invites(space) or seat not in seats.open_seats(space):
        raise DoesNotOpen
    secret, writ = drawing.secret(), seats.writ_for(space, keys, seat)

    def remember(book: VaultBook) -> None:
        about = {"kind": writ.kind, "epoch": writ.epoch, "members": list(writ.members)}
        book.put(f"space/{space.id}/invitation/{seat}", {"secret": secret, "until": hour(now) + HOURS, **about})

    with transaction.atomic():
        actions.hold(space.id)
        actions.sweep(now)
        withdraw(space=space, keys=keys, seat=seat)
        Invitation.objects.create(
            lookup=code_lookup("invitation", secret), space_id=space.id, kind=writ.kind, epoch=writ.epoch, seat=seat,
            inviter_id=keys.person, inviter_public=keys.public, expires_hour=hour(now) + HOURS,
            **_said(writ, secret, {who: name for who, name in space.names.items() if who in writ.members}),
        )  # fmt: skip
        vaults.change(keys.person, keys, remember)


def withdraw(*, space: OpenSpace, keys: Keyring, seat: int) -> None:
    """Make the invitation of a seat worthless; who joined by it without having begun loses the seat again."""
    with transaction.atomic():
        actions.hold(space.id)
        kept = seats.kept_for(space, vaults.read(keys.person, keys), keys, seat)
        row = seats.row_of(space.id, kept.secret) if kept else None
        if row is not None:
            if row.invitee_id is not None and row.kind == Invitation.Kind.BEGIN:
                Seat.objects.filter(space_id=space.id, person_id=row.invitee_id).delete()
            row.delete()
        vaults.change(keys.person, keys, lambda book: book.drop(f"space/{space.id}/invitation/{seat}"))


def see_list(*, space: OpenSpace, keys: Keyring, mark: str) -> bool:
    """Stay, with the list as it is now; False when it is not the one on the page any more, and nothing changed."""
    with transaction.atomic():
        actions.hold(space.id)
        book = vaults.read(keys.person, keys)
        kept, writ = seats.joined_as(space, book), seats.present_writ(space, book)
        if kept is None or writ is None or invitations.list_mark(writ.listed) != mark:
            return False
        secret = kept["secret"]
        sealed = invitations.seal_list(secret, writ.place("invitation-answer", keys.person), writ.listed)
        Invitation.objects.filter(pk=code_lookup("invitation", secret), invitee_id=keys.person).update(
            answer_sealed=sealed, invitee_mac=writ.answered(secret, keys.person, keys.public, sealed)
        )
        vaults.change(keys.person, keys, lambda book: seats.remember_seat(book, writ, secret, keys.person))
    return True


def begin(*, space: OpenSpace, keys: Keyring) -> int:
    """Begin the next epoch, once everyone named has joined and saw this list, and introduce all to all; its number.

    Changed or DoesNotOpen otherwise, and then nothing is pinned and nothing begins.
    """
    with transaction.atomic():
        row = actions.hold(space.id)
        if row is None:
            raise DoesNotOpen
        joined, names = _everybody(space, keys)
        members = {**({} if seats.is_makers(space) else space.members), keys.person: keys.public, **joined}

        def remember(book: VaultBook) -> None:
            book.put(f"space/{space.id}/names", names)
            for person, public in joined.items():
                book.put(f"pin/{space.id}/{person}", public)
            for key in [*book.under(f"space/{space.id}/invitation/"), f"space/{space.id}/list"]:
                book.drop(key)

        vaults.change(keys.person, keys, remember)
        ring(SpaceBegan(space.id))
        epoch = actions.next_epoch(row, space, keys, members)
        _introduce(space.id, epoch, members, names, keys)
    return epoch


def _everybody(space: OpenSpace, keys: Keyring) -> tuple[dict[str, bytes], dict[str, str]]:
    """Return the keys of all who joined, and everybody's name; DoesNotOpen while one is missing."""
    if not seats.invites(space):
        raise DoesNotOpen
    book, listed = vaults.read(keys.person, keys), dict(seats.list_of(space))
    joined, names = {}, {keys.person: listed[0]} if seats.is_makers(space) else dict(space.names)
    for number in seats.open_seats(space):
        seated = seats.seated_on(space, book, keys, number)
        if seated is None or seated.seen != seats.list_of(space) or seated.person in joined:
            raise DoesNotOpen
        joined[seated.person], names[seated.person] = seated.public, listed[number]
    return joined, names


def introduce(*, space: OpenSpace, keys: Keyring) -> None:
    """Introduce everybody to everybody once more, with the keys that this person pinned; nothing else changes."""
    if space.many and space.begun and not space.estranged:
        with transaction.atomic():
            actions.hold(space.id)
            _introduce(space.id, space.epoch, space.members, space.names, keys)


def _introduce(space: str, epoch: int, members: Mapping[str, bytes], names: Mapping[str, str], keys: Keyring) -> None:
    Introduction.objects.filter(space_id=space, by_id=keys.person).delete()
    Introduction.objects.bulk_create(introductions.rows(space, epoch, members, names, keys))


def take_introduction(*, space: OpenSpace, keys: Keyring, given: Given) -> None:
    """Pin everybody whom a fitting introduction names, as introduced by whoever made it."""

    def remember(book: VaultBook) -> None:
        book.put(f"space/{space.id}/names", {each.person: each.name for each in given.people})
        for each in given.people:
            if each.person in given.new and each.person != keys.person:
                book.put(f"pin/{space.id}/{each.person}", each.public)
        by = {**space.introduced, **dict.fromkeys(given.new - {keys.person}, given.by)}
        book.put(f"space/{space.id}/introduced", by)
        book.put(f"space/{space.id}/epoch", max(given.epoch, access.floor_in(book, space.id, 0)))
        book.drop(f"space/{space.id}/joining")

    with transaction.atomic():
        actions.hold(space.id)
        vaults.change(keys.person, keys, remember)
        Introduction.objects.filter(space_id=space.id, to_id=keys.person).delete()
