"""A bad network between a browser and a house: it delays, loses, cuts, overtakes, and says things twice."""

import asyncio
import re
import threading
from collections.abc import Callable, Coroutine
from contextlib import suppress
from enum import StrEnum
from typing import Any, Self

ASKS_FOR_ONE = re.compile(rb"GET /live[? ]")
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)


class Fate(StrEnum):
    """What becomes of one connection: it gets through, late and overtaken by others, or never; it gets through and its
    answer never does; it gets through and once more, late.
    """

    THROUGH = "through"
    LATE = "late"
    LOST = "lost"
    UNANSWERED = "unanswered"
    TWICE = "twice"


class Proxy:
    """A TCP proxy in a thread of its own; `port` is where it listens."""

    def __init__(self, port: int) -> None:
        self._to, self.port = port, 0
        self._loop = asyncio.new_event_loop()
        # What breaks here is the weather.
        self._loop.set_exception_handler(lambda *_: None)
        self._open: set[asyncio.StreamWriter] = set()
        self._flows = asyncio.Event()
        self._twice, self._streams = False, True
        # Asked for each new connection; and how many seconds late is, where it is not until `let_come`.
        self.fate: Callable[[], Fate] = lambda: Fate.THROUGH
        self.late: Callable[[], float] | None = None
        self._comes = asyncio.Event()
        self._behind: set[asyncio.Task[bytes]] = set()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        self._do(self._begin())
        return self

    def __exit__(self, *trouble: object) -> None:
        self._do(self._end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    def hold(self) -> None:
        """Nothing goes through, in either direction; nobody is told."""
        self._loop.call_soon_threadsafe(self._flows.clear)

    def flow(self) -> None:
        """What was held arrives, late."""
        self._loop.call_soon_threadsafe(self._flows.set)

    @property
    def behind(self) -> int:
        """How many messages are late."""
        return len(self._behind)

    def let_come(self) -> None:
        """Everything that is late arrives; it is answered when this returns."""
        self._do(self._come())

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

    async def _end(self) -> None:
        await self._cut()
        others = asyncio.all_tasks() - {task for task in (asyncio.current_task(),) if task}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        fate = self.fate()
        if fate is Fate.THROUGH:
            await self._carry_on(reader, writer)
            return
        with suppress(OSError):
            self._open.add(writer)
            await self._meets(fate, reader, writer)
        writer.transport.abort()
        self._open.discard(writer)

    async def _meets(self, fate: Fate, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One request and its answer; of a stream only the beginning."""
        asked = await _message(reader)
        if fate is Fate.LOST:
            return
        answer = await (self._later(asked) if fate is Fate.LATE else self._asked(asked))
        if fate is not Fate.UNANSWERED:
            writer.write(answer)
            await writer.drain()
            writer.close()
            await writer.wait_closed()
        if fate is Fate.TWICE:
            await self._later(asked)

    async def _come(self) -> None:
        self._comes.set()
        while self._behind:
            await asyncio.wait(self._behind)
            await asyncio.sleep(0)

    def _later(self, asked: bytes) -> asyncio.Task[bytes]:
        async def step() -> bytes:
            await (self._comes.wait() if self.late is None else asyncio.sleep(self.late()))
            return await self._asked(asked)

        task = asyncio.create_task(step())
        self._behind.add(task)
        task.add_done_callback(self._behind.discard)
        return task

    async def _asked(self, asked: bytes) -> bytes:
        there, hence = await asyncio.open_connection("127.0.0.1", self._to)
        hence.write(asked)
        answer = await _message(there)
        hence.close()
        return answer

    async def _carry_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
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


async def _message(reader: asyncio.StreamReader) -> bytes:
    """The head, and what belongs to it as far as the head says how long that is."""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
        length = LENGTH.search(head)
        return head + (await reader.readexactly(int(length[1])) if length else b"")
    except asyncio.IncompleteReadError as broken:
        return broken.partial
