"""Threads as one person sees them: what was said, whose turn it is, and whether it is open to them now.

A thread is open while its item is Talk first or more, or until then for an ask that nobody has ended. It closes in the
same words for every cause. An ask goes to and fro: nobody asks twice without an answer, nobody asks again for 90 days
what was ended or has gone (law 10), and nothing new is asked about a told limit or while a pause holds. Terms are put
down, and what was agreed is said in one's own words, where the item is Talk first or more.
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace

from ownaccord.accounts.keys import Keyring
from ownaccord.consent import rests
from ownaccord.consent.looking import Look
from ownaccord.consent.memory import items_seen
from ownaccord.core import proposal, teach_back
from ownaccord.core.proposal import Table
from ownaccord.core.rest import LENGTH
from ownaccord.core.teach_back import TeachBack
from ownaccord.core.terms import Level
from ownaccord.core.thread import Stored
from ownaccord.core.turns import Stand
from ownaccord.spaces import excerpts
from ownaccord.talk import cards, firm, memory, rows
from ownaccord.talk.here import Here
from ownaccord.talk.rounds import Round, barred, every_round, is_resting, topic_of
from ownaccord.talk.subjects import CROSSED, OPENED, SOMETHING, Subject, declined_key, ended_key


def open_thread(look: Look, subject: Subject, keys: Keyring) -> Here | None:
    """Return what there is about this; None where its space cannot be read now."""
    if look.epoch_key is None or look.over:
        return None
    shown = cards.answers(look, keys) if subject.card else ()
    return _here(look, subject, keys, rows.by_mark(look.space.id, look.space.epoch), shown)


def every(look: Look, keys: Keyring) -> tuple[Here, ...]:
    """Return everything about which something was said, in the order of the catalogue."""
    if look.epoch_key is None or look.over:
        return ()
    kept = rows.by_mark(look.space.id, look.space.epoch)
    subjects = _subjects(look) if kept else ()
    # Whatever was said about something began with its first thread.
    said = [each for each in subjects if topic_of(look, each.topic, 0).mark in kept]
    shown = cards.answers(look, keys) if any(each.card for each in said) else ()
    return tuple(_here(look, each, keys, kept, shown) for each in said)


def taken_back(look: Look, keys: Keyring) -> tuple[Here, ...]:
    """Return what was said about own items that are not here any more; nothing can be said there, but it is an end."""
    if look.epoch_key is None or look.over:
        return ()
    kept = rows.by_mark(look.space.id, look.space.epoch)
    met = {each.slug: each.name for each in items_seen(look.book, look.space.id)}
    gone = [(slug, name) for slug, name in met.items() if look.catalogue.item(slug) is None]
    every = (Subject(slug, name, solves=solves) for slug, name in gone for solves in (False, True))
    said = [each for each in every if topic_of(look, each.topic, 0).mark in kept]
    return tuple(_here(look, each, keys, kept, ()) for each in said)


def _subjects(look: Look) -> Iterator[Subject]:
    """Everything that can be talked about, and then everything that can be worked out."""
    yield from (CROSSED, OPENED)
    yield from (Subject(item.slug, item.name) for item in look.catalogue.items)
    yield from cards.subjects(look)
    yield SOMETHING
    yield from (Subject(item.slug, item.name, solves=True) for item in look.catalogue.items)


def _here(
    look: Look, subject: Subject, keys: Keyring, kept: Mapping[bytes, Sequence[Stored]], shown: Container[str]
) -> Here:
    beside = _last_end(look, subject.sibling, keys, kept)
    *before, now = every_round(look, subject, keys, kept, beside)
    # A No that anybody told, also its reader, is nothing to work out.
    told = {slug for who, state in look.states.items() if subject.solves or who != look.person
            for slug, _side in state.told}  # fmt: skip
    talkable = subject.card in shown if subject.card else is_open(look, subject)
    table = _table(look, subject, (*before, now))
    ended = _is_barred(look, subject, before[-1] if before else None, beside)
    return Here(
        look, subject, now, tuple(before), talkable=talkable,
        told=subject.slug in told, was_open=memory.was_open(look.book, look.space.id, now.topic.about),
        barred=ended or (subject.closes and not talkable),
        rests=rests.rests(look, subject.slug), table=table, teach_back=_teach_back((*before, now)),
        terms_rest=_terms_rest(look, subject, table, (*before, now)),
        firm=subject.has_item and firm.is_firm(look.book, subject.slug), is_resting=is_resting(now, beside, look.clock),
    )  # fmt: skip


def _table(look: Look, subject: Subject, every: Sequence[Round]) -> Table:
    """Whose terms stand in the thread that is not over; what rests goes on from one thread to the next."""
    kept = rests.until(look.book, look, declined_key(subject))
    resting = {look.person: kept} if kept else {}
    table, card = Table(resting=resting), look.catalogue.item(subject.slug)
    for each in every:
        laid = proposal.laid(each.thread.posts, table.resting, card.rule if card else None)
        table = replace(laid, left_out=table.left_out | laid.left_out)
    return table


def _terms_rest(look: Look, subject: Subject, table: Table, every: Sequence[Round]) -> int:
    """Until when terms rest for this reader by their own vault, unless somebody else has put some down since, or asked
    for theirs.
    """
    end = 0 if not subject.has_item or subject.solves else rests.terms_rest_until(look, subject.slug)
    posts = (post for each in every for post in each.thread.posts if post.author != look.person)
    since = (post for post in posts if post.move in proposal.PUTS and post not in table.left_out)
    return 0 if any(post.at >= end - LENGTH for post in since) else end


def _teach_back(every: Sequence[Round]) -> TeachBack:
    """How the one of this thread stands, or else the newest of an earlier one that everybody has read."""
    *before, now = (teach_back.stands(each.topic, each.thread.posts) for each in every)
    return now if now.written else next((each for each in reversed(before) if each.all_shown), now)


def _is_barred(look: Look, subject: Subject, before: Round | None, beside: Round | None) -> bool:
    """Whether it rests for its reader since somebody ended it, in this kind of thread or in the other one."""
    kinds = [each for each in (subject, subject.sibling) if each is not None]
    kept = any(look.clock < rests.until(look.book, look, ended_key(each)) for each in kinds)
    return kept or any(look.person in barred(each, look.clock) for each in (before, beside) if each is not None)


def _last_end(
    look: Look, subject: Subject | None, keys: Keyring, kept: Mapping[bytes, Sequence[Stored]]
) -> Round | None:
    """The last thread of the other kind about the same item, if somebody ended it and it has not begun again; also
    where only the own vault still knows that it is over.
    """
    if subject is None or topic_of(look, subject.topic, 0).mark not in kept:
        return None
    *before, now = every_round(look, subject, keys, kept, None)
    over = not now.thread.posts and bool(before) and before[-1].thread.turn.stand is not Stand.LEFT
    return before[-1] if over else None


def is_open(look: Look, subject: Subject) -> bool:
    """Return whether something can be talked about now, as far as that hangs on what it is about."""
    if subject.has_item:
        return is_talkable(look, subject.slug)
    return subject is not OPENED or is_opened(look)


def is_talkable(look: Look, item: str) -> bool:
    """Return whether an item is Talk first or more in force."""
    return any(each.item == item and each.terms.level >= Level.TALK for each in look.arrangements)


def is_opened(look: Look) -> bool:
    """Return whether its reader has lines that were opened after a scene, and no pause holds."""
    return not look.any_pause and any(each.texts for each in excerpts.every(look.book, look.space.id))
