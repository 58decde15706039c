"""The outermost layer: a bound on what is sent, and lanes in which nobody's passphrase holds up a pause."""

import asyncio
import threading
from typing import Any

import pytest
from asgiref.sync import sync_to_async

from ownaccord.lib.lanes import Lanes, stops_something
from ownaccord.web import asgi


def ask(
    headers: list[tuple[bytes, bytes]], bodies: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> list[dict[str, Any]]:
    """What the application answers to a POST; instead of Django something that only reads the body."""
    sent: list[dict[str, Any]] = []
    waiting = [{"type": "http.request", "body": body, "more_body": True} for body in bodies]

    async def receive() -> dict[str, Any]:
        return waiting.pop(0) if waiting else {"type": "http.request", "body": b"", "more_body": False}

    async def send(event: dict[str, Any]) -> None:
        sent.append(event)

    async def reader(scope: object, receive: Any, send: Any) -> None:
        event = await receive()
        while event.get("more_body"):
            event = await receive()
        await send({"type": event["type"]})

    monkeypatch.setattr(asgi, "django", reader)
    scope: Any = {"type": "http", "path": "/", "headers": headers}
    asyncio.run(asgi.application(scope, receive, send))  # type: ignore[arg-type]
    return sent


def test_what_fits_reaches_django(monkeypatch: pytest.MonkeyPatch) -> None:
    assert ask([(b"content-length", b"1048576")], [bytes(1048576)], monkeypatch) == [{"type": "http.request"}]


def test_more_than_a_megabyte_is_refused_in_words_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    start, body = ask([(b"content-length", b"1048577")], [], monkeypatch)

    assert start["status"] == 413
    assert body["body"] == asgi.TOO_LARGE


def test_more_than_a_megabyte_that_was_not_announced_breaks_off(monkeypatch: pytest.MonkeyPatch) -> None:
    assert ask([], [bytes(700_000), bytes(700_000)], monkeypatch) == [{"type": "http.disconnect"}]


@pytest.mark.parametrize("path", ["/pause/", "/stop/", "/exit/", "/s/0123456789abcdef/pause/"])
def test_whatever_only_lowers_goes_by_its_own_lanes(path: str) -> None:
    assert stops_something(path)


@pytest.mark.parametrize(
    "path", ["/", "/unlock/", "/sign-up/", "/s/x/map/", "/s/x/pause/more/", "/me/pause/", "/pause"]
)
def test_everything_else_takes_the_lanes_for_pages(path: str) -> None:
    assert not stops_something(path)


def test_a_pause_is_answered_while_every_lane_for_pages_is_busy() -> None:
    pages, stopping = Lanes("page", 2), Lanes("stopping", 1)
    finished: list[str] = []
    pressed = threading.Event()

    def derive() -> None:
        # Ends only after the pause: if they shared a queue, this would fail.
        assert pressed.wait(20)
        finished.append("derived")

    def pause() -> None:
        finished.append("paused")
        pressed.set()

    async def in_lane(lanes: Lanes, work: Any) -> None:
        async with lanes.lane():
            await sync_to_async(work)()

    async def everyone() -> None:
        busy = [asyncio.create_task(in_lane(pages, derive)) for _ in range(4)]
        await asyncio.sleep(0)
        await in_lane(stopping, pause)
        await asyncio.gather(*busy)

    asyncio.run(everyone())

    assert finished == ["paused", *["derived"] * 4]


def test_a_lane_keeps_its_thread_from_request_to_request() -> None:
    lanes = Lanes("page", 1)
    threads: set[int] = set()

    async def requests() -> None:
        for _ in range(3):
            async with lanes.lane():
                threads.add(await sync_to_async(threading.get_ident)())

    asyncio.run(requests())

    assert len(threads) == 1
