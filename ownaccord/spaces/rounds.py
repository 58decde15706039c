"""One round of texts that open together, in its rows: what the others said, and the own row as it has to be.

Which rounds there are, and what is said in them, is the business of together.py and excerpts.py.
"""

import os
from collections.abc import Mapping

from ownaccord.accounts.keys import Keyring, encode
from ownaccord.core import apart
from ownaccord.core import together as core
from ownaccord.core.apart import Mine, Round, Stand
from ownaccord.core.together import Message, Reader, There
from ownaccord.spaces import epochs
from ownaccord.spaces.access import OpenSpace
from ownaccord.spaces.models import Said, Together


def every(space: str) -> list[Together]:
    """Return the rounds of a space that are about no scene, the oldest first."""
    found = Together.objects.filter(space_id=space).order_by("pk")
    return [row for row in found if len(bytes(row.mark)) == apart.MARK]


def reader(space: OpenSpace, keys: Keyring, mark: bytes, epoch_key: bytes) -> Reader:
    """Return whoever takes steps in the round of this mark."""
    about = Round(space.id, space.epoch, mark, tuple(sorted(space.members)))
    return Reader(about, keys, space.members, epoch_key)


def said(row: Together) -> dict[str, Said]:
    """Return the row of each who has one in this round."""
    return {str(each.author_id): each for each in Said.objects.filter(together=row)}


def there(rows: Mapping[str, Said]) -> There:
    """Return what lies in these rows; whether anything of it fits is not said."""
    messages = {who: _message(each) for who, each in rows.items()}
    return There(messages, {who: bytes(each.text) for who, each in rows.items()})


def write(row: Together, author: Reader, mine: Mine, stored: Said | None) -> None:
    """Write the own row as it has to be; a void side writes none."""
    if mine.stand is Stand.VOID:
        return
    message, text = core.newest(author, mine), bytes(stored.text) if stored else b""
    if mine.stand in (Stand.OPENING, Stand.COMPLETE) and not core.is_there(author, mine, text):
        text = core.sealed_text(author, mine, os.urandom) or b""
    if stored is None or _message(stored) != message or bytes(stored.text) != text:
        Said.objects.update_or_create(
            together=row, author_id=author.keys.person,
            defaults={"body": message.body, "macs": encode(dict(message.macs)), "text": text},
        )  # fmt: skip


def _message(row: Said) -> Message:
    return Message(bytes(row.body), epochs.macs_of(bytes(row.macs)))
