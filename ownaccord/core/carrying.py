"""What a carrying device holds while a scene runs: the key of its steps, and one sealed copy of what it shows.

A pass is a random secret in a cookie. It opens two things at its place: the key with what is needed to press and to
see signals, and the copy of the plan, which goes at Exit now. Steps are sealed under the key of the scene, each at its
number, so that none can be moved, changed or left out between two others. Format: docs/develop/spec/scene.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from ownaccord.core.confirmation import MARK, MAX_MINUTES
from ownaccord.core.errors import Malformed
from ownaccord.core.plain import listed
from ownaccord.core.plan import MOST_LINES, Plan, read_plan
from ownaccord.core.position import is_bytes, is_number
from ownaccord.core.ratchet import COUNTS, by_itself
from ownaccord.core.scene import Happened, Live, Step
from ownaccord.core.terms import LATEST
from ownaccord.vault.canonical import decode, encode
from ownaccord.vault.derive import KEY, Label, expand
from ownaccord.vault.errors import Unreadable
from ownaccord.vault.sealing import Place, open_sealed, pad, seal, unpad

VERSION = 1
BARE = COPY = 2
FLOOR = 16384
STEP_FLOOR = 64
BARE_FLOOR = 1024
MOST_NUMBER = 2**53
DRILL_LASTS = 600
_DRILL = b"own-accord/drill/1"
_BARE, _COPY = Place("pass", kind="bare"), Place("pass", kind="copy")
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


def scene_key(epoch_key: bytes, digest: bytes) -> bytes:
    """The key of a scene, from the digest of its plan: every member can make it, and who carries a pass holds it."""
    return expand(epoch_key, Label.SCENE_KEY, digest)


def drill_key(epoch_key: bytes, plan: Plan, mark: bytes) -> bytes:
    """The key of the steps of a rehearsal of this plan."""
    return expand(epoch_key, Label.SCENE_KEY, sha256(_DRILL + mark + plan.digest).digest())


def seal_outline(key: bytes, outline: Outline, entropy: Entropy) -> bytes:
    """What every member reads of a scene by the digest in their own yes, also once another plan is on the table."""
    return seal(key, _place(outline.space, outline.mark), pad(encode(_outline_as_list(outline)), BARE_FLOOR), entropy)


def open_outline(key: bytes, space: str, mark: bytes, sealed: bytes) -> Outline:
    """The outline of the scene of this mark; Malformed when it is another scene's, or none."""
    try:
        plain = unpad(open_sealed(key, _place(space, mark), sealed), BARE_FLOOR)
        outline = _outline_from(listed(decode(plain)))
    except (Unreadable, ValueError, TypeError):
        raise Malformed("outline") from None
    if (outline.space, outline.mark) != (space, mark) or encode(_outline_as_list(outline)) != plain:
        raise Malformed("outline")
    return outline


def _outline_as_list(o: Outline) -> list[object]:
    return [o.space, o.mark, [list(people) for people in o.carrying], o.lines, o.minutes, o.check_in]


def _outline_from(fields: list[Any]) -> Outline:
    space, mark, carrying, lines, minutes, check_in = fields
    if type(space) is not str:
        raise Malformed("space")
    return Outline(space, mark, tuple(tuple(listed(each)) for each in listed(carrying)), lines, minutes, check_in)


def _place(space: str, mark: bytes) -> Place:
    return Place("scene", space, 0, mark.hex(), 0, "outline", VERSION)


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
    return Stored(number, seal(key, _at(outline, number), pad(_written(happened), STEP_FLOOR), entropy))


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
            plain = unpad(open_sealed(key, _at(outline, number), each.sealed), STEP_FLOOR)
            if number == 0:
                started = latest = _start_from(plain)
                continue
            happened.append(_happened_from(plain))
            latest = max(latest, happened[-1].at)
    except (Unreadable, ValueError, TypeError, KeyError):
        raise Malformed("steps") from None
    return started, tuple(happened)


def _written(happened: Happened) -> bytes:
    return encode([str(happened.step), happened.at, happened.device, happened.number, happened.about])


def _start_from(plain: bytes) -> int:
    (at,) = listed(decode(plain))
    return _time(at)


def _happened_from(plain: bytes) -> Happened:
    step, at, device, number, about = listed(decode(plain))
    if device is not None and not is_number(device, MOST_NUMBER):
        raise Malformed("device")
    if not is_number(number, MOST_NUMBER) or not is_number(about, MOST_NUMBER):
        raise Malformed("number")
    return Happened(Step(step), _time(at), device, number, about)


def _time(at: object) -> int:
    if not isinstance(at, int) or not is_number(at, LATEST):
        raise Malformed("time")
    return at


def _at(outline: Outline, number: int) -> Place:
    return Place("scene", outline.space, 0, outline.mark.hex(), number, "step", VERSION)


