"""What a person's own vault keeps of their interest: pages about oneself and decks both read it, and know nothing of
each other. It permits nothing, and this room asks nothing of it.
"""

from contextlib import suppress
from typing import Any

from ownaccord.accounts.keys import VaultBook
from ownaccord.core.errors import Malformed
from ownaccord.core.interest import Answer, as_list, from_list


def answer(book: VaultBook, item: str) -> Answer:
    """Return what was said about an item; an empty answer when nothing was, or when it cannot be read."""
    fields = book.get(f"interest/{item}")
    with suppress(Malformed):
        return from_list(item, fields) if fields is not None else Answer(item)
    return Answer(item)


def answers(book: VaultBook) -> dict[str, Answer]:
    """Return every answer by its item; one that cannot be read is none."""
    found = {}
    for key, fields in book.under("interest/").items():
        item = key.removeprefix("interest/")
        with suppress(Malformed):
            found[item] = from_list(item, fields)
    return found


def keep_answer(book: VaultBook, said: Answer) -> None:
    """Keep an answer in place of an earlier one, which can be brought back once."""
    before = book.get(f"interest/{said.item}")
    if before == _plain(said):
        return
    book.put("interest-before", [said.item, before])
    _put(book, said)


def _plain(said: Answer) -> list[object] | None:
    return None if said.says_nothing else as_list(said)


def _put(book: VaultBook, said: Answer) -> None:
    if said.says_nothing:
        book.drop(f"interest/{said.item}")
    else:
        book.put(f"interest/{said.item}", as_list(said))


def changed_last(book: VaultBook) -> str:
    """Return the item on which the last change was made that can be taken back; empty when there is none."""
    return _before(book)[0]


def _before(book: VaultBook) -> tuple[str, Any]:
    """What the last change was on, and what was there; nothing where the entry cannot be read."""
    match book.get("interest-before"):
        case [str(item), fields]:
            return item, fields
    return "", None


def undo(book: VaultBook) -> str:
    """Bring back what was said before the last change; the item, empty when there is nothing to bring back."""
    item, fields = _before(book)
    book.drop("interest-before")
    if item:
        try:
            _put(book, from_list(item, fields) if fields is not None else Answer(item))
        except Malformed:
            return ""
    return str(item)
