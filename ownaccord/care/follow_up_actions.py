"""What somebody does in this room; all of it is written into their own vault alone, and permits nothing."""

from ownaccord.accounts import vaults
from ownaccord.accounts.keys import Keyring, VaultBook
from ownaccord.care import after_memory, feed
from ownaccord.care import follow_up_memory as memory
from ownaccord.care.after_memory import Said
from ownaccord.care.follow_up_memory import Ended, Prepared
from ownaccord.care.follow_ups import FollowUp
from ownaccord.core.followup import Times


def note_end(*, person: str, keys: Keyring, space: str, ended: Ended) -> None:
    """Remember that a scene of this person is over, if that is not known yet."""
    if all(each.mark != ended.mark for each in memory.ends(vaults.read(person, keys), space)):
        vaults.change(person, keys, lambda book: memory.note_end(book, space, ended))
        feed.refresh(person, keys)


def answer(*, person: str, keys: Keyring, about: FollowUp, said: Said) -> None:
    """Keep how this person is at a follow-up, which is then put away."""

    def write(book: VaultBook) -> None:
        after_memory.keep(book, about.space, said)
        memory.put_away(book, about.space, about.mark, about.moment.hours)

    vaults.change(person, keys, write)


def put_away(*, person: str, keys: Keyring, about: FollowUp) -> None:
    """Put a follow-up away without a word."""
    vaults.change(person, keys, lambda book: memory.put_away(book, about.space, about.mark, about.moment.hours))


def keep_times(*, person: str, keys: Keyring, new: Times) -> None:
    """Keep when follow-ups come."""
    vaults.change(person, keys, lambda book: memory.keep_times(book, new))
    feed.refresh(person, keys)


def prepare(*, person: str, keys: Keyring, space: str, new: Prepared) -> None:
    """Keep words for afterwards."""
    vaults.change(person, keys, lambda book: memory.keep_prepared(book, space, new))
