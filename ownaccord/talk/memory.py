"""What a person's own vault keeps of threads; docs/develop/spec/vault-store.md lists it all."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from ownaccord.accounts.keys import VaultBook
from ownaccord.core.position import is_number
from ownaccord.core.thread import Known

MOST = 2**31


@dataclass(frozen=True, slots=True, repr=False)
class Seen:
    """What was seen of one thread, in which epoch; whether its item was Talk first or more, and whether it was over."""

    epoch: int = 0
    heads: Known = field(default_factory=dict)
    was_open: bool = False
    ended: bool = False


def seen(book: VaultBook, space: str, about: str) -> Seen:
    """Return what this person has seen of a thread; what cannot be read is nothing."""
    match book.get(f"thread/{space}/{about}"):
        case [int(epoch), dict(kept), bool(was), bool(ended)]:
            return Seen(int(epoch), dict(_heads(kept)), was, ended)
    return Seen()


def _heads(kept: dict[object, object]) -> Iterable[tuple[str, tuple[int, bytes]]]:
    for author, head in kept.items():
        match head:
            case [int(number), bytes(digest)] if type(author) is str and is_number(number, MOST):
                yield author, (number, digest)


def topics(book: VaultBook, space: str) -> Iterable[str]:
    """Return the names of the threads of a space of which this person has seen something."""
    return [key.removeprefix(f"thread/{space}/") for key in book.under(f"thread/{space}/")]


def known(book: VaultBook, space: str, epoch: int, about: str) -> Known:
    """Return the newest posts of each that this person has seen in this epoch."""
    kept = seen(book, space, about)
    return kept.heads if kept.epoch == epoch else {}


def was_open(book: VaultBook, space: str, about: str) -> bool:
    """Return whether the item was Talk first or more in force when this person last looked at the thread."""
    return seen(book, space, about).was_open


def ended(book: VaultBook, space: str, epoch: int, about: str) -> bool:
    """Return whether this person knows that the thread is over."""
    kept = seen(book, space, about)
    return kept.ended and kept.epoch == epoch


def keep(book: VaultBook, space: str, about: str, new: Seen) -> None:
    """Remember what was seen of a thread."""
    heads = {author: [number, digest] for author, (number, digest) in new.heads.items()}
    book.put(f"thread/{space}/{about}", [new.epoch, heads, new.was_open, new.ended])


def forget(book: VaultBook, living: frozenset[str]) -> None:
    """Forget the threads of spaces that are over."""
    for key in list(book.under("thread/")):
        if key.split("/")[1] not in living:
            book.drop(key)
