"""The double-blind reveal: two people compare sealed answers to one deck, and each learns what is mutual, no more.

Four messages, in turn; each is tied to the one before it and vouched for like a record. A step that is not in `STEPS`
does not exist. Protocol and bytes: docs/develop/spec/reveal.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256
from typing import Any

from ownaccord.core.deck import Mutual, Round
from ownaccord.core.errors import Forged, Malformed, TooLate
from ownaccord.core.position import Key, Shape
from ownaccord.vault import attest
from ownaccord.vault.blinding import POINT, blinded, is_point, random_exponent, random_point
from ownaccord.vault.canonical import decode, encode
from ownaccord.vault.derive import KEY, Label, same, tag
from ownaccord.vault.errors import Unreadable
from ownaccord.vault.keyring import Keyring

VERSION = 1
START = bytes(KEY)

Entropy = Callable[[int], bytes]


class Step(StrEnum):
    """The messages of a round, in their order: offer and return are the first person's, the others the second's."""

    OFFER = "offer"
    ANSWER = "answer"
    RETURN = "return"
    TALLY = "tally"


class Stand(StrEnum):
    """Where one person stands in a round, once they have sealed. The last three are ends."""

    SEALED = "sealed"
    OFFERED = "offered"
    ANSWERED = "answered"
    LEARNT = "learnt"
    COMPLETE = "complete"
    VOID = "void"
    CANCELLED = "cancelled"


ENDS = frozenset({Stand.COMPLETE, Stand.VOID, Stand.CANCELLED})


@dataclass(frozen=True, slots=True, repr=False)
class Message:
    """One message as stored: what it carries, and its author's MACs (member -> MAC)."""

    body: bytes
    macs: Mapping[str, bytes]


@dataclass(frozen=True, slots=True, repr=False)
class Mine:
    """One person's own side of a round, for their vault and nobody else.

    `slots`: which slot of the deck each of the own blinded `points` stands for, None for a dummy. `exponent` is empty
    once something was learnt. `step` and `sent` are the own newest message, `after` the digest that it follows, `heard`
    the digest of the newest message of either.
    """

    stand: Stand
    exponent: bytes
    slots: tuple[int | None, ...]
    points: bytes
    step: Step | None = None
    sent: bytes = b""
    after: bytes = START
    heard: bytes = START
    mutual: tuple[Mutual, ...] = ()
    tally: bytes = b""

    @property
    def everything(self) -> bool:
        """Whether all that was marked turned out to be mutual."""
        marked = sum(slot is not None for slot in self.slots)
        return self.stand is Stand.COMPLETE and 0 < marked == len(self.mutual)


@dataclass(frozen=True, slots=True, repr=False)
class Reader:
    """Who takes steps, in which round, with which keys: `members` are the pinned keys of both, `epoch_key` theirs."""

    about: Round
    keys: Keyring
    members: Mapping[str, bytes]
    epoch_key: bytes

    @property
    def is_first(self) -> bool:
        """Whether this is the one who offers, and learns first."""
        return self.about.other(self.keys.person) == self.about.second


def seal(about: Round, person: str, yes: Set[Key], entropy: Entropy) -> Mine:
    """Return this person's answers as nobody can read them any more: blinded, among dummies, in a drawn order.

    `yes` are the (item, side) that they would like to find in common; nothing else of any answer goes in. Malformed for
    one that is not in the deck. Without any it looks like every other.
    """
    known = about.slots(person)
    if not yes <= set(known) - {None}:
        raise Malformed("not in this deck")
    exponent, drawn = random_exponent(entropy), [entropy(16) for _ in known]
    order = sorted(range(len(known)), key=drawn.__getitem__)
    slots = tuple(slot if known[slot] in yes else None for slot in order)
    points = (random_point(entropy) if slot is None else blinded(exponent, about.point(person, slot)) for slot in slots)
    return Mine(Stand.SEALED, exponent, slots, b"".join(points))


def advance(reader: Reader, mine: Mine, messages: Mapping[Step, Message]) -> Mine:
    """Return where this person stands after their next step; `mine` itself when what it waits for is not there yet.

    Forged when the other's message does not fit: then nothing was learnt from it, and the caller lets go (`let_go`).
    The same step with the same messages makes the same bytes.
    """
    known = STEPS.get((reader.is_first, mine.stand))
    if known is None or (known.takes is not None and known.takes not in messages):
        return mine
    lists: list[bytes] = []
    if known.takes is not None:
        digest, lists = _heard(reader, mine, known.takes, messages[known.takes])
        mine = replace(mine, heard=digest)
    after, said = known.does(reader, mine, lists)
    if known.makes is None:
        return after
    body = encode([VERSION, *said])
    heard = _digest(reader, known.makes, mine.heard, body)
    return replace(after, step=known.makes, sent=body, after=mine.heard, heard=heard)


