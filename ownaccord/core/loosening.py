"""Laws 4, 7 and 8 at the pen: what may be written at all, and which second act it needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field, replace

from ownaccord.core.confirmation import Confirmation, Start
from ownaccord.core.errors import Loosens, Ratcheted, TooEarly
from ownaccord.core.position import Key
from ownaccord.core.ratchet import COUNTS, NO_RATCHET, Ratchet
from ownaccord.core.statement import State
from ownaccord.core.terms import NOTHING, Level, Terms, allows_no_more
from ownaccord.core.wish import WaitWish, Wish, check_ready, is_one_act


@dataclass(frozen=True, slots=True)
class Acts:
    """The second acts behind a write: without any, nothing above Talk first may rise.

    `confirmed`: the wishes that their author has just confirmed; `wait`: the seconds they have to be slept on, from
    `wish.effective_wait`; `wait_wish`: the confirmed wish for a shorter shared waiting time; `lifting`: when a pause is
    lifted, the own positions from before it, as the author's vault remembers them; `putting_back`: the own positions
    whose held back use is put back, since the scene did not start; `now`: the later of the clock and the latest time
    that the author's vault has seen (unix seconds), so that a clock set back renews nothing lapsed.
    """

    confirmed: Mapping[Key, Wish] = field(default_factory=dict)
    wait: int = 0
    wait_wish: WaitWish | None = None
    lifting: Mapping[Key, Terms] | None = None
    putting_back: Set[Key] = frozenset()
    now: int = 0


NO_ACTS = Acts()


def rises(old: State, new: State) -> frozenset[Key]:
    """Return the (item, side) on which the new statement allows something that the old one did not."""
    return frozenset(
        key for key in _keys(new) if any(not allows_no_more(after, before) for before, after in _changes(old, new, key))
    )


def _keys(state: State) -> Iterator[Key]:
    return (entry.key for entry in state.entries)


def _changes(old: State, new: State, key: Key) -> Iterator[tuple[Terms, Terms]]:
    """Before and after of one position: what counts outside of a scene, and of a use that is held back for one."""
    yield _free(old, key), _free(new, key)
    if key in new.held_back:
        yield old.terms(*key), new.terms(*key)


def _free(state: State, key: Key) -> Terms:
    entry = state.free(*key)
    return NOTHING if entry is None else entry.terms


def tightens(old: State, new: State) -> bool:
    """True if the new statement allows nothing that the old one did not: no rise, no shorter wait, no lifted pause, and
    no scene that begins, ends or goes.
    """
    return (
        _scene_stays(old, new) and not rises(old, new) and new.wait_hours >= old.wait_hours and new.paused >= old.paused
    )


def may_write(old: State, new: State, acts: Acts, ratchet: Ratchet = NO_RATCHET) -> None:
    """Laws 4, 7 and 8 at the pen: passes when everything that rises is one act, or is covered by a wish that was slept
    on, and while a ratchet holds when nothing rises.

    Loosens for a rise without its second act, TooEarly or Lapsed for a wish that is not ready, Ratcheted during a
    ratchet. Judged at the later of `new.at` and `acts.now`.
    """
    now = max(new.at, acts.now)
    _check_scene(old, new, ratchet, now)
    if now < ratchet.until:
        _check_nothing_rises(old, new, acts, ratchet.until)
    for key in _keys(new):
        if key not in acts.putting_back or not _may_put_back(old, new, key, ratchet):
            _check_rise(old, new, key, acts, now)
    if new.wait_hours < old.wait_hours:
        _check_shorter_wait(new, acts, now)
    if old.paused and not new.paused:
        _check_lifting(new, acts)


def _check_rise(old: State, new: State, key: Key, acts: Acts, now: int) -> None:
    """Whatever rises on this position is one act, or a wish that was slept on covers it."""
    for before, after in _changes(old, new, key):
        if allows_no_more(after, before) or is_one_act(before, after, now):
            continue
        wish = acts.confirmed.get(key)
        if wish is None or wish.key != key or not allows_no_more(after, wish.terms):
            raise Loosens("no second act")
        check_ready(wish, now, acts.wait)


def _may_put_back(old: State, new: State, key: Key, ratchet: Ratchet) -> bool:
    """A use comes back only to what it was, and only while no start has spent it."""
    spent = ratchet.own is not None and ratchet.own.spent
    unspent = key in old.unused or (key in old.held_back and not spent)
    return unspent and allows_no_more(new.terms(*key), old.terms(*key))


def _check_shorter_wait(new: State, acts: Acts, now: int) -> None:
    if acts.wait_wish is None or new.wait_hours < acts.wait_wish.hours:
        raise Loosens("no second act")
    check_ready(acts.wait_wish, now, acts.wait)


def _check_lifting(new: State, acts: Acts) -> None:
    """Only what was in force before comes back: whatever is above Talk first must be no wider than it was."""
    if acts.lifting is None:
        raise Loosens("no second act")
    for entry in new.entries:
        if entry.terms.level > Level.TALK and not allows_no_more(entry.terms, acts.lifting.get(entry.key, NOTHING)):
            raise Loosens("newer than the pause")


# --- scenes -----------------------------------------------------------------------------------------------------------


def _check_nothing_rises(old: State, new: State, acts: Acts, until: int) -> None:
    """Law 7: no rise of any kind, also none that is one act; a card is not read again, and no pause is lifted."""
    lifted = acts.lifting is not None or new.paused < old.paused
    shorter = new.wait_hours < old.wait_hours
    if rises(old, new) or lifted or shorter or _reads_again(old, new) or not {*new.items} <= {*old.items}:
        raise Ratcheted(until)


def _reads_again(old: State, new: State) -> bool:
    """Whether another edition counts now for a position that is otherwise the same. With a tightening it may: no No
    waits, and what is in force stays met with what was.
    """
    same = ((entry, old.entry(*entry.key)) for entry in new.entries if entry.terms.level > Level.TALK)
    return any(was is not None and was.terms == now.terms and was.edition != now.edition for now, was in same)


def _check_scene(old: State, new: State, ratchet: Ratchet, now: int) -> None:
    """The own confirmation stays as it is until its ratchet is over; start and end are only added, at their time.

    From then on it may stay for others, and hold nothing back any more: what it held is judged as any other position.
    """
    was, then = old.scene, new.scene
    over = ratchet.own is not None and ratchet.own.spent and now >= ratchet.own.until
    if was is None:
        if then is not None and not ratchet.first and not _is_fresh(then, new.at):
            raise Loosens("confirmed at another time")
    elif then is not None and (_is_same(was, then) or (over and _is_same(replace(was, held=()), then))):
        if then.start != was.start:
            _check_start(then.start, new, ratchet)
        if then.ended_at not in (was.ended_at, new.at):
            raise Loosens("ended at another time")
    else:
        _check_gone(old, was, new, ratchet, now)


def _scene_stays(old: State, new: State) -> bool:
    """The same confirmation or none; that it started may be said where somebody else's record says so already."""
    if old.scene is None or new.scene is None:
        return old.scene is new.scene
    return _is_same(old.scene, new.scene) and new.scene.ended_at == old.scene.ended_at


