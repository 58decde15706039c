"""What `ownaccord check` looks at: the structure of every chain, without any key. It says where, never what."""

from collections.abc import Iterator

from ownaccord.consent import rows
from ownaccord.consent.models import LedgerRow
from ownaccord.core import ledger


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
