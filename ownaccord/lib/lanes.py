"""Threads for requests: a few lanes for pages, and lanes of their own for whoever wants something to stop.

A lane is one thread that lives as long as the server, with a database connection that stays open. Deriving a key from a
passphrase keeps a lane busy for a while; a pause never waits in that queue.
"""

import re
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager

from asgiref.sync import ThreadSensitiveContext

STOPPING = re.compile(r"/(?:pause|stop|exit|s/[^/]+/pause)/")


class Lanes:
    """A fixed number of one-thread lanes; each request takes the one with the fewest requests in it."""

    def __init__(self, name: str, count: int) -> None:
        self._lanes = [ThreadPoolExecutor(max_workers=1, thread_name_prefix=f"{name}-{n}") for n in range(count)]
        self._load = [0] * count

    @asynccontextmanager
    async def lane(self) -> AsyncIterator[int]:
        """Everything that is sync inside runs in one lane; its number."""
        number = self._load.index(min(self._load))
        self._load[number] += 1
        try:
            async with ThreadSensitiveContext(executor=self._lanes[number]):
                yield number
        finally:
            self._load[number] -= 1


def stops_something(path: str) -> bool:
    """Whether this address only ever lowers what is permitted, so that it goes by the lanes for stopping."""
    return STOPPING.fullmatch(path) is not None
