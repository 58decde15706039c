"""What its owner's own software does not ask about again for 90 days (law 10): kept in the own vault, whatever becomes
of the rows and of the epoch.

A rest begins when something that was Talk first or more is not so any more although its owner's own position still
allows it, outside new starts; and when the room of threads says so, after an ask that was ended. What lapsed by
another's silence looks like a tightening from outside, and rests as well. Nothing is asked while a pause holds.

A pause undoes no rest. Their own is as if it were not there, for the page on which they lift it shows what is under it.
Under another's nothing can be seen, so nothing begins to rest, and what stood before it is remembered until it is over,
less what its owner was the first to take away: what they say again under it was never seen.
Terms rest by themselves, under the item's name with a + before it: after somebody's *not now*, and after somebody else
tightened what was in force although it can still be talked about. An own item rests under what it is called as well,
for whoever takes it back can write the same again.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256

from ownaccord.accounts.keys import VaultBook
from ownaccord.catalogue.search import fold
from ownaccord.consent import memory
from ownaccord.consent.looking import Look
from ownaccord.core.definition import MARK, is_own, own_slug
from ownaccord.core.errors import Malformed
from ownaccord.core.in_force import Arrangement
from ownaccord.core.news import recalled, snapshot
from ownaccord.core.position import Side, as_of, is_number
from ownaccord.core.proposal import within
from ownaccord.core.rest import LENGTH
from ownaccord.core.statement import State
from ownaccord.core.terms import LATEST, NOTHING, Level, meet, standing

ENDED = ("~", "~~ways:")
"""What stands before an item where an ask about it was ended, in either kind of thread."""
OWN = len(own_slug(bytes(MARK)))


def until(book: VaultBook, look: Look, about: str) -> int:
    """Return until when this rests; 0 when it does not. Unread, it rests for good."""
    return max(_until(book, look.space.id, each) for each in _names(look, about))


def _until(book: VaultBook, space: str, about: str) -> int:
    kept = book.get(f"rest/{space}/{about}", 0)
    return kept if is_number(kept, LATEST) else LATEST


def keep(book: VaultBook, look: Look, about: str, end: int) -> None:
    """Let this rest until then; a longer rest stays."""
    for each in _names(look, about):
        if end > _until(book, look.space.id, each):
            book.put(f"rest/{look.space.id}/{each}", end)


def lift(book: VaultBook, look: Look, about: str) -> None:
    """Let it rest no longer: somebody who may has begun to talk about it."""
    for each in _names(look, about):
        book.drop(f"rest/{look.space.id}/{each}")


def _names(look: Look, about: str) -> tuple[str, ...]:
    """Under which names this rests: with an own item in it also by what that is called, however it is spelled."""
    kind, slug = about[:-OWN], about[-OWN:]
    if not is_own(slug):
        return (about,)
    card, met = look.catalogue.item(slug), memory.items_seen(look.book, look.space.id)
    called = card.name if card else next((each.name for each in met if each.slug == slug), "")
    return (about, f"{kind}called-{_mark(called)}") if called else (about,)


def _mark(called: str) -> str:
    folded = fold(called).replace(" ", "") or called.casefold()
    return sha256(folded.encode()).hexdigest()[:32]


def rests(look: Look, about: str) -> bool:
    """Whether this reader's software does not ask about this now."""
    return about in gone(look) or look.clock < until(look.book, look, about)


def is_closed(look: Look, item: str) -> bool:
    """Whether nothing that could be asked for on this item is put before the others by its reader now."""
    open_now = any(each.item == item for each in look.own_pause_aside)
    ended = any(look.clock < until(look.book, look, f"{kind}{item}") for kind in ENDED)
    return ended or (not open_now and rests(look, item)) or bool(terms_rest_until(look, item))


def all_closed(look: Look) -> frozenset[str]:
    """Every item on which nothing that could be asked for is put before the others by its reader now."""
    kept = {key.rpartition("/")[2].lstrip("~+").rpartition(":")[2] for key in look.book.under(f"rest/{look.space.id}/")}
    known = {item.slug for item in look.catalogue.items} & {*kept, *gone(look), *narrowed(look)}
    return frozenset(item for item in known if is_closed(look, item))


def shown_of(item: str) -> str:
    """Return under which name it is kept that nothing others show of an item is shown to the vault's owner."""
    return f"={item}"


def note(book: VaultBook, look: Look, after: Look) -> None:
    """Let what has gone since its owner last wrote or unlocked begin to rest, and remember what stands after it."""
    before = stood(look.book, look.space.id)
    for item in _gone(look, before):
        keep(book, look, item, look.clock + LENGTH)
    for item, since in _narrowed(look, before).items():
        keep(book, look, terms_of(item), since + LENGTH)
    _note_own(book, look, after, before)
    if not after.over:
        book.put(f"space/{after.space.id}/stood", snapshot(_standing(after, before)))


def _note_own(book: VaultBook, look: Look, after: Look, before: Iterable[Arrangement]) -> None:
    """What stood and its owner takes away is not shown to them by others; what they would talk about again is.

    A use that a scene holds back or has spent is taken away by nobody.
    """
    if look.starts_anew or look.mine is None or after.mine is None:
        return
    for each in before:
        key = each.item, dict(each.sides).get(look.person)
        if key in look.mine.held_back | after.mine.held_back:
            continue
        if _still_mine(look, each) and not _still_mine(after, each):
            keep(book, look, shown_of(each.item), look.clock + LENGTH)
    for item in {each.item for each in after.mine.entries if each.key not in {e.key for e in look.mine.entries}}:
        lift(book, look, shown_of(item))


