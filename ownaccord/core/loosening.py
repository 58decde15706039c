"""Law 4 at the pen: what may be written at all, and which second act it needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ownaccord.core.errors import Loosens
from ownaccord.core.position import Key
from ownaccord.core.statement import State
from ownaccord.core.terms import NOTHING, Level, Terms, allows_no_more
from ownaccord.core.wish import WaitWish, Wish, check_ready, is_one_act


@dataclass(frozen=True, slots=True)
class Acts:
    """The second acts behind a write: without any, nothing above Talk first may rise.

    `confirmed`: the wishes that their author has just confirmed; `wait`: the seconds they have to be slept on, from
    `wish.effective_wait`; `wait_wish`: the confirmed wish for a shorter shared waiting time; `lifting`: when a pause is
    lifted, the own positions from before it, as the author's vault remembers them; `now`: the later of the clock and
    the latest time that the author's vault has seen (unix seconds), so that a clock set back renews nothing lapsed.
    """

    confirmed: Mapping[Key, Wish] = field(default_factory=dict)
    wait: int = 0
    wait_wish: WaitWish | None = None
    lifting: Mapping[Key, Terms] | None = None
    now: int = 0


NO_ACTS = Acts()


def rises(old: State, new: State) -> frozenset[Key]:
    """Return the (item, side) on which the new statement allows something that the old one did not."""
    return frozenset(e.key for e in new.entries if not allows_no_more(e.terms, old.terms(e.item, e.side)))


def tightens(old: State, new: State) -> bool:
    """True if the new statement allows nothing that the old one did not: no rise, no shorter wait, no lifted pause."""
    return not rises(old, new) and new.wait_hours >= old.wait_hours and new.paused >= old.paused


def may_write(old: State, new: State, acts: Acts) -> None:
    """Law 4 at the pen: passes when everything that rises is one act, or is covered by a wish that was slept on.

    Loosens for a rise without its second act, TooEarly or Lapsed for a wish that is not ready. Judged at the later
    of `new.at` and `acts.now`.
    """
    now = max(new.at, acts.now)
    for entry in new.entries:
        stated = old.terms(entry.item, entry.side)
        if allows_no_more(entry.terms, stated) or is_one_act(stated, entry.terms, now):
            continue
        wish = acts.confirmed.get(entry.key)
        if wish is None or wish.key != entry.key or not allows_no_more(entry.terms, wish.terms):
            raise Loosens("no second act")
        check_ready(wish, now, acts.wait)
    if new.wait_hours < old.wait_hours:
        _check_shorter_wait(new, acts, now)
    if old.paused and not new.paused:
        _check_lifting(new, acts)


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
