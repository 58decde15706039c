"""A plan on the table: one person puts it there as a whole, sealed under the key of the space's epoch and vouched for.

It asks; it says nothing of anybody's yes, which each confirmation is. Format: docs/develop/spec/scene.md.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from ownaccord.core.errors import Forged, Malformed
from ownaccord.core.plan import Plan, read_plan
from ownaccord.core.record import SpaceView
from ownaccord.vault import attest
from ownaccord.vault.canonical import encode
from ownaccord.vault.derive import Label, expand
from ownaccord.vault.errors import Unreadable
from ownaccord.vault.keyring import Keyring
from ownaccord.vault.sealing import Place, open_sealed, pad, seal, unpad

VERSION = 1
FLOOR = 8192

Entropy = Callable[[int], bytes]


@dataclass(frozen=True, slots=True, repr=False)
class Tabled:
    """A plan as stored: sealed, with its author's MACs (member -> MAC)."""

    body: bytes
    macs: Mapping[str, bytes]


def made(plan: Plan, view: SpaceView, keys: Keyring, epoch_key: bytes, entropy: Entropy) -> Tabled:
    """Return this plan as its author stores it."""
    sealed = seal(_key(epoch_key, keys.person), _place(view, keys.person), pad(plan.as_bytes, FLOOR), entropy)
    return Tabled(sealed, keys.vouch(_digest(view, keys.person, sealed), view.space, view.epoch, view.members))


def read(tabled: Tabled, author: str, view: SpaceView, keys: Keyring, epoch_key: bytes) -> Plan:
    """Return the plan that this member put on the table; Forged unless they vouch for it and it is about this space."""
    known, digest = view.members.get(author), _digest(view, author, tabled.body)
    if known is None or not keys.vouched(digest, tabled.macs, author, known, view.space, view.epoch):
        raise Forged("not theirs")
    try:
        plan = read_plan(unpad(open_sealed(_key(epoch_key, author), _place(view, author), tabled.body), FLOOR))
    except (Unreadable, Malformed):
        raise Forged("not a plan") from None
    if (plan.space, plan.epoch, plan.members) != (view.space, view.epoch, tuple(sorted(view.members))):
        raise Forged("not about these people")
    return plan


def _digest(view: SpaceView, author: str, sealed: bytes) -> bytes:
    header = encode([str(Label.PLAN), VERSION, view.space, view.epoch, author])
    return attest.digest(header, sha256(sealed).digest())


def _key(epoch_key: bytes, author: str) -> bytes:
    return expand(epoch_key, Label.PLAN_KEY, author)


def _place(view: SpaceView, author: str) -> Place:
    return Place("plan", view.space, view.epoch, author, 0, "", VERSION)
