"""What the pages of this room show, already opened for the one who asks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ownaccord.accounts import vaults
from ownaccord.accounts.keys import Keyring, VaultBook, to_words
from ownaccord.accounts.lookups import code_lookup, hour
from ownaccord.accounts.models import Host
from ownaccord.core.ledger import Quarantine
from ownaccord.lib.asking import first
from ownaccord.spaces import access, epochs, invitations
from ownaccord.spaces.access import OpenSpace, opened_each
from ownaccord.spaces.invitations import Changed, DoesNotOpen, Info, Listed, Writ
from ownaccord.spaces.models import Grant, Invitation, Space

_GRANTED = "WHERE space_id = %s AND epoch = %s AND to_id = %s ORDER BY id LIMIT 1"


@dataclass(frozen=True, slots=True)
class Chair:
    """One seat of a list as a page shows it: its name, whether it is the reader's or the inviter's, who has joined."""

    number: int
    name: str
    mine: bool
    inviter: bool
    joined: bool


def chairs(listed: Listed, mine: int | None, inviter: int, taken: frozenset[int]) -> tuple[Chair, ...]:
    """Return the seats of a list, in its order."""
    return tuple(
        Chair(number, name, mine=number == mine, inviter=number == inviter, joined=number in taken or number == inviter)
        for number, name in listed
    )


@dataclass(frozen=True, slots=True)
class Offer:
    """What an invitation offers to whoever holds its secret. `own`: they made it. `joined`: they have taken it.

    `taken`: the seats of a list in which somebody sits already.
    """

    writ: Writ
    names: Mapping[str, str]
    own: bool
    joined: bool
    taken: frozenset[int] = frozenset()

    @property
    def inviter_name(self) -> str:
        """The name that the inviter goes by."""
        return self.names.get(self.writ.inviter, "")

    @property
    def people(self) -> tuple[str, ...]:
        """The names of those who are in the space, the inviter first."""
        others = sorted(name for who, name in self.names.items() if who != self.writ.inviter)
        return (self.inviter_name, *others)

    @property
    def meant_for(self) -> tuple[str, ...]:
        """The persons who can take it, where the space knows them already."""
        seat = self.writ.seat
        return self.writ.members if seat is None else tuple(sorted(self.writ.members))[seat : seat + 1]

    @property
    def chairs(self) -> tuple[Chair, ...]:
        """The seats of the list, for the page, with who has joined."""
        return chairs(self.writ.listed, self.writ.seat, self.inviter_seat, self.taken)

    @property
    def inviter_seat(self) -> int:
        """The inviter's own seat on the list."""
        return tuple(sorted(self.writ.members)).index(self.writ.inviter) if self.renews else 0

    @property
    def own_name(self) -> str:
        """The name that the list has for whoever takes this seat."""
        return dict(self.writ.listed).get(self.writ.seat or 0, "")

    @property
    def renews(self) -> bool:
        """Whether the space had begun before."""
        return self.writ.kind == Invitation.Kind.RENEW


@dataclass(frozen=True, slots=True)
class Answer:
    """Whoever joined by one's own invitation, after the MAC of their answer fitted."""

    invitee: str
    invitee_public: bytes
    name: str


@dataclass(frozen=True, slots=True)
class Kept:
    """One's own invitation, as the inviter's vault keeps it."""

    secret: bytes = field(repr=False)
    until: int
    writ: Writ

    def entry(self) -> dict[str, Any]:
        """Return what the vault keeps of it; the inviter and their key are whoever opens the vault."""
        about = {"kind": str(self.writ.kind), "epoch": self.writ.epoch, "members": list(self.writ.members)}
        return {"secret": self.secret, "until": self.until, **about}


def host_name() -> str:
    """Return who runs this computer, as they wrote it at the first start; empty before that."""
    return Host.objects.values_list("name", flat=True).first() or ""


def offer_of(secret: bytes, person: str | None, now: int) -> Offer | None:
    """Return what this secret offers to this person (None: nobody is signed in); None when it opens nothing."""
    row = Invitation.objects.select_related("space").filter(pk=code_lookup("invitation", secret)).first()
    if row is None or row.space.ended or row.epoch < row.space.epoch:
        return None
    try:
        writ, info = read(row, secret)
    except DoesNotOpen:
        return None
    joined = bool(person) and row.invitee_id == person
    offer = Offer(writ, info.names, own=person == writ.inviter, joined=joined, taken=seats_taken(writ.space))
    return offer if _open_to(row, offer, person, now) else None


def seats_taken(space: str) -> frozenset[int]:
    """Return the seats of a list in which somebody sits, as the rows say; only ever shown, nothing rests on it."""
    rows = Invitation.objects.filter(space_id=space, invitee__isnull=False)
    return frozenset(seat for seat in rows.values_list("seat", flat=True) if seat is not None)