# --- a pass -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, repr=False)
class Bare:
    """What a pass opens as long as the scene lasts: enough to press and to see signals.

    `until`: when what it was given for counts no more, unix seconds, where nothing has begun by then.
    """

    key: bytes
    outline: Outline
    device: int
    until: int = 0

    def counts(self, now: int) -> bool:
        """Whether it still waits for a beginning; with the clock set back before it was given, nobody knows."""
        return 0 < self.until - now <= COUNTS


@dataclass(frozen=True, slots=True, repr=False)
class Copy:
    """The one private thing that a locked device shows: the plan, and what its people said for it.

    `names`: (person, name); `limits` and `pocket`: own limits in words, and own words at hand, none on a shared device;
    `tells`: (name, early signs).
    """

    plan: Plan
    names: tuple[tuple[str, str], ...]
    limits: tuple[str, ...]
    tells: tuple[tuple[str, tuple[str, ...]], ...]
    lines: tuple[tuple[str, str], ...]
    pocket: tuple[str, ...] = ()


def seal_bare(secret: bytes, bare: Bare, entropy: Entropy) -> bytes:
    """What this pass opens to press and to see signals."""
    return seal(_pass_key(secret), _BARE, pad(_bare_plain(bare), BARE_FLOOR), entropy)


def open_bare(secret: bytes, sealed: bytes) -> Bare:
    """What this pass opens; Malformed when it is not its own."""
    try:
        plain = unpad(open_sealed(_pass_key(secret), _BARE, sealed), BARE_FLOOR)
        version, key, device, *fields = listed(decode(plain))
        # One of the first version says of nothing that it still counts; the signals remain.
        until = fields.pop(0) if version == BARE else 0
        bare = Bare(key, _outline_from(fields), device, until)
    except (Unreadable, ValueError, TypeError, IndexError):
        raise Malformed("pass") from None
    fits = is_bytes(key, KEY) and is_number(device, len(bare.outline.carrying) - 1)
    if not fits or not is_number(version, BARE) or not is_number(until, LATEST) or _bare_plain(bare, version) != plain:
        raise Malformed("pass")
    return bare


def _bare_plain(bare: Bare, version: int = BARE) -> bytes:
    until = [] if version == VERSION else [bare.until]
    return encode([version, bare.key, bare.device, *until, *_outline_as_list(bare.outline)])


def seal_copy(secret: bytes, copy: Copy, entropy: Entropy) -> bytes:
    """What this pass shows besides, until Exit now. Whatever somebody has at hand, it is as long as without it."""
    return seal(_pass_key(secret), _COPY, _copy_padded(fitted(copy)), entropy)


def fitted(copy: Copy) -> Copy:
    """The same with as many of the words at hand, from the first, as there is room for; `seal_copy` keeps no more."""
    size = len(_copy_padded(replace(copy, pocket=())))
    for many in range(len(copy.pocket), 0, -1):
        shorter = replace(copy, pocket=copy.pocket[:many])
        if len(_copy_padded(shorter)) == size:
            return shorter
    return replace(copy, pocket=())


def _copy_padded(copy: Copy) -> bytes:
    return pad(_copy_plain(copy), FLOOR)


def open_copy(secret: bytes, sealed: bytes) -> Copy:
    """What this pass shows; Malformed when it is not its own, or gone."""
    try:
        plain = unpad(open_sealed(_pass_key(secret), _COPY, sealed), FLOOR)
        _version, plan, names, limits, tells, lines, pocket = listed(decode(plain))
        signs = tuple((_word(name), _words(each)) for name, each in map(listed, listed(tells)))
        copy = Copy(read_plan(plan), _pairs_from(names), _words(limits), signs, _pairs_from(lines), _words(pocket))
    except (Unreadable, ValueError, TypeError):
        raise Malformed("copy") from None
    if _copy_plain(copy) != plain:
        raise Malformed("copy")
    return copy


def _copy_plain(copy: Copy) -> bytes:
    return encode([
        COPY, copy.plan.as_bytes, _pairs(copy.names), list(copy.limits),
        [[name, list(signs)] for name, signs in copy.tells], _pairs(copy.lines), list(copy.pocket),
    ])  # fmt: skip


def _pairs(pairs: Iterable[tuple[str, str]]) -> list[object]:
    return [list(pair) for pair in pairs]


def _pairs_from(fields: Any) -> tuple[tuple[str, str], ...]:
    return tuple((_word(one), _word(other)) for one, other in map(listed, listed(fields)))


def _words(fields: Any) -> tuple[str, ...]:
    return tuple(map(_word, listed(fields)))


def _word(value: object) -> str:
    if type(value) is not str:
        raise Malformed("word")
    return value


def _pass_key(secret: bytes) -> bytes:
    return expand(secret, Label.PASS_KEY)
