"""What members of a space share about one scene, written apart and opened together, in rounds as of together.py.

A round follows from the scene: whoever was in it has one, whether or not anybody writes, and nobody begins it. Nothing
to share is kept in the own vault alone, and to everybody else it is the same as *not yet*.
"""

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum

from django.db import transaction

from ownaccord.accounts import vaults
from ownaccord.accounts.keys import Keyring, VaultBook
from ownaccord.accounts.lookups import day
from ownaccord.core import apart, excerpt
from ownaccord.core import together as core
from ownaccord.core.apart import Mine, Stand
from ownaccord.core.errors import Malformed, Refused
from ownaccord.core.ledger import Quarantine
from ownaccord.core.position import is_date
from ownaccord.spaces import actions, queries, rounds
from ownaccord.spaces.access import OpenSpace
from ownaccord.spaces.models import Said, Together

LONGEST = apart.LONGEST
MOST = 8
"""Of the newest so many scenes something can be put down or opened."""
DAYS = 30
"""A round is open until the end of the next whole stretch of so many days: its row does not keep the scene's day."""


class State(StrEnum):
    """How it stands for its reader. Waiting says nothing about anybody else; broken: something did not fit.

    Over: it lay there to be opened, and did not open for its reader; the others may have read it.
    """

    OPEN = "open"
    NOTHING = "nothing"
    WAITING = "waiting"
    OPENING = "opening"
    READ = "read"
    OVER = "over"
    BROKEN = "broken"


LASTING = (State.OPENING, State.READ, State.OVER)
"""What lay there to be opened is kept for longer, and is never said not to have been."""


class NotNow(Refused):
    """It is too late for it, or there is nothing to put down, or not what was looked at."""


