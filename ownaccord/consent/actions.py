"""The verbs of consent: the only writers of positions, wishes and told limits in a space.

Each changes only its author's own part and is one transaction; the bells ring after it. What may be written at all is
decided by `core.wish` and `core.ledger`, not here.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from enum import StrEnum
from functools import partial

from ownaccord.accounts import vaults
from ownaccord.accounts.keys import Keyring, VaultBook
from ownaccord.catalogue import Item
from ownaccord.consent import cooled, debriefs, memory, quarantine
from ownaccord.consent.looking import Look
from ownaccord.consent.writing import NotNow, as_looked_at, in_chain, own_state, write
from ownaccord.core import statement
from ownaccord.core import wish as wishes
from ownaccord.core.bells import PositionTightened
from ownaccord.core.errors import Refused
from ownaccord.core.ledger import Acts
from ownaccord.core.position import DAY, Key, Side
from ownaccord.core.statement import State
from ownaccord.core.terms import AT_MOST_TALK, Level, Terms, allows_no_more, meet, standing
from ownaccord.core.wish import WaitWish, Wish
from ownaccord.lib.hall import ring


class CardUnread(Refused):
    """More than Talk first needs the card's current edition read."""


class Outcome(StrEnum):
    """What stating something did."""

    WRITTEN = "written"
    WISHED = "wished"
    BOTH = "both"
    TIGHTER = "tighter"
    DROPPED = "dropped"
    SAME = "same"
    NONE = "none"
    LATER = "wait-later"


def take_position(*, look: Look, keys: Keyring, item: Item, side: Side, terms: Terms) -> Outcome:
    """State terms on one side of an item: what tightens counts at once, what rises above Talk first is slept on.

    CardUnread when more than Talk first is stated without the card's current edition read; NoDebrief when a scene has
    spent a trial of it and the own debrief is still to come; CoolingOff while its author cools off on it. What is
    tighter besides is written all the same, and not refused. NotNow when nothing can be loosened at this moment.
    """
    terms = meet(terms, Terms(level=item.ceiling))
    read = memory.edition_read(look.book, item.slug)
    unread = terms.level > Level.TALK and read != item.edition
    if look.cannot_write:
        if terms.level is not Level.NO:
            raise NotNow
        return tighten(look=look, keys=keys, item=item, side=side, level=Level.NO)
    state = own_state(look)
    entry, old = state.entry(item.slug, side), state.terms(item.slug, side)
    step = wishes.state_it(old, terms, state.at)
    refused = _refused(look, (item.slug, side), old, step, unread)
    if refused is not None:
        stood = standing(old, state.at)
        step = wishes.Step(meet(step.write_now, stood), None)
        if step.write_now == stood:
            raise refused
    stated, edition = step.write_now != old, entry.edition if unread and entry is not None else read
    new = statement.with_terms(state, item.slug, side, step.write_now, state.at, edition) if stated else state
    if not allows_no_more(step.write_now, old):
        _may_loosen(look)
    had = memory.wish(look.book, look.space.id, item.slug, side)
    kept = Wish(item.slug, side, step.wish, _since(had, step.wish, look.clock), read) if step.wish is not None else None
    was = in_chain(look, state, [(item.slug, side)]) if terms.level is Level.NO else state
    if new == was and kept is None and had is None:
        return Outcome.SAME
    _write_or_remember(look, keys, was, new, lambda book: _put_wish(book, look.space.id, item.slug, side, kept))
    return _outcome(written=new != was, wished=kept is not None) if refused is None else Outcome.TIGHTER


def _refused(look: Look, key: Key, old: Terms, step: wishes.Step, unread: bool) -> Refused | None:
    """What stands against the wider part of a statement: its card, a cooling-off, or a debrief still to come."""
    try:
        if step.wish is not None or not allows_no_more(step.write_now, old):
            if unread:
                return CardUnread()
            cooled.check(look, key[0])
        if step.wish is not None:
            debriefs.check(look, key)
    except Refused as refused:
        return refused
    return None


def _since(had: Wish | None, terms: Terms, now: int) -> int:
    """When the sleep began: a wish stated again as it stands, or tighter, goes on sleeping; a wider one begins anew.

    So does one that has lapsed, by its age or by its own review date.
    """
    # One from a day that is still to come was stated before a clock was turned back, and would sleep until then.
    if had is None or had.since > now or wishes.may_confirm(had, now, 0).state is wishes.WishState.LAPSED:
        return now
    return had.since if allows_no_more(replace(terms, review_by=had.terms.review_by), had.terms) else now


def _put_wish(book: VaultBook, space: str, item: str, side: Side, wish: Wish | None) -> None:
    if wish is None:
        memory.drop_wish(book, space, item, side)
    else:
        memory.keep_wish(book, space, wish)


