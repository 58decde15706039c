"""The streams of this process as rooms know them: `live.tell(Poke(...))` inside a transaction, `known_now` for a page.

Also the one hub, the one bus and the one writer that stand behind it, and their beginning and end.
"""

import asyncio
import logging
from collections.abc import Mapping
from functools import partial

from django.db import transaction

from ownaccord.lib import clock
from ownaccord.lib.streams import bus, listening
from ownaccord.lib.streams.hub import Hub
from ownaccord.lib.streams.pokes import Poke
from ownaccord.lib.streams.stream import state_of
from ownaccord.lib.streams.writer import Writer

log = logging.getLogger("ownaccord")


class Live:
    """The hub starts when the first stream is opened; until then a poke only goes to other processes."""

    def __init__(self) -> None:
        self._bus: bus.Bus | None = None
        self._hub: Hub | None = None
        self._tasks: list[asyncio.Task[None]] = []
        self.writer = Writer()

    @property
    def bus(self) -> bus.Bus:
        """The bus, chosen when it is first needed."""
        if self._bus is None:
            self._bus = bus.chosen()
        return self._bus

    def hub(self) -> Hub:
        """The hub, begun with the loop that asks for it."""
        if self._hub is None:
            self._hub = Hub()
            self._tasks = [self._hub.start(), asyncio.get_running_loop().create_task(self._hear(self._hub))]
        return self._hub

    def tell(self, poke: Poke) -> None:
        """Inside the transaction that made something newer: once it is stored, every stream of the space hears it."""
        self.bus.tell(poke)
        transaction.on_commit(partial(self._told, poke), robust=True)

    def close(self) -> None:
        """The server ends; from the loop. Who opens a stream now is told to come back."""
        if self._hub is not None:
            self._hub.close()
        for task in self._tasks:
            task.cancel()

    def _told(self, poke: Poke) -> None:
        if self._hub is not None:
            self._hub.poke_from_anywhere(poke)

    async def _hear(self, hub: Hub) -> None:
        while True:
            try:
                await self.bus.hear(hub)
            except Exception:
                hub.connected = False
                log.exception("The bus was lost")
                await asyncio.sleep(bus.LONGEST_AWAY)


def known_now(cookies: Mapping[str, str], *, secure: bool) -> str:
    """The word for what a page knows whose reading begins now (`data-live-since`); empty for who may listen to nothing.

    Asked before the page reads anything: what changes while it is being drawn is then told to it.
    """
    found = listening.may(listening.shown_by(cookies, secure=secure), clock.now())
    listener = listening.together(found.values())
    if listener is None:
        return ""
    stored = listening.revisions(listener.spaces)
    return state_of({listening.mark(listener.person, space): revision for space, revision in stored.items()})


live = Live()
