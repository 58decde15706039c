"""Texts that everybody in a space writes apart and that open together: writing one, looking again, leaving it.

Beside actions.py, gathering.py, showing.py and excerpts.py a writer of this room's rows. Every look, at an unlock or
by a press, takes all steps that can be taken and writes the own row anew, whether or not there is something to say.
"""

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from enum import StrEnum

from django.db import transaction

from ownaccord.accounts import vaults
from ownaccord.accounts.keys import Keyring, VaultBook
from ownaccord.accounts.lookups import day
from ownaccord.core import apart
from ownaccord.core import together as core
from ownaccord.core.apart import Mine, Stand
from ownaccord.core.errors import Malformed, Refused
from ownaccord.core.ledger import Quarantine
from ownaccord.core.position import DAY, LAST_DATE, is_number
from ownaccord.spaces import actions, queries, rounds, showing
from ownaccord.spaces.access import OpenSpace
from ownaccord.spaces.models import Said, Together

RHYTHM = "rhythm"
"""What every member has to show before anything is opened together: so a round begins whether or not anybody wrote."""
DAYS = 60
LONGEST = apart.LONGEST


class State(StrEnum):
    """How it stands for its reader. Waiting says nothing about anybody else; closed: not everybody shows a rhythm."""

    CLOSED = "closed"
    OPEN = "open"
    WAITING = "waiting"
    OPENING = "opening"
    READ = "read"


class NotNow(Refused):
    """There is no round to write in: not everybody shows a rhythm, or the last one was read today."""


@dataclass(frozen=True, slots=True, repr=False)
class Own:
    """What the own vault keeps: the own side of a round, the text, whether it is to be read, and since which day.

    `ended`: the round before did not complete, or was left by somebody.
    """

    mark: bytes = b""
    mine: Mine | None = None
    text: str = ""
    offered: bool = False
    on: int = 0
    ended: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class Page:
    """What a page shows: how it stands, the own text, and what was read the last time, by person."""

    state: State
    text: str = ""
    ended: bool = False
    read: Mapping[str, str] = field(default_factory=dict)


def look(space: OpenSpace, keys: Keyring) -> Page:
    """Return how it stands for this person, from their own vault alone: nothing of it depends on anybody else's."""
    book = vaults.read(keys.person, keys)
    own, read = _own(book, space.id), _last_read(book, space.id)
    state = _state(own)
    if state in (State.OPEN, State.WAITING) and not _everybody_shows(space, keys):
        state = State.CLOSED
    return Page(state, own.text, own.ended, {who: text for who, text in read.items() if who in space.members})


def _state(own: Own) -> State:
    match own.mine.stand if own.mine else None:
        case Stand.OPENING:
            return State.OPENING
        case Stand.COMPLETE:
            return State.READ
    return State.WAITING if own.offered else State.OPEN


def _everybody_shows(space: OpenSpace, keys: Keyring) -> bool:
    """Whether every member shows a rhythm, as far as this reader can tell."""
    if RHYTHM not in showing.mine(vaults.read(keys.person, keys), space.id):
        return False
    others = showing.shown_to(space, keys)
    return all(RHYTHM in others.get(who, {}) for who in space.members if who != keys.person)


# --- the verbs ------------------------------------------------------------------------------------------------------


def offer(*, space: OpenSpace, keys: Keyring, text: str, now: int) -> None:
    """Let this text be read once everybody has written, in place of an earlier one of the same round."""
    if not text or len(text) > LONGEST:
        raise Malformed("text")
    try:
        _say(space, keys, now, text, offered=True)
    except Quarantine:
        raise NotNow from None


def take_back(*, space: OpenSpace, keys: Keyring, now: int) -> None:
    """Let it not be read; it stays here for its author. NotNow once it lies there to be read.

    Where nothing can be read now, the own row goes, and the own side of the round with it.
    """
    own = _own(vaults.read(keys.person, keys), space.id)
    try:
        _say(space, keys, now, own.text, offered=False, at_once=True)
    except Quarantine:
        with transaction.atomic():
            actions.hold(space.id)
            vaults.change(keys.person, keys, lambda book: _keep(book, space.id, Own(text=own.text)))
            Said.objects.filter(together__in=rounds.every(space.id), author_id=keys.person).delete()


def _say(space: OpenSpace, keys: Keyring, now: int, text: str, *, offered: bool, at_once: bool = False) -> None:
    """Say what its owner wants, in the newest round, or `at_once`, before any step that could count the vote."""
    with transaction.atomic():
        if not at_once:
            _step(space, keys, now)
        own = _own(vaults.read(keys.person, keys), space.id)
        if own.mine is None or own.mine.stand in (Stand.OPENING, Stand.COMPLETE):
            raise NotNow
        said = replace(own, text=text, offered=offered, ended=False)
        vaults.change(keys.person, keys, lambda book: _keep(book, space.id, said))
        _step(space, keys, now)


def look_again(*, space: OpenSpace, keys: Keyring, now: int) -> None:
    """Take every step that can be taken. Nothing while the space cannot be read."""
    with suppress(Quarantine, actions.Estranged), transaction.atomic():
        _step(space, keys, now)