def read(row: Invitation, secret: bytes) -> tuple[Writ, Info]:
    """Return what the row says, once its MAC fits; DoesNotOpen otherwise."""
    public, inviter = bytes(row.inviter_public), str(row.inviter_id)
    bare = Writ(row.kind, row.space_id, row.epoch, inviter, public, ())
    info = invitations.open_info(secret, bare.place("invitation-info", inviter), bytes(row.info_sealed))
    writ = Writ(row.kind, row.space_id, row.epoch, inviter, public, info.members, info.seat, info.listed)
    if not invitations.same(row.inviter_mac, writ.marked(secret)):
        raise DoesNotOpen
    return writ, info


def _open_to(row: Invitation, offer: Offer, person: str | None, now: int) -> bool:
    if offer.joined:
        return True
    if row.invitee_id is not None or row.expires_hour <= hour(now):
        return False
    seated = person is not None and row.space.seats.filter(person_id=person).exists()
    if offer.renews:
        return person is None or (seated and person in offer.meant_for)
    return offer.own or not seated


def remembered(offer: Offer, keys: Keyring) -> dict[str, str]:
    """Return what this person's vault already says about the space: what they call it, and their name in it."""
    book = vaults.read(keys.person, keys)
    names = access.names_in(book, offer.writ.space)
    own = names.get(keys.person) or offer.names.get(keys.person, "")
    return {"label": access.label_in(book, offer.writ.space), "own_name": own}


def kept_invitation(space: OpenSpace, book: VaultBook, keys: Keyring) -> Kept | None:
    """Return this person's own invitation into the space, from their vault alone."""
    match book.get(f"space/{space.id}/invitation"):
        case {"secret": bytes(secret), "until": int(until), "kind": str(kind), "epoch": int(epoch), "members": members}:
            if is_persons(members):
                return Kept(secret, until, Writ(kind, space.id, epoch, keys.person, keys.public, tuple(members)))
    return None


def is_persons(members: object) -> bool:
    """Whether this is a list of persons, as a vault keeps it."""
    return isinstance(members, list) and all(isinstance(person, str) for person in members)


def answer_to(space: OpenSpace, book: VaultBook, keys: Keyring) -> Answer | None:
    """Return who joined by this person's invitation, None when nobody did; Changed when the answer is not theirs.

    Everything that the MAC covers comes from the inviter's own keys and vault, but the invitee's own parts.
    """
    kept = kept_invitation(space, book, keys)
    if kept is None:
        return None
    row = Invitation.objects.filter(pk=code_lookup("invitation", kept.secret), space_id=space.id).first()
    if row is None or row.invitee_id is None:
        return None
    invitee, public, sealed = str(row.invitee_id), bytes(row.invitee_public or b""), bytes(row.answer_sealed or b"")
    wanted = kept.writ.answered(kept.secret, invitee, public, sealed)
    if not invitations.same(row.invitee_mac, wanted) or not _fits(kept.writ, invitee, keys):
        raise Changed
    name = invitations.open_name(kept.secret, kept.writ.place("invitation-answer", invitee), sealed)
    return Answer(invitee, public, name)


def _fits(writ: Writ, invitee: str, keys: Keyring) -> bool:
    return invitee != keys.person and (writ.kind == Invitation.Kind.BEGIN or invitee in writ.members)


@dataclass(frozen=True, slots=True)
class Handing:
    """What the inviter's page says: the words while they can serve, who joined, or that an answer was changed."""

    words: tuple[str, ...] = ()
    lapsed: bool = False
    answer: Answer | None = None
    changed: bool = False

    @property
    def made(self) -> bool:
        """Whether there is an invitation at all."""
        return bool(self.words or self.lapsed or self.answer or self.changed)


def handing(space: OpenSpace, keys: Keyring, now: int, wordlist: Sequence[str]) -> Handing:
    """Return how this person's own invitation stands. Declined, mistyped and not yet used are the same here."""
    book = vaults.read(keys.person, keys)
    kept = kept_invitation(space, book, keys)
    if kept is None:
        return Handing()
    try:
        answer = answer_to(space, book, keys)
    except Changed:
        return Handing(changed=True)
    if answer is not None:
        return Handing(answer=answer)
    if kept.until <= hour(now):
        return Handing(lapsed=True)
    return Handing(words=tuple(to_words(kept.secret, wordlist)))


def settled(space: OpenSpace, keys: Keyring) -> bool:
    """Whether the space has begun and this person holds the key of its epoch."""
    try:
        return space.begun and bool(epoch_key(space, keys))
    except Quarantine:
        return False


def epoch_key(space: OpenSpace, keys: Keyring) -> bytes:
    """Return the key of the space's epoch from its grant to this person; core's Quarantine otherwise.

    The grant has to come from a pinned member, name exactly the pinned members, and be of no older epoch than the
    reader's vault remembers. Missing, edited, swapped: quarantine.
    """
    return epochs.open_grant(space, first(Grant, _GRANTED, space.id, space.epoch, keys.person), keys)


def mine(person: str, keys: Keyring) -> tuple[OpenSpace, ...]:
    """Return this person's spaces, by the names they gave them; ended ones come last."""
    book = vaults.read(person, keys)
    spaces = opened_each(Space.objects.filter(seats__person_id=person), person, book, keys)
    return tuple(sorted(spaces, key=lambda space: (space.ended, space.label.casefold(), space.id)))
