"""Sign-ins: the one writer of their rows. Unlocked, a row holds the working keys, sealed under the cookie's secret."""

import os
import uuid
from collections.abc import Collection
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import Q

from ownaccord.accounts import proven, shared_devices, throttling, vaults, witnesses
from ownaccord.accounts.browser import Browser
from ownaccord.accounts.keys import (
    Keyring,
    Label,
    Place,
    Unreadable,
    VaultBook,
    decode,
    encode,
    expand,
    open_sealed,
    seal,
)
from ownaccord.accounts.lookups import day, hour, token_hash
from ownaccord.accounts.models import HeldForm, KeyWrap, OneTimeLink, Pause, Person, SignIn
from ownaccord.lib import database
from ownaccord.lib.asking import first

IDLE_OWN = 600
IDLE_SHARED = 120
LONGEST_UNLOCKED = 12 * 3600
# A clock that is set right by this much keeps nobody's keys open, and takes them from nobody.
TURNED = 300
DAYS_OWN = 30
DAYS_SHARED = 1
KEY = 32
HIGHEST_SIGN = 2**15


@dataclass(frozen=True, slots=True, repr=False)
class Opened:
    """An account that was just opened: its keys, its new sign-in, and what goes into the two cookies.

    `token` finds the sign-in and stays while locked. Only with `opening` does it open the keys; the browser loses that
    when it locks, so a copy of the row from before opens nothing afterwards.
    """

    keys: Keyring
    token: bytes
    opening: bytes
    sign_in: SignIn


@dataclass(frozen=True, slots=True, repr=False)
class Locked:
    """What a locked sign-in can do with a form: seal it to this public key, and mark it with this key of its own."""

    public: bytes
    hold_key: bytes


def start(
    keys: Keyring,
    wrap: KeyWrap,
    *,
    browser: Browser,
    shared: bool,
    now: int,
    before: tuple[SignIn, bytes] | None = None,
) -> Opened:
    """Store a new unlocked sign-in and return its token; `before` is the locked one (row, token) that it replaces.

    `shared`: in shared-device mode whatever was chosen; where its owner chose it for this browser it is on anyway.
    The vault is rewritten, so that an unlock and an answer look alike. Unreadable when what opened the account was
    replaced meanwhile.
    """
    token, opening, until = os.urandom(32), os.urandom(32), now + LONGEST_UNLOCKED
    locked = _locked_before(keys, before)
    with transaction.atomic():
        sweep(now)
        book = _rewrite(keys, browser)
        shared = shared or shared_devices.is_chosen(book, keys.person, browser)
        if not KeyWrap.objects.filter(pk=wrap.pk).exists():
            raise Unreadable
        row = SignIn.objects.create(
            id=uuid.uuid4().hex,
            person_id=keys.person,
            wrap=wrap,
            token_hash=token_hash(token),
            locked_sealed=_seal(token, keys.person, "locked", encode([keys.public, locked.hold_key])),
            shared=shared,
            sign=_sign(book),
            until_day=day(now) + (DAYS_SHARED if shared else DAYS_OWN),
            made_on=day(now),
            keys_sealed=_seal(token + opening, keys.person, "keys", keys.dumps(), until),
            idle_until=now + idle_limit(shared),
            unlocked_until=until,
        )
        if before is not None:
            SignIn.objects.filter(pk=before[0].pk).delete()
    return Opened(keys, token, opening, row)


def idle_limit(shared: bool) -> int:
    """Return after how many idle seconds a sign-in locks itself."""
    return IDLE_SHARED if shared else IDLE_OWN


def find(token: bytes, now: int) -> SignIn | None:
    """Return the living sign-in of this token."""
    hashed = token_hash(token)
    row = first(SignIn, "WHERE token_hash = %s", hashed)
    if row is None or row.until_day < day(now):
        proven.forget(hashed)
        return None
    proven.remember(hashed)
    return row


def who_is_unlocked(hashes: Collection[bytes], now: int) -> dict[bytes, str | None]:
    """Return the person of each living sign-in among these token hashes; None for one that is locked."""
    rows = SignIn.objects.filter(token_hash__in=hashes, until_day__gte=day(now)).defer("keys_sealed", "locked_sealed")
    # Locking erases the times together with the keys, so that these need not be fetched.
    return {bytes(row.token_hash): row.person_id if _in_time(row, now) else None for row in rows}


def keys_of(row: SignIn, secret: bytes, now: int) -> Keyring | None:
    """Return the working keys of an unlocked sign-in, or None; one that idled too long is locked here and now.

    `secret`: the token and the opening of this browser. The absolute end is bound: an edited one opens nothing.
    """
    if row.keys_sealed is None:
        return None
    if not _in_time(row, now):
        _lock_if_free(row)
        return None
    try:
        sealed, until = bytes(row.keys_sealed), row.unlocked_until or 0
        return Keyring.loads(row.person_id, _open(secret, row.person_id, "keys", sealed, until))
    except Unreadable:
        return None


