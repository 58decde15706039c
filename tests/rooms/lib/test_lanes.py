"""Lanes: one request at a time in each, and by turns between those who wait, so that nobody can fill the line."""

import asyncio
import threading

import pytest
from asgiref.sync import sync_to_async

from ownaccord.lib.lanes import Lanes, is_a_door, is_evened


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

    async def in_lane(lanes: Lanes, work: object) -> None:
        async with await lanes.turn():
            await sync_to_async(work)()  # type: ignore[call-overload]

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
            async with await lanes.turn():
                threads.add(await sync_to_async(threading.get_ident)())

    asyncio.run(requests())

    assert len(threads) == 1


def test_whoever_is_known_goes_first_and_the_others_take_turns_however_much_one_of_them_sends() -> None:
    lanes = Lanes("page", 1)
    served: list[str] = []

    async def one(whose: str, first: bool = False) -> None:
        async with await lanes.turn(whose, first=first):
            served.append(whose)

    async def everyone() -> None:
        busy = await lanes.turn("busy")
        waiting = [asyncio.create_task(one(whose)) for whose in ("flood", "flood", "flood", "other", "third")]
        await asyncio.sleep(0)
        waiting.append(asyncio.create_task(one("member", first=True)))
        await asyncio.sleep(0)
        busy.over()
        await asyncio.gather(*waiting)

    asyncio.run(everyone())

    assert served == ["member", "flood", "other", "third", "flood", "flood"]


def test_a_lane_is_not_lost_when_whoever_waits_gives_up_or_is_over_twice() -> None:
    lanes = Lanes("page", 1)

    async def everyone() -> None:
        busy = await lanes.turn()
        early, late = (asyncio.create_task(lanes.turn()) for _ in range(2))
        await asyncio.sleep(0)
        early.cancel()
        await asyncio.sleep(0)
        busy.over()
        busy.over()
        # Given to it, and given up before it noticed.
        late.cancel()
        await asyncio.gather(early, late, return_exceptions=True)
        async with await lanes.turn():
            assert not lanes._free
        assert list(lanes._free) == [0]

    asyncio.run(everyone())


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
def test_a_calendars_address_goes_with_what_strangers_send_and_tells_nothing_by_its_time(method: str) -> None:
    for path in ("/dates/aaaa2222/notes.ics", "/dates/x/notes.ics", "/dates/%C3%BC/notes.ics"):
        assert is_a_door(method, path) and is_evened(method, path)
    assert not is_a_door("GET", "/me/dates/") and not is_evened("GET", "/me/dates/")