@dataclass(frozen=True, slots=True, repr=False)
class Kept:
    """What the own vault keeps about one scene: when it was over, the own side of its round, and the own text.

    `nothing`: its owner has nothing to share. `mark` is empty before the own side of the round has begun, and once its
    rows went with a new start while it was opening.
    """

    scene: str
    at: int
    mark: bytes = b""
    mine: Mine | None = None
    text: str = ""
    offered: bool = False
    nothing: bool = False

    @property
    def until(self) -> int:
        """The last day, since 1970, on which anything can be put down or opened."""
        return (day(self.at) // DAYS + 2) * DAYS - 1

    @property
    def has_own(self) -> bool:
        """Whether something is in it that is kept when nothing can be put down any more: own words, or opened ones."""
        return bool(self.text) or self.state in LASTING

    @property
    def kept_until(self) -> int:
        """The last day, since 1970, on which it is kept."""
        return self.until + (2 * DAYS if self.has_own else 0)

    @property
    def state(self) -> State:
        """How it stands, from the own vault alone: nothing of it depends on anybody else's."""
        match self.mine.stand if self.mine else None:
            case Stand.OPENING:
                return State.OPENING if self.mark else State.OVER
            case Stand.COMPLETE:
                return State.READ
            case Stand.VOID:
                return State.BROKEN
        if self.offered:
            return State.WAITING
        return State.NOTHING if self.nothing else State.OPEN

    @property
    def is_counted(self) -> bool:
        """Whether the own share says that it is there: taken back now, others may find out that everybody's was."""
        mine = self.mine
        return mine is not None and mine.stand is Stand.SHARED and mine.text is not None

    @property
    def texts(self) -> Mapping[str, str]:
        """What each put down, by person, once it was opened."""
        return self.mine.read if self.mine is not None and self.mine.stand is Stand.COMPLETE else {}


# --- what the own vault keeps ---------------------------------------------------------------------------------------


def every(book: VaultBook, space: str) -> tuple[Kept, ...]:
    """Return the scenes here about which something can be put down, or was read, the newest first."""
    marks = (key.rpartition("/")[2] for key in book.under(f"excerpt/{space}/"))
    found = (each for each in (one(book, space, scene) for scene in marks) if each is not None)
    return tuple(sorted(found, key=lambda each: (each.at, each.scene), reverse=True))


def one(book: VaultBook, space: str, scene: str) -> Kept | None:
    """Return what is kept about one scene; a side that cannot be read is given up, with the text kept."""
    match book.get(f"excerpt/{space}/{scene}"):
        case [int(at), bytes(mark), side, str(text), bool(offered), bool(nothing)] if is_date(at):
            with suppress(Malformed):
                mine = apart.from_list(side) if side is not None else None
                return Kept(scene, at, mark, mine, text, offered, nothing)
            return Kept(scene, at, text=text)
    return None


def before(book: VaultBook, space: str, at: int, now: int) -> Kept | None:
    """Return the newest scene here that was over by this time, while something can be put down about it."""
    found = every(book, space)[:MOST]
    return next((each for each in found if each.at <= at and day(now) <= each.until), None)


def is_closed(book: VaultBook, space: str, kept: Kept, now: int) -> bool:
    """Return whether nothing can be put down about it any more: its time is over, or newer scenes came.

    Whether there is a text plays no part in it: rows that go on for longer would say who has written.
    """
    return day(now) > kept.until or kept.scene not in [each.scene for each in every(book, space)[:MOST]]


def _keep(book: VaultBook, space: str, kept: Kept) -> None:
    side = None if kept.mine is None else apart.as_list(kept.mine)
    book.put(f"excerpt/{space}/{kept.scene}", [kept.at, kept.mark, side, kept.text, kept.offered, kept.nothing])


def _forget(book: VaultBook, space: str, scenes: list[str]) -> None:
    for scene in scenes:
        book.drop(f"excerpt/{space}/{scene}")


# --- the verbs ------------------------------------------------------------------------------------------------------


def note(*, space: OpenSpace, keys: Keyring, scene: str, at: int, now: int) -> None:
    """Remember a scene that is over, once. The own side of its round begins at once.

    Of older ones than the newest few only what has own words, or opened ones, is kept.
    """
    if not scene or one(vaults.read(keys.person, keys), space.id, scene) is not None:
        return

    def put(book: VaultBook) -> None:
        _keep(book, space.id, Kept(scene, at))
        _forget(book, space.id, [each.scene for each in every(book, space.id)[MOST:] if not each.has_own])

    vaults.change(keys.person, keys, put)
    look_again(space=space, keys=keys, scene=scene, now=now)


def keep(*, space: OpenSpace, keys: Keyring, scene: str, text: str, now: int) -> None:
    """Keep what could be shared, for oneself alone; what was put down has to be taken back before."""
    if not text or len(text) > LONGEST:
        raise Malformed("text")

    def written(kept: Kept) -> Kept:
        if kept.offered:
            raise NotNow
        return replace(kept, text=text, nothing=False)

    _change(space, keys, scene, written, now)


def have_nothing(*, space: OpenSpace, keys: Keyring, scene: str, now: int) -> None:
    """Have nothing to share: what was put down is taken back, and the text goes."""
    _say(space, keys, scene, now, lambda kept: replace(kept, text="", offered=False, nothing=True))


def put_down(*, space: OpenSpace, keys: Keyring, scene: str, seen: str, now: int) -> None:
    """Put down the own text, which is `seen`, to be opened once everybody has put something down."""

    def offered(kept: Kept) -> Kept:
        if not kept.text or kept.text != seen:
            raise NotNow
        return replace(kept, offered=True, nothing=False)

    _say(space, keys, scene, now, offered)


def take_back(*, space: OpenSpace, keys: Keyring, scene: str, now: int) -> None:
    """Let it not be opened; it stays here for its author. NotNow once it lies there to be opened."""
    _say(space, keys, scene, now, lambda kept: replace(kept, offered=False))


def look_again(*, space: OpenSpace, keys: Keyring, scene: str, now: int) -> None:
    """Take every step that can be taken. Nothing while the space cannot be read."""
    with suppress(Quarantine, actions.Estranged), transaction.atomic():
        _step(space, keys, scene, now)


def at_unlock(space: OpenSpace, keys: Keyring, now: int) -> None:
    """Look again at every scene, whether or not there is something to say; forget those that are long over."""
    today = day(now)
    for each in every(vaults.read(keys.person, keys), space.id):
        look_again(space=space, keys=keys, scene=each.scene, now=now)
    found = every(vaults.read(keys.person, keys), space.id)
    over = [each.scene for each in found if today > each.kept_until]
    if over:
        vaults.change(keys.person, keys, lambda book: _forget(book, space.id, over))


# --- one look -------------------------------------------------------------------------------------------------------


def _say(space: OpenSpace, keys: Keyring, scene: str, now: int, said: Callable[[Kept], Kept]) -> None:
    """What its owner wants, then every step there is, all or nothing.

    What was taken back is opened by no step, also where everybody had put something down: then it does not complete.
    Where nothing can be read now, nothing is put down; what was is taken back, and the own row goes.
    """
    try:
        with transaction.atomic():
            # Before any step: a vote that was counted by nobody yet is drawn anew, with what its owner wants now.
            _change(space, keys, scene, said, now)
            _step(space, keys, scene, now)
    except Quarantine:
        with transaction.atomic():
            actions.hold(space.id)
            kept = one(vaults.read(keys.person, keys), space.id, scene)
            _change(space, keys, scene, lambda kept: _alone(said(kept)), now)
            if kept is not None:
                rows = Together.objects.filter(space_id=space.id, mark=kept.mark)
                Said.objects.filter(together__in=rows, author_id=keys.person).delete()


def _alone(kept: Kept) -> Kept:
    """Without a side of a round. NotNow for what its owner wants to put down."""
    if kept.offered:
        raise NotNow
    return replace(kept, mark=b"", mine=None)


def _change(space: OpenSpace, keys: Keyring, scene: str, change: Callable[[Kept], Kept], now: int) -> None:
    book = vaults.read(keys.person, keys)
    kept = one(book, space.id, scene)
    if kept is None or is_closed(book, space.id, kept, now) or kept.state in (*LASTING, State.BROKEN):
        raise NotNow
    changed = change(kept)
    vaults.change(keys.person, keys, lambda book: _keep(book, space.id, changed))


def _step(space: OpenSpace, keys: Keyring, scene: str, now: int) -> None:
    """Inside a transaction: go on in the round about this scene. Rows that are gone are written again.

    After its last day only whoever's text lies there goes on, with what still lies there: the others may have read it.
    """
    epoch_key = queries.epoch_key(space, keys)
    if actions.hold(space.id) is None:
        raise actions.Estranged
    book = vaults.read(keys.person, keys)
    kept = one(book, space.id, scene)
    if kept is None or (is_closed(book, space.id, kept, now) and kept.state is not State.OPENING):
        return
    mark = excerpt.mark_of(epoch_key, space.id, scene)
    if kept.state is State.OPENING and kept.mark != mark:
        over = replace(kept, mark=b"")
        vaults.change(keys.person, keys, lambda book: _keep(book, space.id, over))
        return
    if kept.state not in LASTING and (kept.mine is None or kept.mark != mark):
        # The first look, or one after a new start: then what was put down is put down again only by its author.
        # Where no look came before, its author is who puts it down now.
        kept = replace(kept, mark=mark, mine=core.meet(os.urandom), offered=kept.offered and not kept.mark)
    if kept.mark == mark and kept.mine is not None:
        _go_on(space, keys, epoch_key, kept, kept.mine, now)


def _go_on(space: OpenSpace, keys: Keyring, epoch_key: bytes, kept: Kept, mine: Mine, now: int) -> None:
    row = Together.objects.filter(space_id=space.id, mark=kept.mark).first()
    if row is None:
        if day(now) > kept.until:
            return
        row = Together.objects.create(space_id=space.id, mark=kept.mark, epoch=space.epoch, ends_on=kept.until)
    reader, said = rounds.reader(space, keys, kept.mark, epoch_key), rounds.said(row)
    text = kept.text if kept.offered else None
    after = core.advance(reader, mine, rounds.there(said), text, os.urandom)
    vaults.change(keys.person, keys, lambda book: _keep(book, space.id, replace(kept, mine=after)))
    rounds.write(row, reader, after, said.get(keys.person))