def newest(reader: Reader, mine: Mine) -> tuple[Step, Message] | None:
    """Return this person's newest message, as often as it is asked for: a row that was lost is written again."""
    if mine.step is None:
        return None
    digest = _digest(reader, mine.step, mine.after, mine.sent)
    about = reader.about
    return mine.step, Message(mine.sent, reader.keys.vouch(digest, about.space, about.epoch, reader.members))


def cancel(reader: Reader, mine: Mine, messages: Mapping[Step, Message]) -> Mine:
    """Return a round taken back: nothing of what was answered is left. TooLate once anything can be learnt from it.

    What lies there as a return and is none makes nothing too late: anybody who edits rows could put it there.
    """
    if mine.stand not in (Stand.SEALED, Stand.OFFERED, Stand.ANSWERED) or _returned(reader, mine, messages):
        raise TooLate("learnt, or over")
    return Mine(Stand.CANCELLED, b"", (), b"")


def _returned(reader: Reader, mine: Mine, messages: Mapping[Step, Message]) -> bool:
    """Whether the second person could learn by their next step; the first knows it by where they stand."""
    if mine.stand is not Stand.ANSWERED or Step.RETURN not in messages:
        return False
    try:
        _heard(reader, mine, Step.RETURN, messages[Step.RETURN])
    except Forged:
        return False
    return True


def give_up(mine: Mine) -> Mine:
    """Return a round that did not complete: after Forged, or when its time has passed without an end."""
    return mine if mine.stand in ENDS else Mine(Stand.VOID, b"", (), b"")


# --- what a vault keeps of it ---------------------------------------------------------------------------------------

_DUMMY = 0xFF


def as_list(mine: Mine) -> list[Any]:
    """Return a side of a round as plain values, as long for every answer: a slot is one byte, 255 for a dummy."""
    slots = bytes(_DUMMY if slot is None else slot for slot in mine.slots)
    mutual = [[each.item, str(each.shape), each.leads] for each in mine.mutual]
    newest = [str(mine.step or ""), mine.sent, mine.after, mine.heard]
    return [str(mine.stand), mine.exponent, slots, mine.points, *newest, mutual, mine.tally]


def from_list(fields: Any) -> Mine:
    """Return the side of a round that such a list holds, or ``Malformed``: then it is given up."""
    try:
        stand, exponent, slots, points, step, sent, after, heard, mutual, tally = fields
        found = Mine(
            Stand(stand), exponent, tuple(None if slot == _DUMMY else slot for slot in slots), points,
            Step(step) if step else None, sent, after, heard,
            tuple(Mutual(item, Shape(shape), leads) for item, shape, leads in mutual), tally,
        )  # fmt: skip
        if as_list(found) != fields:
            raise Malformed("side of a round")
    except (ValueError, TypeError):
        raise Malformed("side of a round") from None
    return found


# --- the steps ------------------------------------------------------------------------------------------------------

Said = tuple[Mine, tuple[bytes, ...]]


@dataclass(frozen=True, slots=True)
class _Known:
    takes: Step | None
    makes: Step | None
    does: Callable[[Reader, Mine, list[bytes]], Said]


def _offer(_reader: Reader, mine: Mine, _lists: list[bytes]) -> Said:
    return replace(mine, stand=Stand.OFFERED), (mine.points,)


def _answer(_reader: Reader, mine: Mine, lists: list[bytes]) -> Said:
    (theirs,) = lists
    return replace(mine, stand=Stand.ANSWERED), (_under(mine.exponent, theirs), mine.points)


def _return(reader: Reader, mine: Mine, lists: list[bytes]) -> Said:
    own_twice, theirs = lists
    theirs_twice = _under(mine.exponent, theirs)
    learnt = _learnt(reader, mine, own_twice, theirs_twice, Stand.LEARNT)
    return learnt, (theirs_twice, learnt.tally)


