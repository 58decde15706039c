"""The verbs of the pocket list: everything goes into the person's own vault, and nowhere else."""

import os
from collections.abc import Callable

from ownaccord.accounts import vaults
from ownaccord.accounts.keys import Keyring
from ownaccord.core import pocket
from ownaccord.core.pocket import MARK, Line, Lines
from ownaccord.scenes import pocket as pockets


def keep(*, person: str, keys: Keyring, words: str) -> None:
    """Keep a line at the end of the list; nothing changes when it is there. Full when there is no room."""
    new = Line(os.urandom(MARK // 2).hex(), words)
    _change(person, keys, lambda lines: pocket.added(lines, new))


def put_first(*, person: str, keys: Keyring, line: str) -> None:
    """Put a line before the others."""
    _change(person, keys, lambda lines: pocket.first(lines, line))


def take_out(*, person: str, keys: Keyring, line: str) -> None:
    """Forget a line."""
    _change(person, keys, lambda lines: pocket.without(lines, line))


def _change(person: str, keys: Keyring, step: Callable[[Lines], Lines]) -> None:
    vaults.change(person, keys, lambda book: pockets.keep(book, step(pockets.lines(book))))