def _in_time(row: SignIn, now: int) -> bool:
    """Whether neither limit has passed, nor is further away than any can be: a clock that was turned back since."""
    idle, whole = row.idle_until or 0, row.unlocked_until or 0
    longest = now + idle_limit(row.shared) + TURNED, now + LONGEST_UNLOCKED + TURNED
    return now < idle <= longest[0] and now < whole <= longest[1]


def locked_of(row: SignIn, token: bytes) -> Locked | None:
    """Return what this sign-in may use while locked. Sealed, so that an edited row cannot catch or plant a form."""
    try:
        public, hold_key = decode(_open(token, row.person_id, "locked", bytes(row.locked_sealed)))
    except (Unreadable, TypeError, ValueError):
        return None
    whole = all(isinstance(key, bytes) and len(key) == KEY for key in (public, hold_key))
    return Locked(public, hold_key) if whole else None


def seal_under(token: bytes, person: str, what: str, plaintext: bytes) -> bytes:
    """Return something sealed under the token of a sign-in, for a cookie that goes with it."""
    return _seal(token, person, what, plaintext)


def open_under(token: bytes, person: str, what: str, sealed: bytes) -> bytes:
    """Return what was sealed under this token; Unreadable otherwise."""
    return _open(token, person, what, sealed)


def stay(row: SignIn, now: int) -> None:
    """Move the idle limit on, at most twice a minute; where that cannot be written, reading goes on without it."""
    until = now + idle_limit(row.shared)
    if row.keys_sealed is not None and until - (row.idle_until or 0) >= 30:
        with database.courtesy(connection), transaction.atomic():
            database.free(SignIn.objects.filter(pk=row.pk, keys_sealed__isnull=False)).update(idle_until=until)


def lock(row: SignIn) -> None:
    """Erase the working keys; the sign-in stays."""
    SignIn.objects.filter(pk=row.pk).update(keys_sealed=None, idle_until=None, unlocked_until=None)
    row.keys_sealed = row.idle_until = row.unlocked_until = None


def _lock_if_free(row: SignIn) -> None:
    """A pause may be what is asked: it waits for nobody who has this row. Past its time it opens nothing anyway."""
    with database.courtesy(connection), transaction.atomic():
        database.free(SignIn.objects.filter(pk=row.pk)).update(keys_sealed=None, idle_until=None, unlocked_until=None)
    row.keys_sealed = row.idle_until = row.unlocked_until = None


def share(row: SignIn, shared: bool, now: int) -> None:
    """Switch shared-device mode of this sign-in: it locks sooner and ends with the browser."""
    row.shared = shared
    row.until_day = day(now) + (DAYS_SHARED if shared else DAYS_OWN)
    row.idle_until = now + idle_limit(shared)
    row.save(update_fields=["shared", "until_day", "idle_until"])


def sign_with(row: SignIn, sign: int) -> None:
    """Show this sign for the person at the curtain, in every browser where they are signed in."""
    SignIn.objects.filter(person_id=row.person_id).update(sign=sign)
    row.sign = sign


def end(row: SignIn) -> None:
    """End this sign-in."""
    SignIn.objects.filter(pk=row.pk).delete()


def sweep(now: int) -> None:
    """Erase the keys of everything that idled too long, and what lapsed; the next sweep takes what another holds."""
    over = Q(idle_until__lte=now) | Q(unlocked_until__lte=now)
    turned = Q(idle_until__gt=now + IDLE_OWN + TURNED) | Q(unlocked_until__gt=now + LONGEST_UNLOCKED + TURNED)
    idle = SignIn.objects.filter(over | turned, keys_sealed__isnull=False)
    with transaction.atomic():
        database.free(idle).update(keys_sealed=None, idle_until=None, unlocked_until=None)
        database.free(SignIn.objects.filter(until_day__lt=day(now))).delete()
        database.free(OneTimeLink.objects.filter(expires_at__lte=now)).delete()
        database.free(HeldForm.objects.filter(expires_hour__lte=hour(now))).delete()
        database.free(throttling.lapsed(now)).delete()
        Pause.objects.exclude(person_id__in=Person.objects.values("pk")).delete()


def _rewrite(keys: Keyring, browser: Browser) -> VaultBook:
    stored = vaults.hold(keys.person)
    return vaults.change(keys.person, keys, lambda book: witnesses.notes_behind(keys, browser, book, stored))


def _sign(book: VaultBook) -> int:
    kept = book.get("sign", 0)
    return kept if type(kept) is int and 0 <= kept < HIGHEST_SIGN else 0


def _locked_before(keys: Keyring, before: tuple[SignIn, bytes] | None) -> Locked:
    kept = locked_of(*before) if before is not None else None
    return kept if kept is not None else Locked(keys.public, os.urandom(32))


def _seal(secret: bytes, person: str, what: str, plaintext: bytes, until: int = 0) -> bytes:
    key = expand(secret, Label.SIGN_IN, what)
    return seal(key, Place("sign-in", author=person, seq=until, kind=what), plaintext, os.urandom)


def _open(secret: bytes, person: str, what: str, sealed: bytes, until: int = 0) -> bytes:
    key = expand(secret, Label.SIGN_IN, what)
    return open_sealed(key, Place("sign-in", author=person, seq=until, kind=what), sealed)
