"""Whole chains: the structure of each without any key, for `ownaccord check`; and for one member, before a scene.

It says where something fails, never what.
"""

from collections.abc import Iterator

from ownaccord.accounts.keys import Keyring
from ownaccord.consent import rows
from ownaccord.consent.looking import Look
from ownaccord.consent.models import LedgerRow
from ownaccord.core import ledger
from ownaccord.core.ledger import SpaceView


def broken() -> Iterator[str]:
    """Yield one line for every chain whose structure fails: the space, the epoch and the stage."""
    places = LedgerRow.objects.order_by("space", "epoch").values_list("space", "epoch").distinct()
    for space, epoch in places:
        for author, chain in rows.chains(space, epoch).items():
            stage = ledger.walk_whole_chain(space, epoch, author, chain)
            if stage is not None:
                yield f"space {space}, epoch {epoch}: {stage}"


def count() -> int:
    """Return how many records are stored."""
    return LedgerRow.objects.count()


def is_whole(look: Look, keys: Keyring) -> bool:
    """Whether every chain of this epoch holds from its first record on, for this member; asked before a scene."""
    if look.epoch_key is None:
        return False
    view = SpaceView(look.space.id, look.space.epoch, look.space.members)
    every = rows.chains(look.space.id, look.space.epoch)
    return all(ledger.walk_with_keys(view, keys, look.epoch_key, who, chain) is None for who, chain in every.items())