def stood(book: VaultBook, space: str) -> tuple[Arrangement, ...]:
    """Return what stood when its owner last wrote or unlocked, beside pauses: what rests when it is gone."""
    with suppress(Malformed):
        if f"space/{space}/stood" in book:
            return recalled(book.get(f"space/{space}/stood"))
    return memory.force(book, space)


def _standing(look: Look, before: Iterable[Arrangement]) -> Iterable[Arrangement]:
    """Under a pause only less of what stood: what comes and goes while it holds was never there.

    Under another's, less by what its owner was the first to take away; of the rest nothing can be seen.
    """
    if look.starts_anew:
        return ()
    if look.others_pause:
        return _left_by(look, before)
    if not look.my_pause:
        return look.arrangements
    now = {(each.item, each.sides): each.terms for each in look.own_pause_aside}
    left = (each for each in before if (each.item, each.sides) in now)
    return [replace(each, terms=meet(each.terms, now[each.item, each.sides])) for each in left]


def _left_by(look: Look, before: Iterable[Arrangement]) -> Iterable[Arrangement]:
    """What stood, as far as the reader's own statement still allows it; a use that is held back or spent is theirs.

    Not where somebody else's does not any more: that came first, and rests once it can be seen, whatever the reader
    takes back and says again.
    """
    mine = look.mine
    for each in before:
        sides = dict(each.sides)
        side = sides.pop(look.person, None)
        first = all(_states_it(look.states, each, who) for who in sides)
        if first and mine is not None and side is not None and (each.item, side) not in mine.held_back:
            each = replace(each, terms=meet(each.terms, standing(mine.terms(each.item, side), look.clock)))
        if each.terms != NOTHING:
            yield each


def _is_hidden(look: Look) -> bool:
    """Whether nothing can be said of what has gone: it cannot be seen now, or a new start took everything."""
    unread = look.trouble is not None or look.mine is None
    return unread or look.others_pause or look.starts_anew or look.over


def terms_of(item: str) -> str:
    """Return under which name it is kept that terms of an item rest for the vault's owner."""
    return f"+{item}"


def terms_rest_until(look: Look, item: str) -> int:
    """Return until when this reader's software puts no terms of this item down; 0 when it does."""
    end = until(look.book, look, terms_of(item))
    end = max(end, narrowed(look).get(item, -LENGTH) + LENGTH)
    return end if look.clock < end else 0


def gone(look: Look) -> frozenset[str]:
    """The items that were Talk first or more and are not, although the own position still allows it."""
    return frozenset() if _is_hidden(look) else _gone(look, stood(look.book, look.space.id))


def _gone(look: Look, before: Iterable[Arrangement]) -> frozenset[str]:
    if _is_hidden(look):
        return frozenset()
    there = {each.item for each in look.own_pause_aside}
    return frozenset(each.item for each in before if each.item not in there and _still_mine(look, each))


def _still_mine(look: Look, before: Arrangement) -> bool:
    item = look.catalogue.item(before.item)
    side = dict(before.sides).get(look.person)
    entry = look.mine.entry(before.item, side) if look.mine is not None and side is not None else None
    return item is not None and entry is not None and as_of(entry, item.rule, look.clock).level >= Level.TALK


def narrowed(look: Look) -> dict[str, int]:
    """The items of which somebody else's own statement allows less than was in force, although the reader's does not,
    with the time since when it does.

    A card that changed, a pause and a lapse are no tightening, and neither is a trial that is spent.
    """
    return {} if _is_hidden(look) else _narrowed(look, stood(look.book, look.space.id))


def _narrowed(look: Look, before: Iterable[Arrangement]) -> dict[str, int]:
    if _is_hidden(look):
        return {}
    found: dict[str, int] = {}
    for each in before:
        less = {who for who, _side in each.sides if not _allows(look.states, each, who)}
        if less and look.person not in less:
            since = max(_stated_at(look.states[who], each.item, dict(each.sides)[who]) for who in less)
            found[each.item] = max(min(since, look.clock), found.get(each.item, 0))
    return found


def _stated_at(state: State, item: str, side: Side) -> int:
    entry = state.entry(item, side)
    return state.at if entry is None else entry.stated_at


def _allows(states: Mapping[str, State], before: Arrangement, who: str) -> bool:
    if _states_it(states, before, who):
        return True
    stated = states[who].entry(before.item, dict(before.sides)[who])
    return stated is None and before.terms.uses is not None and _is_spent(states, before, who)


def _states_it(states: Mapping[str, State], before: Arrangement, who: str) -> bool:
    """Whether this person's own statement still goes as far; who has not started anew has tightened nothing."""
    state = states.get(who)
    entry = None if state is None else state.entry(before.item, dict(before.sides)[who])
    return state is None or (entry is not None and within(before.terms, entry.terms))


def _is_spent(states: Mapping[str, State], before: Arrangement, who: str) -> bool:
    """Whether a trial that this person does not state any more is spent: then nobody else's can be used either."""
    others = ((states.get(other), (before.item, side)) for other, side in before.sides if other != who)
    return all(state is None or key in state.held_back or state.entry(*key) is None for state, key in others)


def forget(book: VaultBook, space: str) -> None:
    """Forget all of it in a space that has ended."""
    for key in book.under(f"rest/{space}/"):
        book.drop(key)
    book.drop(f"space/{space}/stood")
