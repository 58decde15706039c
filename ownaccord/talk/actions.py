"""What a person does in a thread; the only writer of this room."""

import os

from django.db import transaction

from ownaccord.accounts import vaults
from ownaccord.accounts.keys import Keyring, VaultBook
from ownaccord.core import thread as core
from ownaccord.core.errors import Refused
from ownaccord.core.turns import Move, may
from ownaccord.spaces import actions as spaces
from ownaccord.talk import memory, rows
from ownaccord.talk.threads import Here


def say(*, here: Here, keys: Keyring, move: Move, words: str, now: int) -> None:
    """Say something, or make another move of reflect-back. Refused where it is not this person's move any more."""
    with transaction.atomic():
        if spaces.hold(here.look.space.id) is None:
            raise Refused("the space is over")
        # What came since its writer looked counts: two who write at once do not take each other's turn.
        fresh = core.read(here.topic, rows.of(here.topic), keys, here.thread.heads)
        if move not in here.moves or move not in may(fresh.turn, keys.person):
            raise Refused("not now")
        post = core.made(here.topic, fresh, move, words, now, keys, os.urandom)
        rows.store(here.topic, post)
        heads = {**fresh.heads, post.author: (post.number, here.topic.digest(post))}
        vaults.change(keys.person, keys, lambda book: _keep(book, here, heads))


def erase(*, here: Here, keys: Keyring, number: int) -> bool:
    """Erase the words of one own post for good; whether there were any."""
    return rows.erase(here.shown[0], keys.person, number)


def remember(*, here: Here, keys: Keyring) -> None:
    """Let the vault remember what its owner has seen of a thread."""
    vaults.change(keys.person, keys, lambda book: _keep(book, here, here.thread.heads))


def _keep(book: VaultBook, here: Here, heads: core.Known) -> None:
    about, space = here.topic.about, here.look.space
    was = here.talkable or memory.was_open(book, space.id, about)
    memory.keep(book, space.id, space.epoch, about, heads, was)