def _outcome(*, written: bool, wished: bool) -> Outcome:
    if wished:
        return Outcome.BOTH if written else Outcome.WISHED
    return Outcome.WRITTEN


def _may_loosen(look: Look) -> None:
    if look.cannot_write or look.clock < look.no_loosening_until:
        raise NotNow


def _write_or_remember(
    look: Look, keys: Keyring, old: State, new: State, mutate: Callable[[VaultBook], None]
) -> None:
    """Write a record when the statement changed; a wish alone changes only the vault, so that it shows nowhere."""

    def change(book: VaultBook) -> None:
        as_looked_at(book, look)
        mutate(book)

    if new == old:
        vaults.change(look.person, keys, change)
    else:
        write(look=look, keys=keys, new=new, mutate=mutate)


def tighten(*, look: Look, keys: Keyring, item: Item, side: Side | None, level: Level) -> Outcome:
    """Lower one side of an item, or all, to No or to Talk first, at once; a wish on it is dropped.

    Where the chain cannot be written (quarantine), the own vault forgets the position, and the space is paused, so that
    nobody else's software goes on with it.
    """
    sides = (side,) if side is not None else item.sides

    def drop(book: VaultBook) -> None:
        _drop_wishes(book, look.space.id, item, sides)

    if look.cannot_write:
        quarantine.take_back(look=look, keys=keys, item=item.slug, sides=sides, besides=drop)
        return Outcome.WRITTEN
    state = own_state(look)
    new = state
    for each in sides:
        lower = meet(state.terms(item.slug, each), AT_MOST_TALK) if level is Level.TALK else Terms(level=Level.NO)
        entry = state.entry(item.slug, each)
        new = statement.with_terms(new, item.slug, each, lower, state.at, entry.edition if entry else 0)
    was = in_chain(look, state, [(item.slug, each) for each in sides])
    _write_or_remember(look, keys, was, new, drop)
    ring(PositionTightened(space=look.space.id))
    if new != was:
        return Outcome.WRITTEN
    wished = any(memory.wish(look.book, look.space.id, item.slug, each) for each in sides)
    return Outcome.DROPPED if wished else Outcome.SAME


def tell_limit(*, look: Look, keys: Keyring, item: Item, sides: Iterable[Side]) -> None:
    """Tell the others that these sides are off-limits, in one record; whatever was stated or wished on them is gone.

    Where the chain cannot be written it is told with the first record of the new start, and the space is paused.
    """
    every = tuple(sides)
    if look.cannot_write:
        later = partial(_tell_later, look, item, every)
        quarantine.take_back(look=look, keys=keys, item=item.slug, sides=every, besides=later)
        return
    state = own_state(look)
    new = _all_told(state, item, every)
    _write_or_remember(look, keys, state, new, lambda book: _drop_wishes(book, look.space.id, item, every))


def _all_told(state: State, item: Item, sides: Iterable[Side]) -> State:
    for side in sides:
        state = statement.with_told(state, item.slug, side)
    return state


def _drop_wishes(book: VaultBook, space: str, item: Item, sides: Iterable[Side]) -> None:
    for side in sides:
        memory.drop_wish(book, space, item.slug, side)


def _tell_later(look: Look, item: Item, sides: tuple[Side, ...], book: VaultBook) -> None:
    _drop_wishes(book, look.space.id, item, sides)
    memory.keep_mine(book, look.space.id, _all_told(quarantine.last_said(book, look), item, sides))


def keep_to_myself(*, look: Look, keys: Keyring, item: Item, side: Side) -> None:
    """No longer tell this limit; it stays a No."""
    state = own_state(look)
    new = statement.without_told(state, item.slug, side)
    if new != state:
        write(look=look, keys=keys, new=new)


def read_card(*, look: Look, keys: Keyring, item: Item) -> None:
    """Remember that the card's current edition was read; own positions on it count in full again."""

    def remember(book: VaultBook) -> None:
        memory.read_card(book, item.slug, item.edition)

    stale = [e for e in (look.mine.entries if look.mine else ()) if e.item == item.slug and e.edition != item.edition]
    if not stale or look.starts_anew:
        vaults.change(look.person, keys, remember)
        return
    state = own_state(look)
    write(look=look, keys=keys, new=statement.with_edition(state, item.slug, item.edition), mutate=remember)


def still_so(*, look: Look, keys: Keyring, chosen: Iterable[Key]) -> int:
    """Write the chosen wishes in one record and return how many; Refused when one of them cannot be written."""
    _may_loosen(look)
    wait = look.wait
    state = own_state(look)
    confirmed: dict[Key, Wish] = {}
    for item, side in chosen:
        wish = memory.wish(look.book, look.space.id, item, side)
        if wish is None:
            continue
        wish = _with_current_card(look, wish)
        debriefs.check(look, wish.key)
        cooled.check(look, item)
        _slept_on(look, wish, wait)
        state = wishes.still_so(state, wish, None, state.at, wait)
        confirmed[item, side] = wish

    def drop(book: VaultBook) -> None:
        for item, side in confirmed:
            memory.drop_wish(book, look.space.id, item, side)

    if confirmed:
        write(look=look, keys=keys, new=state, mutate=drop, acts=Acts(confirmed=confirmed, wait=wait))
    return len(confirmed)


