"""A bad network between a browser and a house: it delays, cuts, and says things twice."""

import asyncio
import re
import threading
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any, Self

ASKS_FOR_ONE = re.compile(rb"GET /live[? ]")


class Proxy:
    """A TCP proxy in a thread of its own; `port` is where it listens."""

    def __init__(self, port: int) -> None:
        self._to, self.port = port, 0
        self._loop = asyncio.new_event_loop()
        self._open: set[asyncio.StreamWriter] = set()
        self._flows = asyncio.Event()
        self._twice, self._streams = False, True
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        self._do(self._begin())
        return self

    def __exit__(self, *trouble: object) -> None:
        self._do(self._cut())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    def hold(self) -> None:
        """Nothing goes through, in either direction; nobody is told."""
        self._loop.call_soon_threadsafe(self._flows.clear)

    def flow(self) -> None:
        """What was held arrives, late."""
        self._loop.call_soon_threadsafe(self._flows.set)

    def cut(self) -> None:
        """Every connection breaks off."""
        self._do(self._cut())

    def keep_no_stream(self) -> None:
        """From now on whoever asks for a stream is cut off; everything else goes through."""
        self._streams = False

    def say_twice(self) -> None:
        """From now on the house hears what is sent on every new connection twice, on two connections."""
        self._twice = True

    def _do(self, work: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(timeout=20)

    async def _begin(self) -> None:
        self._flows.set()
        server = await asyncio.start_server(self._carry, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]

    async def _cut(self) -> None:
        while self._open:
            self._open.pop().transport.abort()

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there = [await asyncio.open_connection("127.0.0.1", self._to) for _ in range(1 + self._twice)]
        writers = [each for _, each in there]
        self._open |= {writer, *writers}
        back = [asyncio.create_task(self._pipe(there[0][0], [writer]))]
        back += [asyncio.create_task(self._pipe(each, [])) for each, _ in there[1:]]
        await self._pipe(reader, writers)
        await asyncio.wait(back)

    async def _pipe(self, reader: asyncio.StreamReader, writers: list[asyncio.StreamWriter]) -> None:
        with suppress(OSError):
            while data := await reader.read(65536):
                await self._flows.wait()
                if not self._streams and ASKS_FOR_ONE.match(data):
                    reader._transport.abort()  # type: ignore[attr-defined]
                    break
                for writer in writers:
                    writer.write(data)
        for writer in writers:
            writer.close()
            self._open.discard(writer)
