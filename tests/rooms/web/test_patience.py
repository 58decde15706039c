"""Whoever only holds a connection is let go; whoever says something whole is answered, again and again."""

import asyncio
import resource
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

import pytest

from ownaccord.web import patience, server

ASK = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"

Reader, Writer = asyncio.StreamReader, asyncio.StreamWriter


async def hello(scope: Any, receive: Any, send: Any) -> None:
    """Answer at once."""
    await send({"type": "http.response.start", "status": 204, "headers": []})
    await send({"type": "http.response.body", "body": b"", "more_body": False})


def on_the_line(visit: Callable[[Reader, Writer], Awaitable[None]]) -> None:
    """Visit a real server over a real connection; nothing waits longer than twenty seconds."""

    async def everybody() -> None:
        door = server.Door("127.0.0.1", 0)
        config = server.config(door)
        config.app = hello  # type: ignore[assignment]
        with door.open() as listener:
            one = server.Server(config)
            served = asyncio.create_task(one._serve([listener]))
            reader, writer = await asyncio.open_connection(*listener.getsockname())
            async with asyncio.timeout(20):
                await visit(reader, writer)
            writer.close()
            one.handle_exit(2, None)
            await served

    asyncio.run(everybody())


@pytest.mark.parametrize("said", [b"", b"GET", ASK[:-2]])
def test_whoever_says_nothing_or_half_a_request_is_let_go(monkeypatch: pytest.MonkeyPatch, said: bytes) -> None:
    monkeypatch.setattr(patience, "BEGUN_WITHIN", 0.05)

    async def hold(reader: Reader, writer: Writer) -> None:
        writer.write(said)
        assert await reader.read() == b""

    on_the_line(hold)


def test_a_byte_now_and_then_is_no_request(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "BEGUN_WITHIN", 0.05)

    async def drip(reader: Reader, writer: Writer) -> None:
        ended = asyncio.create_task(reader.read())
        with suppress(OSError):
            while not ended.done():
                writer.write(b"G")
                await asyncio.sleep(0.01)
        # The line was cut: its end is read, or that it was cut while something was said into it.
        with suppress(ConnectionError):
            assert await ended == b""

    on_the_line(drip)


def test_whole_requests_are_answered_and_half_of_a_later_one_is_let_go_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "BEGUN_WITHIN", 0.2)

    async def ask(reader: Reader, writer: Writer) -> None:
        for _ in range(2):
            writer.write(ASK)
            assert (await reader.readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 204")
        writer.write(ASK[:10])
        assert await reader.read() == b""

    on_the_line(ask)


def test_as_many_connections_as_the_system_allows() -> None:
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(512, before[1]), before[1]))
        server.many_connections()
        assert resource.getrlimit(resource.RLIMIT_NOFILE)[0] >= min(before[1], server.MOST_OPEN)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)


LONG = 500 * 65536
told: list[bool] = []


async def long_story(scope: Any, receive: Any, send: Any) -> None:
    """Answer with more than anybody keeps; told to its end when all of it is read, or nobody is there."""
    told.clear()
    await send({"type": "http.response.start", "status": 200, "headers": []})
    for _ in range(LONG // 65536):
        await send({"type": "http.response.body", "body": bytes(65536), "more_body": True})
    await send({"type": "http.response.body", "body": b"", "more_body": False})
    told.append(True)


def test_whoever_leaves_an_answer_unread_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "READ_WITHIN", 0.05)
    monkeypatch.setitem(globals(), "hello", long_story)

    async def leaves_it(reader: Reader, writer: Writer) -> None:
        told.clear()
        writer.transport.pause_reading()  # type: ignore[attr-defined]
        writer.write(ASK)
        while not told:
            await asyncio.sleep(0.01)
        writer.transport.resume_reading()  # type: ignore[attr-defined]
        with suppress(OSError):
            assert len(await reader.read()) < LONG

    on_the_line(leaves_it)


def test_whoever_reads_slowly_gets_all_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(globals(), "hello", long_story)

    async def reads_it(reader: Reader, writer: Writer) -> None:
        writer.write(ASK)
        story = 0
        while story < LONG:
            story += len(await reader.read(65536))
            await asyncio.sleep(0)
        while not told:
            await asyncio.sleep(0.01)

    on_the_line(reads_it)