def _slept_on(look: Look, wish: Wish | WaitWish, wait: int) -> None:
    """By the reader's own clock too: the time in somebody else's record, up to a day ahead, shortens no wait."""
    wishes.check_ready(wish, look.clock, wait)


def _with_current_card(look: Look, wish: Wish) -> Wish:
    """The wish with the edition that its author has read; CardUnread when the card changed since."""
    card = look.catalogue.item(wish.item)
    read = memory.edition_read(look.book, wish.item)
    if card is None or (wish.terms.level > Level.TALK and read != card.edition):
        raise CardUnread
    return replace(wish, edition=read)


def drop_wish(*, look: Look, keys: Keyring, item: str, side: Side) -> None:
    """Let a wish go."""
    vaults.change(look.person, keys, lambda book: memory.drop_wish(book, look.space.id, item, side))


def renew(*, look: Look, keys: Keyring, item: Item, side: Side, days: int) -> Outcome:
    """Keep a position as it is, with a later review date; one act as long as it has not lapsed."""
    state = own_state(look)
    entry = state.entry(item.slug, side)
    if entry is None or entry.terms.review_by is None:
        return Outcome.SAME
    most = 30 if entry.terms.level is Level.TRIAL else days
    later = replace(entry.terms, review_by=max(entry.terms.review_by, state.at + most * DAY))
    return take_position(look=look, keys=keys, item=item, side=side, terms=later)


def set_wait(*, look: Look, keys: Keyring, hours: int) -> Outcome:
    """Set the waiting time that this person asks for: longer counts at once, shorter is slept on first.

    Where the chain cannot be written, longer counts from the new start on.
    """
    state = quarantine.last_said(look.book, look) if look.cannot_write else own_state(look)
    if hours < state.wait_hours:
        wish = WaitWish(hours, look.clock)
        vaults.change(look.person, keys, lambda book: memory.keep_wait_wish(book, look.space.id, wish))
        return Outcome.WISHED
    if look.cannot_write:
        return Outcome.LATER if quarantine.ask_for_longer(look=look, keys=keys, hours=hours) else Outcome.SAME
    new = statement.with_wait(state, hours)
    _write_or_remember(look, keys, state, new, lambda book: memory.keep_wait_wish(book, look.space.id, None))
    return Outcome.WRITTEN if new != state else Outcome.SAME


def confirm_wait(*, look: Look, keys: Keyring) -> None:
    """Write the shorter waiting time that was slept on; TooEarly or Lapsed otherwise."""
    _may_loosen(look)
    wish = memory.wait_wish(look.book, look.space.id)
    if wish is None:
        return
    state = own_state(look)
    wait = look.wait
    _slept_on(look, wish, wait)
    write(
        look=look, keys=keys, new=statement.with_wait(state, wish.hours), acts=Acts(wait=wait, wait_wish=wish),
        mutate=lambda book: memory.keep_wait_wish(book, look.space.id, None),
    )  # fmt: skip


def drop_wait(*, look: Look, keys: Keyring) -> None:
    """Let the wish for a shorter waiting time go."""
    vaults.change(look.person, keys, lambda book: memory.keep_wait_wish(book, look.space.id, None))


def cards_seen(*, look: Look, keys: Keyring, marks: Iterable[object]) -> None:
    """Remember that the reader has seen which cards changed; what they stated stays as it is."""
    every = list(marks)
    vaults.change(look.person, keys, lambda book: memory.keep_cards_seen(book, look.space.id, every))


def take_back_gone(*, look: Look, keys: Keyring, item: str) -> None:
    """Take back whatever its author stated, told or wished for on an item that the catalogue does not know any more."""
    state = own_state(look)
    new = statement.without_item(state, item)
    _write_or_remember(look, keys, state, new, lambda book: memory.drop_wishes(book, look.space.id, item))


def open_category(*, person: str, keys: Keyring, category: str) -> None:
    """Open a hidden category for this person; only their own vault knows."""
    vaults.change(person, keys, lambda book: memory.open_category(book, category))


def close_category(*, person: str, keys: Keyring, category: str) -> None:
    """Close a hidden category again."""
    vaults.change(person, keys, lambda book: memory.close_category(book, category))


def seen_it(*, look: Look, keys: Keyring) -> None:
    """Remember what is in force now as seen."""
    vaults.change(look.person, keys, lambda book: memory.keep_seen(book, look.space.id, look.arrangements))


