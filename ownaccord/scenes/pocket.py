"""The pocket list in a person's own vault: what they want at hand, in a scene and elsewhere.

It is its owner's alone. It stands down here because their own device shows it in a scene; the pages on which it is
made are a higher room's.
"""

from ownaccord.accounts.keys import VaultBook
from ownaccord.core import pocket
from ownaccord.core.pocket import Lines


def lines(book: VaultBook) -> Lines:
    """Return this person's lines in their order."""
    return pocket.kept(book.get("pocket"))


def keep(book: VaultBook, said: Lines) -> None:
    """Keep these lines in place of what was there."""
    book.put("pocket", pocket.stored(said))


def words(book: VaultBook) -> tuple[str, ...]:
    """Return the words alone, in their order."""
    return tuple(each.words for each in lines(book))
