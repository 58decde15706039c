"""The verbs of the spaces room, and the only writers of its rows."""

from collections.abc import Iterable, Mapping

from django.db import transaction

from ownaccord.accounts import drawing, vaults
from ownaccord.accounts.keys import Keyring, VaultBook
from ownaccord.accounts.lookups import code_lookup, day, hour
from ownaccord.core.bells import EpochBegan, SpaceBegan, SpaceEnded
from ownaccord.core.errors import Refused
from ownaccord.lib import database
from ownaccord.lib.hall import ring
from ownaccord.spaces import access, epochs, invitations, seats
from ownaccord.spaces.access import OpenSpace
from ownaccord.spaces.invitations import HOURS, DoesNotOpen, Listed, Writ
from ownaccord.spaces.models import Grant, Introduction, Invitation, Seat, Shown, Space, Together
from ownaccord.spaces.queries import Kept, Offer, answer_to, offer_of

SEATS = 2


class NotForTwo(Exception):
    """More than two have a seat here, so one invitation for both cannot serve; `gathering` has one for each."""


class Estranged(Refused):
    """Somebody's keys are not the pinned ones any more; only a new invitation can mend that."""


def hold(space: str) -> Space | None:
    """Inside a transaction: nobody else writes into this space, begins, joins or ends it until that is over.

    None when it has ended. Whoever also changes a vault takes the space first.
    """
    return Space.objects.select_for_update(no_key=True).filter(pk=space, ended=False).first()


def hold_all(spaces: Iterable[str]) -> None:
    """Hold several, always in the same order: nobody waits for somebody who waits for them."""
    for space in sorted(spaces):
        hold(space)


def create(*, keys: Keyring, once: str, label: str, own_name: str, now: int) -> str:
    """Make a space with one seat and return its id; the same `once` of the same person makes it only once."""
    space = code_lookup("space", f"{keys.person}/{once}".encode())[:16].hex()

    def remember(book: VaultBook) -> None:
        book.put(f"space/{space}/label", label)
        book.put(f"space/{space}/names", {keys.person: own_name})

    with transaction.atomic():
        _, made = Space.objects.get_or_create(id=space, defaults={"made_on": day(now)})
        if made:
            Seat.objects.create(space_id=space, person_id=keys.person, joined_on=day(now))
            vaults.change(keys.person, keys, remember)
    return space


def invite(*, space: OpenSpace, keys: Keyring, now: int, label: str = "", own_name: str = "") -> None:
    """Make an invitation into a space that has not begun, or a renewing one between its two members.

    An earlier one of this space stops working. The secret stays in the inviter's vault until it has served or lapsed.
    `label` and `own_name` are for somebody whose vault was lost.
    """
    secret = drawing.secret()
    kind = Invitation.Kind.BEGIN if space.epoch == 0 else Invitation.Kind.RENEW
    members = (keys.person,) if space.epoch == 0 else tuple(sorted({*space.members, *space.persons}))
    if space.many or len(members) > SEATS:
        raise NotForTwo
    writ = Writ(kind, space.id, space.epoch, keys.person, keys.public, members)
    names = {who: name for who, name in space.names.items() if who in members}
    if own_name:
        names[keys.person] = own_name

    def remember(book: VaultBook) -> None:
        kept = Kept(secret, hour(now) + HOURS, writ)
        book.put(f"space/{space.id}/invitation", kept.entry())
        if own_name:
            book.put(f"space/{space.id}/names", {**space.names, keys.person: own_name})
        if label:
            book.put(f"space/{space.id}/label", label)

    with transaction.atomic():
        sweep(now)
        hold(space.id)
        _clear_invitations(space)
        Invitation.objects.create(
            lookup=code_lookup("invitation", secret), space_id=space.id, kind=kind, epoch=space.epoch,
            inviter_id=keys.person, inviter_public=keys.public, inviter_mac=writ.marked(secret),
            info_sealed=invitations.seal_info(secret, writ.place("invitation-info", keys.person), names, members),
            expires_hour=hour(now) + HOURS,
        )  # fmt: skip
        vaults.change(keys.person, keys, remember)


def withdraw(*, space: OpenSpace, keys: Keyring) -> None:
    """Make the invitation worthless; who joined by it without having begun loses the seat again."""
    with transaction.atomic():
        hold(space.id)
        _clear_invitations(space)
        vaults.change(keys.person, keys, lambda book: book.drop(f"space/{space.id}/invitation"))


