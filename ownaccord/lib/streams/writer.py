"""Signals: committed to the disk first, then told, on threads that nothing else uses.

A signal shares no line, lane, limit or connection with pages, passphrases or pauses. There are two writers: one for who
is known to this process, because something they showed was found good here, and one for everybody else, so that no
stranger's guesses stand before a red. Within each, people take turns.
"""

from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable
from functools import partial
from typing import TypeVar

from asgiref.sync import sync_to_async
from django.db import transaction

from ownaccord.lib import ballast
from ownaccord.lib.lanes import Lanes
from ownaccord.lib.streams.listening import Shown

MOST_KNOWN = 4096

Said = TypeVar("Said")


class Writer:
    """Two threads, each with a database connection that stays open."""

    def __init__(self) -> None:
        self.lanes = Lanes("signal", 1), Lanes("guess", 1)
        self._known: OrderedDict[Shown, None] = OrderedDict()

    def remember(self, shown: Collection[Shown]) -> None:
        """What was shown was found good; of very many, the latest. It opens nothing: every signal is looked up anew."""
        for each in shown:
            self._known[each] = None
            self._known.move_to_end(each)
        while len(self._known) > MOST_KNOWN:
            self._known.popitem(last=False)

    async def commit(self, step: Callable[[], Said], *, shown: Collection[Shown], whose: Hashable) -> Said:
        """What `step` returned, once everything that it wrote is committed; its pokes have gone out by then.

        It waits twice as long as anybody for another's write, and takes the ballast on a full disk.
        """
        known = next((each for each in shown if each in self._known), None)
        lanes = self.lanes[0 if known is not None else 1]
        async with await lanes.turn(known if known is not None else whose):
            return await sync_to_async(_insisted)(step)


def _insisted(step: Callable[[], Said]) -> Said:
    said: list[Said] = []
    ballast.insisted(partial(_stored, step, said))
    return said[-1]


def _stored(step: Callable[[], Said], said: list[Said]) -> None:
    with transaction.atomic():
        said.append(step())
