"""Forms that arrive locked: sealed at once, shown again after the unlock in the same browser, never sent by themselves.

Two seals, one inside the other. The inner one uses a key of this sign-in, so whoever edits the database cannot plant a
form; the outer one uses the person's public key as this browser knows it, so only the unlocked person can read it.
"""

import os
import uuid
from collections.abc import Callable
from dataclasses import dataclass

from django.forms import BaseForm
from django.http import QueryDict
from django.utils.functional import Promise

from ownaccord.accounts import sign_ins
from ownaccord.accounts.keys import (
    Keyring,
    Place,
    Unreadable,
    decode,
    encode,
    open_sealed,
    pad,
    seal,
    seal_held,
    unpad,
)  # fmt: skip
from ownaccord.accounts.lookups import hour
from ownaccord.accounts.models import HeldForm, SignIn
from ownaccord.accounts.requests import Asked
from ownaccord.accounts.tabs import FIELD, owner
from ownaccord.lib.coaching import as_typed

LONGEST_HOURS = 24
MOST = 8
FLOOR = 2048
LONGEST = 300_000
_PURPOSE = "form"
_SKIPPED = ("csrfmiddlewaretoken", "_held", FIELD)


@dataclass(frozen=True, slots=True)
class Held:
    """How a view's form is shown again: its title, its form, whether its button only tightens, and what it is about.

    `form` is a form class, called as form(data), or a function, called as form(data, request, **what the address says).
    `about` is called in the same way; its words stand in place of what was sent beside the form's fields.
    """

    title: str | Promise
    form: Callable[..., BaseForm] | None = None
    tightens: bool = False
    about: Callable[..., str] | None = None

    def words(self, data: QueryDict, request: Asked, said: dict[str, object]) -> str:
        """Return what it is about, in words, or nothing."""
        return self.about(data, request, **said) if self.about else ""

    def bound(self, data: QueryDict, request: Asked, said: dict[str, object]) -> BaseForm | None:
        """Return the form with what was typed in it."""
        if self.form is None:
            return None
        return self.form(data) if isinstance(self.form, type) else self.form(data, request, **said)


@dataclass(frozen=True, slots=True, repr=False)
class HeldText:
    """An opened held form: where it was going and what was typed."""

    id: str
    path: str
    fields: tuple[tuple[str, str], ...]

    def data(self) -> QueryDict:
        """Return what was typed, as Django's forms take it."""
        data = QueryDict(mutable=True)
        for name, value in self.fields:
            data.appendlist(name, value)
        return data


def hold(request: Asked) -> bool:
    """Seal the form for whoever's page it stood on; False when that is not possible, then nothing is stored."""
    author = owner(request)
    if author is None:
        return False
    row, token = author
    locked = sign_ins.locked_of(row, token)
    typed = as_typed(request.POST)
    fields = [[key, value] for key in typed if key not in _SKIPPED for value in typed.getlist(key)]
    plain = encode({"path": request.path, "fields": fields})
    if locked is None or len(plain) > LONGEST:
        return False
    inner = seal(locked.hold_key, _place(row.person_id), pad(plain, FLOOR), os.urandom)
    _make_room(row.person_id)
    HeldForm.objects.create(
        id=uuid.uuid4().hex,
        person_id=row.person_id,
        sealed=seal_held(locked.public, row.person_id, _PURPOSE, inner),
        expires_hour=hour(request.now) + LONGEST_HOURS,
    )
    return True


def waiting(keys: Keyring, sign_in: tuple[SignIn, bytes], now: int) -> list[HeldText]:
    """Return what this browser holds for this person, younger than a day, the oldest first."""
    locked = sign_ins.locked_of(*sign_in)
    rows = HeldForm.objects.filter(person_id=keys.person, expires_hour__gt=hour(now)).order_by("expires_hour", "pk")
    return [text for row in rows if locked and (text := _opened(keys, locked.hold_key, row)) is not None]


def let_go(person: str, held: str) -> None:
    """Forget one held form; anything else than one's id is none (PostgreSQL takes not every text)."""
    if held.isalnum():
        HeldForm.objects.filter(pk=held, person_id=person).delete()


def _opened(keys: Keyring, hold_key: bytes, row: HeldForm) -> HeldText | None:
    try:
        inner = keys.open_held(_PURPOSE, bytes(row.sealed))
        book = decode(unpad(open_sealed(hold_key, _place(keys.person), inner), FLOOR))
        path, fields = book["path"], tuple((key, value) for key, value in book["fields"])
    except (Unreadable, KeyError, TypeError, ValueError):
        return None
    texts = [path, *(text for field in fields for text in field)]
    return HeldText(row.pk, path, fields) if all(isinstance(text, str) for text in texts) else None


def _make_room(person: str) -> None:
    old = HeldForm.objects.filter(person_id=person).order_by("-expires_hour", "-pk").values_list("pk", flat=True)
    HeldForm.objects.filter(pk__in=list(old[MOST - 1 :])).delete()


def _place(person: str) -> Place:
    return Place("held-form", author=person)
