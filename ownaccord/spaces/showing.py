"""What members show of themselves in a space: showing it, taking it back, and reading what the others show.

Beside actions.py and gathering.py a writer of this room's rows. One row a member holds everything that they show; it is
written anew with a higher number at each change, and stays, empty, when everything was taken back.
"""

import os
from collections.abc import Callable, Mapping
from contextlib import suppress

from django.db import transaction

from ownaccord.accounts import vaults
from ownaccord.accounts.keys import Keyring, VaultBook, encode
from ownaccord.core import shown as core
from ownaccord.core.ledger import Quarantine, SpaceView
from ownaccord.core.position import is_number
from ownaccord.core.shown import Cards
from ownaccord.core.terms import LATEST
from ownaccord.spaces import actions, epochs, queries
from ownaccord.spaces.access import OpenSpace
from ownaccord.spaces.models import Shown

Change = Callable[[Cards], Cards]
CONVERSATION, ANSWER = "conversation:", "answer"
"""Under which names an answer to a conversation card is shown: what about, and its only line."""


def mine(book: VaultBook, space: str) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return what this person shows in a space, as their own vault knows it; what cannot be read is nothing."""
    return _kept(book, space)[1]


def _kept(book: VaultBook, space: str) -> tuple[int, dict[str, tuple[tuple[str, str], ...]]]:
    """The number and the cards of this person's newest row."""
    match book.get(f"shown/{space}"):
        case [number, dict(cards)] if is_number(number, LATEST):
            return int(number), {str(about): _lines(lines) for about, lines in cards.items() if _lines(lines)}
    return 0, {}


def _lines(kept: object) -> tuple[tuple[str, str], ...]:
    found = []
    for line in kept if isinstance(kept, list) else ():
        match line:
            case [str(asked), str(said)]:
                found.append((asked, said))
    return tuple(found)


def answers(cards: Cards) -> dict[str, str]:
    """Return the answers to conversation cards among these, by card, as far as they are any."""
    found = {}
    for about, lines in cards.items():
        match tuple(lines):
            case ((asked, said),) if about.startswith(CONVERSATION) and asked == ANSWER and said:
                found[about.removeprefix(CONVERSATION)] = said
    return found


def show(*, space: OpenSpace, keys: Keyring, about: str, lines: tuple[tuple[str, str], ...]) -> None:
    """Show these lines about something to the space, in place of earlier ones; Quarantine while it starts anew."""
    _change(space, keys, lambda cards: {**cards, about: lines})


def take_back(*, space: OpenSpace, keys: Keyring, about: str) -> None:
    """Show nothing about this any more. Where nothing can be written now, the row goes."""
    try:
        _change(space, keys, lambda cards: {name: lines for name, lines in cards.items() if name != about})
    except Quarantine:
        with transaction.atomic():
            actions.hold(space.id)
            vaults.change(keys.person, keys, lambda book: _keep(book, space.id, _without(book, space.id, about)))
            Shown.objects.filter(space_id=space.id, author_id=keys.person).delete()


def _without(book: VaultBook, space: str, about: str) -> Cards:
    return {name: lines for name, lines in mine(book, space).items() if name != about}


def _keep(book: VaultBook, space: str, cards: Cards) -> None:
    number = _kept(book, space)[0] + 1
    book.put(f"shown/{space}", [number, {about: [list(line) for line in lines] for about, lines in cards.items()}])


def _change(space: OpenSpace, keys: Keyring, change: Change) -> None:
    epoch_key = queries.epoch_key(space, keys)
    with transaction.atomic():
        if actions.hold(space.id) is None:
            raise actions.Estranged
        book = vaults.change(keys.person, keys, lambda book: _changed(book, space.id, change))
        _store(space, keys, book, epoch_key)


def _changed(book: VaultBook, space: str, change: Change) -> None:
    _keep(book, space, change(mine(book, space)))


def _store(space: OpenSpace, keys: Keyring, book: VaultBook, epoch_key: bytes) -> None:
    number = _kept(book, space.id)[0]
    view = SpaceView(space.id, space.epoch, space.members)
    made = core.make(view, number, mine(book, space.id), keys, epoch_key, os.urandom)
    Shown.objects.update_or_create(
        space_id=space.id, author_id=keys.person,
        defaults={"epoch": space.epoch, "number": number, "sealed": made.sealed, "macs": encode(dict(made.macs))},
    )  # fmt: skip


def shown_to(space: OpenSpace, keys: Keyring) -> Mapping[str, Cards]:
    """Return what each other member shows this reader: nothing of whoever shows nothing, or where it does not fit."""
    book = vaults.read(keys.person, keys)
    try:
        every = _whole(space, keys, queries.epoch_key(space, keys))
    except Quarantine:
        return {}
    known = {who: _seen(book, space.id, who) for who in every}
    others = {who: cards for who, (number, cards) in every.items() if cards and number >= known[who]}
    return {who: cards for who, cards in others.items() if who != keys.person}


def _whole(space: OpenSpace, keys: Keyring, epoch_key: bytes) -> dict[str, tuple[int, Cards]]:
    """What each member's row says, with its number; a row that does not fit is left out."""
    view, found = SpaceView(space.id, space.epoch, space.members), {}
    for row in Shown.objects.filter(space_id=space.id, epoch=space.epoch):
        stored = core.Shown(row.number, bytes(row.sealed), epochs.macs_of(bytes(row.macs)))
        with suppress(Quarantine):
            found[str(row.author_id)] = row.number, core.read(view, str(row.author_id), stored, keys, epoch_key)
    return found


def at_unlock(space: OpenSpace, keys: Keyring) -> None:
    """Show again what this person shows, where a new epoch or an edit hides it; remember the others' numbers."""
    try:
        epoch_key = queries.epoch_key(space, keys)
    except Quarantine:
        return
    with transaction.atomic():
        if actions.hold(space.id) is None:
            return
        rows = _whole(space, keys, epoch_key)
        book = vaults.change(keys.person, keys, lambda book: _remember(book, space.id, keys.person, rows))
        number, cards = _kept(book, space.id)
        if cards and rows.get(keys.person) != (number, cards):
            book = vaults.change(keys.person, keys, lambda book: _changed(book, space.id, dict))
            _store(space, keys, book, epoch_key)


def _seen(book: VaultBook, space: str, author: str) -> int:
    """The number of the newest row of theirs that this person has seen; 0 for none, or when it cannot be read."""
    kept = book.get(f"shown-by/{space}/{author}", 0)
    return int(kept) if is_number(kept, LATEST) else 0


def _remember(book: VaultBook, space: str, reader: str, rows: Mapping[str, tuple[int, Cards]]) -> None:
    for author, (number, _cards) in rows.items():
        if author != reader and number > _seen(book, space, author):
            book.put(f"shown-by/{space}/{author}", number)
