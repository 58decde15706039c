"""What a person's own vault keeps of scenes; docs/develop/spec/vault-store.md lists it all."""

from ownaccord.accounts.keys import VaultBook
from ownaccord.core.position import is_number
from ownaccord.core.terms import LATEST


def rehearsed_at(book: VaultBook, space: str) -> int:
    """Return when this person last saw a red reach every device in a rehearsal here; 0 for never."""
    found = book.get(f"space/{space}/rehearsed")
    return int(found) if is_number(found, LATEST) else 0


def keep_rehearsed(book: VaultBook, space: str, at: int) -> None:
    """Remember that a rehearsal reached every device."""
    book.put(f"space/{space}/rehearsed", at)