def _is_same(was: Confirmation, then: Confirmation) -> bool:
    """The same confirmation, which may have got a start or an end since, and lost neither."""
    lost = (was.start is not None and then.start != was.start) or (was.ended_at not in (None, then.ended_at))
    return not lost and replace(then, start=None, ended_at=None) == replace(was, start=None, ended_at=None)


def _is_fresh(confirmation: Confirmation, at: int) -> bool:
    return confirmation.confirmed_at == at and confirmation.start in (None, _start_at(confirmation.start, at))


def _start_at(start: Start | None, at: int) -> Start | None:
    return start if start is not None and start.at == at else None


def _check_start(start: Start | None, new: State, ratchet: Ratchet) -> None:
    """A start of this moment, while the own confirmation counts; or one that somebody else has written."""
    if start is None or new.scene is None:
        raise Loosens("a start went")
    copied = ratchet.own is not None and ratchet.own.started_at == start.at
    if not copied and not (start.at == new.at and start.at - new.scene.confirmed_at < COUNTS):
        raise TooEarly(new.scene.confirmed_at + COUNTS)


def _is_used_again(old: State, new: State, key: Key) -> bool:
    """Whether a spent use is held back for another scene, rather than gone."""
    return key in new.held_back and not allows_no_more(new.terms(*key), _free(old, key))


def _check_gone(old: State, was: Confirmation, new: State, ratchet: Ratchet, now: int) -> None:
    """Another confirmation in its place takes the ratchet along; without one it has to be over."""
    if ratchet.needed:
        raise Loosens("somebody has not said yet that their use is spent")
    if ratchet.own is not None and ratchet.own.spent and any(_is_used_again(old, new, key) for key in was.held):
        raise Loosens("spent")
    until, then = 0 if ratchet.own is None else ratchet.own.until, new.scene
    if now >= until and (then is None or _is_fresh(then, new.at)):
        return
    if then is None or not _is_fresh(then, new.at) or then.at_least_until < until or not then.force.within(was.force):
        raise Ratcheted(until)
    if ratchet.own is not None and ratchet.own.spent and now < ratchet.own.over_at:
        raise Ratcheted(ratchet.own.over_at)