def _clear_invitations(space: OpenSpace) -> None:
    joined = Invitation.objects.filter(space_id=space.id, kind=Invitation.Kind.BEGIN, invitee__isnull=False)
    Seat.objects.filter(space_id=space.id, person_id__in=list(joined.values_list("invitee_id", flat=True))).delete()
    Invitation.objects.filter(space_id=space.id).delete()


def join(*, secret: bytes, keys: Keyring, own_name: str, label: str, now: int, seen: Listed = ()) -> str:
    """Take the seat that the secret offers, pin the inviter's key, and return the space's id; DoesNotOpen otherwise.

    `seen` is the list on the page, in a space for more than two; another one by now opens nothing.
    """
    with transaction.atomic():
        offer = offer_of(secret, keys.person, now)
        if offer is not None and hold(offer.writ.space):
            # Once more, now that nobody else can take the seat.
            offer = offer_of(secret, keys.person, now)
        if offer is None or offer.own:
            raise DoesNotOpen
        if offer.joined:
            return offer.writ.space
        if offer.writ.listed != seen:
            raise DoesNotOpen
        _answer(secret, offer, keys, own_name)
        if offer.writ.kind == Invitation.Kind.BEGIN:
            Seat.objects.create(space_id=offer.writ.space, person_id=keys.person, joined_on=day(now))
        vaults.change(keys.person, keys, lambda book: _joined(book, offer, secret, keys.person, own_name, label))
    return offer.writ.space


def _answer(secret: bytes, offer: Offer, keys: Keyring, own_name: str) -> None:
    place, seen = offer.writ.place("invitation-answer", keys.person), offer.writ.listed
    sealed = invitations.seal_list(secret, place, seen) if seen else invitations.seal_name(secret, place, own_name)
    if not Invitation.objects.filter(pk=code_lookup("invitation", secret), invitee__isnull=True).update(
        invitee_id=keys.person, invitee_public=keys.public, answer_sealed=sealed,
        invitee_mac=offer.writ.answered(secret, keys.person, keys.public, sealed),
    ):  # fmt: skip
        raise DoesNotOpen


def _joined(book: VaultBook, offer: Offer, secret: bytes, person: str, own_name: str, label: str) -> None:
    space, names = offer.writ.space, {**offer.names, person: own_name}
    book.put(f"space/{space}/label", label)
    book.put(f"space/{space}/names", names)
    book.put(f"pin/{space}/{offer.writ.inviter}", offer.writ.inviter_public)
    # From here on an older epoch of this space is not taken any more, whatever the database says.
    book.put(f"space/{space}/epoch", max(offer.writ.epoch + 1, access.floor_in(book, space, 0)))
    book.drop(f"space/{space}/invitation")
    if offer.writ.listed:
        seats.remember_seat(book, offer.writ, secret, person)


def begin(*, space: OpenSpace, keys: Keyring) -> int:
    """Begin the next epoch with whoever joined by this person's invitation; its number.

    Changed when the answer does not carry the mark of the secret: then nothing is pinned and nothing begins.
    DoesNotOpen when nobody has joined.
    """
    with transaction.atomic():
        row = hold(space.id)
        answer = answer_to(space, vaults.read(keys.person, keys), keys)
        if row is None or answer is None:
            raise DoesNotOpen

        def remember(book: VaultBook) -> None:
            names = access.names_in(book, space.id)
            book.put(f"space/{space.id}/names", {**names, answer.invitee: answer.name})
            book.put(f"pin/{space.id}/{answer.invitee}", answer.invitee_public)
            book.drop(f"space/{space.id}/invitation")

        vaults.change(keys.person, keys, remember)
        ring(SpaceBegan(space.id))
        return next_epoch(row, space, keys, {keys.person: keys.public, answer.invitee: answer.invitee_public})


def new_epoch(*, space: OpenSpace, keys: Keyring, beyond: int = 0) -> int:
    """Begin the next epoch among the pinned members and return its number; everything in it starts at No.

    It is later than `beyond`, one that a browser remembers from before a backup was put back: another of the same
    number could not be told from it. When somebody else began it a moment ago, that is the one. Estranged when a
    member's keys have changed: a grant to the old ones would reach nobody.
    """
    if space.estranged or not space.begun:
        raise Estranged
    with transaction.atomic():
        row = hold(space.id)
        if row is None:
            raise Estranged
        if row.epoch > max(space.epoch, beyond):
            return int(row.epoch)
        return next_epoch(row, space, keys, dict(space.members), beyond)


