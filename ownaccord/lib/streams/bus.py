"""How a poke reaches every process of this house: within this one, over one SQLite file, over PostgreSQL.

`tell` is called inside the transaction that changed something. Nothing is heard before it is stored, and what is not
stored is never heard of. On PostgreSQL the poke goes out with the commit itself: a process that is killed right after
it has told everybody.
"""

import asyncio
import sqlite3
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any, Protocol

from django.conf import settings
from django.db import connection

from ownaccord.lib import database
from ownaccord.lib.streams import listening, pokes
from ownaccord.lib.streams.asking import Asking
from ownaccord.lib.streams.hub import Hub
from ownaccord.lib.streams.pokes import Poke

CHANNEL = "ownaccord_live"
# Seconds. How often the file is asked whether anybody wrote (5 millionths of one), and how often the wire is tried.
GLANCE = 0.02
ALIVE = 5.0
AWAY, LONGEST_AWAY = 0.05, 2.0
# What a look at the file costs is waited for this many times over before the next one.
REST = 10


class Bus(Protocol):
    """Carries pokes between processes."""

    def tell(self, poke: Poke) -> None:
        """Inside a transaction: with it, the poke goes to every other process."""

    async def hear(self, hub: Hub) -> None:
        """For ever: give the hub what others told, and let it know when nothing can be heard."""


class InProcess:
    """There is one process, and the hub hears of its own pokes without a bus."""

    def tell(self, poke: Poke) -> None:
        """Nobody else is there."""

    async def hear(self, hub: Hub) -> None:
        """Nothing will come."""
        hub.connected = True
        await asyncio.get_running_loop().create_future()


class WatchedFile:
    """Several processes on one SQLite file: whoever sees that it changed looks whether a listened space is newer."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._asking = Asking("live-file", _revisions)

    def tell(self, poke: Poke) -> None:
        """The others see the file change."""

    async def hear(self, hub: Hub) -> None:
        """Glance at the file while anybody listens."""
        while True:
            try:
                await self._watch(hub)
            except (sqlite3.Error, *database.AWAY):
                hub.connected = False
                await asyncio.sleep(LONGEST_AWAY)

    async def _watch(self, hub: Hub) -> None:
        file = sqlite3.connect(f"{self._path.as_uri()}?mode=ro", uri=True, timeout=0)
        now = asyncio.get_running_loop().time
        try:
            seen, before = -1, dict[str, int]()
            while True:
                version, begun = file.execute("PRAGMA data_version").fetchone()[0], now()
                if version != seen and hub.heard():
                    found = await self._asking.about(hub.heard())
                    for space in (space for space, revision in found.items() if before.get(space) != revision):
                        hub.poke(Poke(space, found[space]))
                    before = found
                seen, hub.connected = version, True
                await asyncio.sleep(max(GLANCE, REST * (now() - begun)))
        finally:
            file.close()


class Notified:
    """Several processes and machines on one PostgreSQL: NOTIFY, and one direct connection that only listens."""

    def tell(self, poke: Poke) -> None:
        """Goes out when, and only if, the transaction is committed."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, poke.written()])

    async def hear(self, hub: Hub) -> None:
        """Listen; when the wire is cut, come back, and let everybody look again."""
        from psycopg import Error

        parameters, wait = _direct(), AWAY
        while True:
            try:
                await self._listen(parameters, hub)
            except (Error, OSError):
                wait = AWAY if hub.connected else min(2 * wait, LONGEST_AWAY)
                hub.connected = False
                await asyncio.sleep(wait)

    async def _listen(self, parameters: dict[str, Any], hub: Hub) -> None:
        from psycopg import AsyncConnection

        async with await AsyncConnection.connect(autocommit=True, **parameters) as wire:
            await wire.execute(f"LISTEN {CHANNEL}")
            hub.connected = True
            hub.look_everywhere()
            while True:
                async for notice in wire.notifies(timeout=ALIVE):
                    if (poke := pokes.read(notice.payload)) is not None:
                        hub.poke(poke)
                # A wire that is cut somewhere far away says nothing by itself.
                async with asyncio.timeout(ALIVE):
                    await wire.execute("SELECT 1")


def chosen() -> Bus:
    """The bus that fits the database."""
    if connection.vendor == "postgresql":
        return Notified()
    shared = settings.OWNACCORD_LIVE_SHARED_FILE
    return WatchedFile(Path(connection.settings_dict["NAME"]).absolute()) if shared else InProcess()


def _revisions(spaces: Collection[str]) -> Mapping[str, int]:
    return listening.revisions(spaces)


def _direct() -> dict[str, Any]:
    """How to reach the database without the pool and without Django around it."""
    parameters = connection.copy().get_connection_params()
    plain = {name: value for name, value in parameters.items() if name not in ("cursor_factory", "context", "pool")}
    return {**plain, "application_name": "ownaccord live"}