def _tally(reader: Reader, mine: Mine, lists: list[bytes]) -> Said:
    own_twice, tally = lists
    theirs_twice = decode(mine.sent)[1]
    after = _compared(_learnt(reader, mine, own_twice, theirs_twice, Stand.COMPLETE), tally)
    # Where the two differ, the own one stays unsaid: whoever sent chosen points could read from it which were marked.
    unsaid = tag(mine.exponent, Label.REVEAL_TALLY, "unsaid")
    return after, (after.tally or unsaid,)


def _close(_reader: Reader, mine: Mine, lists: list[bytes]) -> Said:
    (tally,) = lists
    return _compared(replace(mine, stand=Stand.COMPLETE), tally), ()


STEPS: Mapping[tuple[bool, Stand], _Known] = {
    (True, Stand.SEALED): _Known(None, Step.OFFER, _offer),
    (False, Stand.SEALED): _Known(Step.OFFER, Step.ANSWER, _answer),
    (True, Stand.OFFERED): _Known(Step.ANSWER, Step.RETURN, _return),
    (False, Stand.ANSWERED): _Known(Step.RETURN, Step.TALLY, _tally),
    (True, Stand.LEARNT): _Known(Step.TALLY, None, _close),
}
"""(whether it is the first person's, where they stand) -> what they take, what they make, and how."""


def _learnt(reader: Reader, mine: Mine, own_twice: bytes, theirs_twice: bytes, stand: Stand) -> Mine:
    """What is mutual: the own points under both exponents that are among the other's. The exponent goes here.

    The tally is over these points and not over names, so that it tells nothing to whoever cannot place them.
    """
    common, person, about = set(_each(theirs_twice)), reader.keys.person, reader.about
    pairs = zip(mine.slots, _each(own_twice), strict=True)
    found = [(about.mutual(person, slot), point) for slot, point in pairs if slot is not None and point in common]
    points = b"".join(sorted(point for _, point in found))
    tally = tag(reader.epoch_key, Label.REVEAL_TALLY, about.as_bytes(), points)
    mutual = tuple(sorted(each for each, _ in found))
    return replace(mine, stand=stand, exponent=b"", points=b"", mutual=mutual, tally=tally)


def _compared(mine: Mine, tally: bytes) -> Mine:
    """Both found the same, or nothing counts for either."""
    return mine if same(mine.tally, tally) else replace(mine, stand=Stand.VOID, mutual=(), tally=b"")


def _under(exponent: bytes, points: bytes) -> bytes:
    return b"".join(blinded(exponent, point) for point in _each(points))


def _each(points: bytes) -> Iterable[bytes]:
    return (points[at : at + POINT] for at in range(0, len(points), POINT))


# --- what arrives ---------------------------------------------------------------------------------------------------

_LISTS = {Step.OFFER: 1, Step.ANSWER: 2, Step.RETURN: 1, Step.TALLY: 0}
_TALLIES = frozenset({Step.RETURN, Step.TALLY})


def _heard(reader: Reader, mine: Mine, step: Step, message: Message) -> tuple[bytes, list[bytes]]:
    """The digest and the parts of the other's message; Forged unless it is theirs, is next, and is whole."""
    about, keys = reader.about, reader.keys
    other = about.other(keys.person)
    digest = _digest(reader, step, mine.heard, message.body)
    if not keys.vouched(digest, message.macs, other, reader.members[other], about.space, about.epoch):
        raise Forged("not theirs, or not what comes next")
    try:
        _version, *parts = decode(message.body)
        same_bytes = encode([VERSION, *parts]) == message.body
    except (Unreadable, TypeError, ValueError):
        raise Forged("not a message") from None
    count = _LISTS[step]
    whole = same_bytes and len(parts) == count + (step in _TALLIES)
    if not whole or not all(_is_list(part, 2 * len(about.lines)) for part in parts[:count]):
        raise Forged("not a list of points")
    if any(type(part) is not bytes or len(part) != KEY for part in parts[count:]):
        raise Forged("not a tally")
    return digest, parts


def _is_list(points: object, count: int) -> bool:
    """As many as the deck has slots, each once, each in the group."""
    if type(points) is not bytes or len(points) != count * POINT:
        return False
    each = set(_each(points))
    return len(each) == count and all(map(is_point, each))


def _digest(reader: Reader, step: Step, after: bytes, body: bytes) -> bytes:
    about = reader.about
    author = about.first if step in (Step.OFFER, Step.RETURN) else about.second
    header = encode([str(Label.REVEAL), VERSION, about.as_bytes(), str(step), author, after])
    return attest.digest(header, sha256(body).digest())
