"""What a person's own vault keeps of threads; docs/develop/spec/vault-store.md lists it all."""

from ownaccord.accounts.keys import VaultBook
from ownaccord.core.position import is_number
from ownaccord.core.thread import Known

MOST = 2**31


def known(book: VaultBook, space: str, epoch: int, about: str) -> Known:
    """Return the newest posts that this person has seen of each; what cannot be read is nothing."""
    found = {}
    match book.get(f"thread/{space}/{about}"):
        case [int(kept), dict(heads), bool()] if kept == epoch:
            for author, head in heads.items():
                match head:
                    case [int(number), bytes(digest)] if type(author) is str and is_number(number, MOST):
                        found[author] = (number, digest)
    return found


def was_open(book: VaultBook, space: str, about: str) -> bool:
    """Return whether the item was Talk first or more in force when this person last looked at the thread."""
    match book.get(f"thread/{space}/{about}"):
        case [_, _, bool(was)]:
            return was
    return False


def keep(book: VaultBook, space: str, epoch: int, about: str, heads: Known, was: bool) -> None:
    """Remember what was seen of a thread, and whether its item was Talk first or more."""
    kept = {author: [number, digest] for author, (number, digest) in heads.items()}
    book.put(f"thread/{space}/{about}", [epoch, kept, was])


def forget(book: VaultBook, living: frozenset[str]) -> None:
    """Forget the threads of spaces that are over."""
    for key in list(book.under("thread/")):
        if key.split("/")[1] not in living:
            book.drop(key)
