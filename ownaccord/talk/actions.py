"""What a person does in a thread; the only writer of this room."""

import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace

from django.db import transaction

from ownaccord.accounts import vaults
from ownaccord.accounts.keys import Keyring, VaultBook
from ownaccord.consent import noticed, rests
from ownaccord.core import proposal
from ownaccord.core import thread as core
from ownaccord.core.errors import Refused
from ownaccord.core.rest import LENGTH
from ownaccord.core.turns import SOLVING, UNSEEN, Move, after
from ownaccord.spaces import actions as spaces
from ownaccord.talk import memory, rows
from ownaccord.talk.here import Here
from ownaccord.talk.memory import Seen
from ownaccord.talk.rounds import OVER, Round, barred
from ownaccord.talk.subjects import declined_key, ended_key


def say(*, here: Here, keys: Keyring, move: Move, words: str, now: int, more: bytes = b"") -> None:
    """Say something, or make another move. Refused where it is not this person's move any more.

    `more` is what terms, or words written apart, hold beside words. What is pressed twice is said once.
    """
    if move not in here.moves:
        raise Refused("not now")
    if _is_said(here, keys.person, move, words, more):
        return
    post = core.made(here.now.topic, here.now.thread, move, words, now, keys, os.urandom, more)
    with transaction.atomic():
        # What came since its writer looked counts: two who write at once do not take each other's turn.
        if spaces.hold(here.look.space.id) is None or rows.count(here.now.topic) != here.now.stored:
            raise Refused("not as it was")
        rows.store(here.now.topic, post)
        vaults.change(keys.person, keys, lambda book: _keep_said(book, here, post, move, now))


def _is_said(here: Here, person: str, move: Move, words: str, more: bytes) -> bool:
    """Whether it is what this person said last: its answer got lost, and it was pressed again.

    What others wrote that is not open yet plays no part in it, or whoever says the same twice would learn of it.
    """
    read = [post for post in here.now.thread.posts if post.author == person or post.move not in UNSEEN | SOLVING]
    last = read[-1] if read else None
    return last is not None and (last.author, last.move, last.words, last.more) == (person, move, words, more)


def _keep_said(book: VaultBook, here: Here, post: core.Stored, move: Move, now: int) -> None:
    topic, thread, space = here.now.topic, here.now.thread, here.look.space.id
    heads = {**thread.heads, post.author: (post.number, topic.digest(post))}
    turn = after(thread.turn, post.author, move, topic.view.members)
    kept = _seen(book, here, here.now, heads)
    memory.keep(book, space, topic.about, replace(kept, ended=kept.ended or turn.stand in OVER))
    began = bool(thread.posts) and thread.posts[0].author == post.author
    if move is Move.END and began and not here.now.is_repairing:
        rests.keep(book, here.look, ended_key(here.subject), now + LENGTH)
    elif move is not Move.END:
        rests.lift(book, here.look, ended_key(here.subject))
    _keep_shown(book, here, move, began=began, now=now)
    if move is Move.NOT_NOW:
        rests.keep(book, here.look, declined_key(here.subject), now + LENGTH)
    elif move in proposal.PUTS:
        rests.lift(book, here.look, declined_key(here.subject))


def _keep_shown(book: VaultBook, here: Here, move: Move, *, began: bool, now: int) -> None:
    """Whoever ends an ask of somebody else's is shown nothing more of it until they say something about it."""
    if not here.subject.has_item:
        return
    if move is not Move.END:
        rests.lift(book, here.look, rests.shown_of(here.subject.slug))
    elif not began:
        rests.keep(book, here.look, rests.shown_of(here.subject.slug), now + LENGTH)


def try_back(*, here: Here, keys: Keyring, way: str, now: int) -> None:
    """Take back that one would try this way, in a post of its own, as long as something can be said here: it holds also
    where somebody puts back what was erased.
    """
    with suppress(Refused):
        say(here=here, keys=keys, move=Move.TRY_BACK, words=way, now=now)


def erase(*, here: Here, keys: Keyring, number: int, of: int) -> bool:
    """Erase the words of one own post of the thread of this number for good; whether there were any."""
    return 0 <= of < len(here.rounds) and rows.erase(here.rounds[of].topic, keys.person, number)


def remember(*, found: Iterable[Here], keys: Keyring) -> None:
    """Let the vault remember what its owner has seen of these threads, and what rests since they were ended."""
    every = tuple(found)
    if every:
        vaults.change(keys.person, keys, lambda book: _keep_all(book, every))


def _keep_all(book: VaultBook, every: tuple[Here, ...]) -> None:
    for here in every:
        _keep(book, here)


def _keep(book: VaultBook, here: Here) -> None:
    space = here.look.space.id
    noticed.add(book, space, here.asked)
    for each in here.rounds if here.now.thread.posts else here.before:
        kept = _seen(book, here, each, each.thread.heads)
        memory.keep(book, space, each.topic.about, replace(kept, ended=kept.ended or each.is_over))
    last = here.before[-1] if here.before else None
    if last is not None and last.thread.ended is not None and here.look.person in barred(last, here.look.clock):
        rests.keep(book, here.look, ended_key(here.subject), last.thread.ended.at + LENGTH)
    _keep_terms_rest(book, here)


def _keep_terms_rest(book: VaultBook, here: Here) -> None:
    """What rests by somebody's *not now*, and what does no longer because somebody else has put terms down since."""
    if not here.subject.has_item or here.subject.solves:
        # No terms stand there, and the thread in which they do keeps it.
        return
    about = rests.terms_of(here.subject.slug)
    if not here.terms_rest:
        rests.lift(book, here.look, about)
    if end := here.table.rests_for(here.look.person, here.moment):
        rests.keep(book, here.look, about, end)


def _seen(book: VaultBook, here: Here, each: Round, heads: core.Known) -> Seen:
    before, epoch = memory.seen(book, here.look.space.id, each.topic.about), here.look.space.epoch
    # What is missing stays so, however often its reader looks: what was seen of it is not forgotten for what is there.
    known = before.heads if each.thread.missing and before.epoch == epoch else {}
    ended = before.ended and before.epoch == epoch
    return Seen(epoch, {**heads, **known}, here.talkable or before.was_open, ended)
