"""Between core's grants of epoch keys and the rows that hold them."""

import os
from collections.abc import Mapping
from typing import Any

from ownaccord.accounts.keys import Keyring, NotCanonical, decode, encode
from ownaccord.core import grant as core
from ownaccord.core.ledger import Quarantine, Stage
from ownaccord.spaces.access import OpenSpace
from ownaccord.spaces.models import Grant

EPOCH_KEY = 32


def grants(space: str, epoch: int, members: Mapping[str, bytes], keys: Keyring) -> list[Grant]:
    """Return the rows that give a fresh epoch key to every member, not yet stored."""
    made = core.make(space, epoch, os.urandom(EPOCH_KEY), members, keys, os.urandom)
    return [
        Grant(
            space_id=space, epoch=epoch, to_id=to, by_id=keys.person, sealed=each.sealed, macs=encode(dict(each.macs))
        )
        for to, each in made.items()
    ]


def open_grant(space: OpenSpace, row: Grant | None, keys: Keyring) -> bytes:
    """Return the epoch key of a stored grant; Quarantine when it is missing or anything about it does not fit."""
    if row is None or space.changed or space.waiting or not space.begun or row.by_id not in space.members:
        raise Quarantine(Stage.GRANT)
    stored = core.Grant(bytes(row.sealed), macs_of(bytes(row.macs)))
    return core.open_grant(stored, space.id, space.epoch, str(row.by_id), space.members, keys)


def macs_of(stored: bytes) -> dict[str, bytes]:
    """Return stored MACs; none when somebody damaged them, and then nobody vouches for what they were for."""
    try:
        macs: Any = decode(stored)
    except NotCanonical:
        return {}
    return macs if isinstance(macs, dict) and all(isinstance(mac, bytes) for mac in macs.values()) else {}
