"""What a carrying device holds while a scene runs: the key of its steps, and one sealed copy of what it shows.

A pass is a random secret in a cookie. It opens two things at its place: the key with what is needed to press and to
see signals, and the copy of the plan, which goes at Exit now. Steps are sealed under the key of the scene, each at its
number, so that none can be moved, changed or left out between two others. Format: docs/develop/spec/scene.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from ownaccord.core.confirmation import MARK, MAX_MINUTES
from ownaccord.core.errors import Malformed
from ownaccord.core.plain import listed
from ownaccord.core.plan import MOST_LINES, Plan, read_plan
from ownaccord.core.position import is_bytes, is_number
from ownaccord.core.ratchet import by_itself
from ownaccord.core.scene import Happened, Live, Step
from ownaccord.core.terms import LATEST
from ownaccord.vault.canonical import decode, encode
from ownaccord.vault.derive import KEY, Label, expand
from ownaccord.vault.errors import Unreadable
from ownaccord.vault.sealing import Place, open_sealed, pad, seal, unpad

VERSION = 1
FLOOR = 16384
STEP_FLOOR = 64
DRILL_LASTS = 600
_DRILL = b"own-accord/drill/1"
_OPEN = {"pause": Step.PAUSE, "leave": Step.LEAVE}

Entropy = Callable[[int], bytes]


@dataclass(frozen=True, slots=True, repr=False)
class Outline:
    """What the table of a live scene is made from. `minutes` 0: a rehearsal, which has no lines and no check-ins."""

    space: str
    mark: bytes
    carrying: tuple[tuple[str, ...], ...]
    lines: int
    minutes: int
    check_in: int

    def __post_init__(self) -> None:
        numbers = is_number(self.lines, MOST_LINES) and is_number(self.minutes, MAX_MINUTES)
        if not is_bytes(self.mark, MARK) or not numbers or not is_number(self.check_in, MAX_MINUTES):
            raise Malformed("outline")
        if not self.carrying or any(type(who) is not str for people in self.carrying for who in people):
            raise Malformed("outline")

    @property
    def is_drill(self) -> bool:
        """Whether this is a rehearsal."""
        return self.minutes == 0

    def begun(self, at: int) -> Live:
        """The scene at its start."""
        over = at + DRILL_LASTS if self.is_drill else by_itself(at, self.minutes)
        return Live(self.carrying, self.lines, self.check_in, at, over, latest=at, answered_at=at)


def outline_of(plan: Plan) -> Outline:
    """What a scene of this plan is made from."""
    return Outline(plan.space, plan.mark, plan.carrying, len(plan.lines), plan.minutes, plan.check_in)


def drill_of(plan: Plan, mark: bytes) -> Outline:
    """A rehearsal on the devices of this plan."""
    return Outline(plan.space, mark, plan.carrying, 0, 0, 0)


def scene_key(epoch_key: bytes, plan: Plan) -> bytes:
    """The key of the steps of a scene: every member can make it, and whoever carries a pass holds it."""
    return expand(epoch_key, Label.SCENE_KEY, plan.digest)


def drill_key(epoch_key: bytes, plan: Plan, mark: bytes) -> bytes:
    """The key of the steps of a rehearsal of this plan."""
    return expand(epoch_key, Label.SCENE_KEY, sha256(_DRILL + mark + plan.digest).digest())


# --- steps ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, repr=False)
class Stored:
    """One stored step: sealed, or, where whoever pressed has no key, the one open word of what it is."""

    number: int
    sealed: bytes
    open: str = ""


def seal_start(key: bytes, outline: Outline, at: int, entropy: Entropy) -> Stored:
    """The start of the scene as its first stored step."""
    return Stored(0, seal(key, _at(outline, 0), pad(encode([at]), STEP_FLOOR), entropy))


def seal_step(key: bytes, outline: Outline, number: int, happened: Happened, entropy: Entropy) -> Stored:
    """One step as stored, at its number from 1 on."""
    fields = [str(happened.step), happened.at, happened.device, happened.number, happened.about]
    return Stored(number, seal(key, _at(outline, number), pad(encode(fields), STEP_FLOOR), entropy))


def read_steps(key: bytes, outline: Outline, stored: Sequence[Stored]) -> tuple[int | None, tuple[Happened, ...]]:
    """When the scene began (None: not yet) and what has happened since. Malformed when anything does not fit its place.

    What was stored without a key counts from the moment of the step before it.
    """
    try:
        started, happened, latest = None, [], 0
        for number, each in enumerate(stored):
            if each.number != number or (number == 0 and each.open):
                raise Malformed("a step is missing")
            if each.open:
                happened.append(Happened(_OPEN[each.open], latest))
                continue
            fields = decode(unpad(open_sealed(key, _at(outline, number), each.sealed), STEP_FLOOR))
            if number == 0:
                (started,) = fields
                latest = _time(started)
                continue
            happened.append(_happened(fields))
            latest = max(latest, happened[-1].at)
    except (Unreadable, ValueError, TypeError, KeyError):
        raise Malformed("steps") from None
    return started, tuple(happened)


def _happened(fields: Any) -> Happened:
    step, at, device, number, about = listed(fields)
    if device is not None and not is_number(device, LATEST):
        raise Malformed("device")
    if not is_number(number, LATEST) or not is_number(about, LATEST):
        raise Malformed("number")
    return Happened(Step(step), _time(at), device, number, about)


def _time(at: object) -> int:
    if type(at) is not int or not 0 <= at <= LATEST:
        raise Malformed("time")
    return at


def _at(outline: Outline, number: int) -> Place:
    return Place("scene", outline.space, 0, outline.mark.hex(), number, "step", VERSION)


# --- a pass -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, repr=False)
class Bare:
    """What a pass opens as long as the scene lasts: enough to press and to see signals."""

    key: bytes
    outline: Outline
    device: int


@dataclass(frozen=True, slots=True, repr=False)
class Copy:
    """The one private thing that a locked device shows: the plan, and what its people said for it.

    `names`: (person, name); `limits`: own limits in words, none on a shared device; `tells`: (name, early signs).
    """

    plan: Plan
    names: tuple[tuple[str, str], ...]
    limits: tuple[str, ...]
    tells: tuple[tuple[str, tuple[str, ...]], ...]
    lines: tuple[tuple[str, str], ...]


def seal_bare(secret: bytes, bare: Bare, entropy: Entropy) -> bytes:
    """What this pass opens to press and to see signals."""
    o = bare.outline
    fields = [
        VERSION, bare.key, bare.device, o.space, o.mark, [list(people) for people in o.carrying], o.lines, o.minutes,
        o.check_in,
    ]  # fmt: skip
    return seal(_pass_key(secret), Place("pass", kind="bare"), pad(encode(fields), 1024), entropy)


def open_bare(secret: bytes, sealed: bytes) -> Bare:
    """What this pass opens; Malformed when it is not its own."""
    try:
        fields = decode(unpad(open_sealed(_pass_key(secret), Place("pass", kind="bare"), sealed), 1024))
        _version, key, device, space, mark, carrying, lines, minutes, check_in = fields
        people = tuple(tuple(listed(each)) for each in listed(carrying))
        outline = Outline(space, mark, people, lines, minutes, check_in)
    except (Unreadable, ValueError, TypeError):
        raise Malformed("pass") from None
    if not is_bytes(key, KEY) or not is_number(device, len(outline.carrying) - 1):
        raise Malformed("pass")
    return Bare(key, outline, device)


def seal_copy(secret: bytes, copy: Copy, entropy: Entropy) -> bytes:
    """What this pass shows besides, until Exit now."""
    fields = [
        VERSION, copy.plan.as_bytes, _pairs(copy.names), list(copy.limits),
        [[name, list(signs)] for name, signs in copy.tells], _pairs(copy.lines),
    ]  # fmt: skip
    return seal(_pass_key(secret), Place("pass", kind="copy"), pad(encode(fields), FLOOR), entropy)


def open_copy(secret: bytes, sealed: bytes) -> Copy:
    """What this pass shows; Malformed when it is not its own, or gone."""
    try:
        fields = decode(unpad(open_sealed(_pass_key(secret), Place("pass", kind="copy"), sealed), FLOOR))
        _version, plan, names, limits, tells, lines = fields
        signs = tuple((str(name), tuple(map(str, listed(each)))) for name, each in map(listed, listed(tells)))
        return Copy(read_plan(plan), _read(names), tuple(map(str, listed(limits))), signs, _read(lines))
    except (Unreadable, ValueError, TypeError):
        raise Malformed("copy") from None


def _pairs(pairs: Iterable[tuple[str, str]]) -> list[object]:
    return [list(pair) for pair in pairs]


def _read(fields: Any) -> tuple[tuple[str, str], ...]:
    return tuple((str(one), str(other)) for one, other in map(listed, listed(fields)))


def _pass_key(secret: bytes) -> bytes:
    return expand(secret, Label.PASS_KEY)
