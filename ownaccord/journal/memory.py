"""What a person's own vault keeps about their entries; docs/develop/spec/vault-store.md lists it all."""

from ownaccord.accounts.keys import VaultBook
from ownaccord.core.entry import EMPTY_SUM

_SUM = "journal/sum"


def kept_sum(book: VaultBook) -> bytes:
    """Return the sum over all entries as they were last written; that of none where nothing, or no sum, is kept."""
    kept = book.get(_SUM)
    return kept if isinstance(kept, bytes) and len(kept) == len(EMPTY_SUM) else EMPTY_SUM


def keep_sum(book: VaultBook, total: bytes) -> None:
    """Keep the sum over all entries; that of none is not kept, so a vault of somebody who writes nothing has none."""
    if total == EMPTY_SUM:
        book.drop(_SUM)
    else:
        book.put(_SUM, total)