def at_unlock(space: OpenSpace, keys: Keyring, now: int) -> None:
    """Look again, where this person shows a rhythm."""
    if RHYTHM in showing.mine(vaults.read(keys.person, keys), space.id):
        look_again(space=space, keys=keys, now=now)


def leave_it(*, space: OpenSpace, keys: Keyring) -> None:
    """Take the round away for everybody; nothing says by whom, or who had written. The own text stays here."""
    with transaction.atomic():
        if actions.hold(space.id) is None:
            raise actions.Estranged
        Together.objects.filter(pk__in=[row.pk for row in rounds.every(space.id)]).delete()
        own = _own(vaults.read(keys.person, keys), space.id)
        left = Own(text="" if _state(own) is State.READ else own.text)
        vaults.change(keys.person, keys, lambda book: _keep(book, space.id, left))


# --- one look -------------------------------------------------------------------------------------------------------


def _step(space: OpenSpace, keys: Keyring, now: int) -> None:
    """Inside a transaction: go on in the own round, or into the next one."""
    epoch_key = queries.epoch_key(space, keys)
    if actions.hold(space.id) is None:
        raise actions.Estranged
    own, today = _own(vaults.read(keys.person, keys), space.id), day(now)
    rows = {bytes(row.mark): row for row in rounds.every(space.id) if row.epoch == space.epoch}
    if own.mine is not None and own.mark in rows:
        own = _go_on(space, keys, epoch_key, own, rows[own.mark], today)
    if _is_over(own, rows, today) and _everybody_shows(space, keys):
        row = _newest(own, rows) or _begun(space, today)
        read = own.mine is not None and own.mine.stand is Stand.COMPLETE
        text, ended = "" if read else own.text, own.ended or (own.offered and not read)
        fresh = Own(bytes(row.mark), core.meet(os.urandom), text, ended=ended)
        _go_on(space, keys, epoch_key, fresh, row, today)


def _is_over(own: Own, rows: Mapping[bytes, Together], today: int) -> bool:
    """Whether the own round can be left behind: it ended, it is gone, or a newer one lies there."""
    if own.mine is None or own.mine.stand is Stand.VOID:
        return True
    if own.mine.stand is Stand.COMPLETE:
        return today > own.on
    newer = bool(rows) and own.mark != tuple(rows)[-1]
    return own.mark not in rows or (newer and own.mine.stand is not Stand.OPENING)


def _newest(own: Own, rows: Mapping[bytes, Together]) -> Together | None:
    """The newest round, unless it is the own one that is over."""
    mark = tuple(rows)[-1] if rows else own.mark
    return rows.get(mark) if mark != own.mark else None


def _begun(space: OpenSpace, today: int) -> Together:
    return Together.objects.create(
        space_id=space.id, epoch=space.epoch, mark=os.urandom(apart.MARK), ends_on=today + DAYS
    )


def _go_on(space: OpenSpace, keys: Keyring, epoch_key: bytes, own: Own, row: Together, today: int) -> Own:
    """Every step in this round, with the own row; where its owner stands now."""
    if own.mine is None:
        return own
    reader, said = rounds.reader(space, keys, own.mark, epoch_key), rounds.said(row)
    after = core.advance(reader, own.mine, rounds.there(said), (own.offered and own.text) or None, os.urandom)
    ended = after.stand is Stand.COMPLETE and own.mine.stand is not Stand.COMPLETE
    gone_on = replace(own, mine=after, on=today if ended or not own.on else own.on)
    vaults.change(keys.person, keys, lambda book: _keep_with_last_read(book, space.id, gone_on, ended=ended))
    rounds.write(row, reader, after, said.get(keys.person))
    return gone_on


# --- what the own vault keeps ---------------------------------------------------------------------------------------


def _own(book: VaultBook, space: str) -> Own:
    """What is kept; a side that cannot be read is given up, with the text kept."""
    match book.get(f"together/{space}"):
        case [bytes(mark), side, str(text), bool(offered), int(on), bool(ended)]:
            with suppress(Malformed):
                return Own(mark, apart.from_list(side) if side is not None else None, text, offered, on, ended)
            return Own(text=text, ended=offered)
    return Own()


def _keep(book: VaultBook, space: str, own: Own) -> None:
    side = None if own.mine is None else apart.as_list(own.mine)
    book.put(f"together/{space}", [own.mark, side, own.text, own.offered, own.on, own.ended])


def _keep_with_last_read(book: VaultBook, space: str, own: Own, *, ended: bool) -> None:
    _keep(book, space, own)
    if ended and own.mine is not None:
        book.put(f"together-read/{space}", [own.on, dict(own.mine.read)])


def _last_read(book: VaultBook, space: str) -> dict[str, str]:
    """What was read the last time, by person."""
    match book.get(f"together-read/{space}"):
        case [int(), dict(texts)]:
            return {str(who): str(text) for who, text in texts.items()}
    return {}


def day_of_reading(book: VaultBook, space: str) -> int:
    """Return the day on which texts were last read together here; 0 for never."""
    match book.get(f"together-read/{space}"):
        case [on, dict()] if is_number(on, LAST_DATE // DAY):
            return int(on)
    return 0