def next_epoch(row: Space, space: OpenSpace, keys: Keyring, members: Mapping[str, bytes], beyond: int = 0) -> int:
    """Begin the next epoch among these members, inside the caller's transaction that holds `row`; its number."""
    epoch: int = max(row.epoch, space.epoch, beyond) + 1
    Grant.objects.filter(space_id=space.id).delete()
    Together.objects.filter(space_id=space.id).delete()
    Grant.objects.bulk_create(epochs.grants(space.id, epoch, members, keys))
    Invitation.objects.filter(space_id=space.id).delete()
    row.epoch = epoch
    row.save(update_fields=["epoch"])
    saw_epoch(space=space.id, epoch=epoch, keys=keys)
    ring(EpochBegan(space=space.id))
    return epoch


def saw_epoch(*, space: str, epoch: int, keys: Keyring) -> None:
    """Remember in this person's own vault that nothing older than this epoch is to be taken any more."""

    def raise_floor(book: VaultBook) -> None:
        book.put(f"space/{space}/epoch", max(epoch, access.floor_in(book, space, 0)))

    vaults.change(keys.person, keys, raise_floor)


def end(*, space: str) -> None:
    """End a space for everybody in it; its grants and invitations are gone, and nothing new can be read through it."""
    with transaction.atomic():
        if Space.objects.filter(pk=space, ended=False).update(ended=True):
            Grant.objects.filter(space_id=space).delete()
            Invitation.objects.filter(space_id=space).delete()
            Introduction.objects.filter(space_id=space).delete()
            Shown.objects.filter(space_id=space).delete()
            Together.objects.filter(space_id=space).delete()
            ring(SpaceEnded(space))


def end_all_of(*, person: str) -> None:
    """End every space of somebody whose account goes; called before the account's own rows are deleted."""
    for space in Seat.objects.filter(person_id=person).values_list("space_id", flat=True):
        end(space=space)


def put_away(*, space: OpenSpace, keys: Keyring) -> None:
    """Forget a space that has ended, never began or is estranged, for this person; a living one ends with it for all.

    Somebody who waits for its first beginning only gives the seat back: to the inviter it looks like nobody joined yet.
    """
    with transaction.atomic():
        hold(space.id)
        if space.waiting and space.fresh:
            _unjoin(space, keys.person)
        else:
            end(space=space.id)
        forget(space=space.id, keys=keys)


def take_back(*, space: OpenSpace, keys: Keyring) -> None:
    """Take the own answer to an invitation into a space that had begun back, as long as nobody has begun anew with it.

    What was in force before does not come back by it: an older epoch is not taken any more, and all start anew.
    """
    if space.first:
        return
    with transaction.atomic():
        hold(space.id)
        _unjoin(space, keys.person)
        vaults.change(keys.person, keys, lambda book: book.drop(f"space/{space.id}/joining"))


def _unjoin(space: OpenSpace, person: str) -> None:
    Invitation.objects.filter(space_id=space.id, invitee_id=person).update(
        invitee_id=None, invitee_public=None, invitee_mac=None, answer_sealed=None
    )


def forget(*, space: str, keys: Keyring) -> None:
    """Drop this person's seat and what their vault keeps about the space; the row goes with the last seat."""

    def drop(book: VaultBook) -> None:
        for key in [*book.under(f"space/{space}/"), *book.under(f"pin/{space}/"), *book.under(f"shown-by/{space}/"),
                    *book.under(f"excerpt/{space}/")]:  # fmt: skip
            book.drop(key)
        book.drop(f"shown/{space}")
        book.drop(f"together/{space}")
        book.drop(f"together-read/{space}")

    with transaction.atomic():
        Space.objects.select_for_update(no_key=True).filter(pk=space).first()
        vaults.change(keys.person, keys, drop)
        Seat.objects.filter(space_id=space, person_id=keys.person).delete()
        if not Seat.objects.filter(space_id=space).exists():
            Space.objects.filter(pk=space).delete()


def sweep(now: int) -> None:
    """Remove invitations that lapsed without an answer, and rounds of texts whose day is over."""
    with transaction.atomic():
        database.free(Together.objects.filter(ends_on__lt=day(now))).delete()
        database.free(Invitation.objects.filter(expires_hour__lte=hour(now), invitee__isnull=True)).delete()
