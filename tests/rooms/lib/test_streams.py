"""The hub: who is told, in what order it is asked, and what a reader who does not read costs."""

import asyncio
import threading
from collections.abc import Callable, Collection, Coroutine, Mapping
from typing import Any

import pytest
from pytest_django import Settings

from ownaccord.lib.streams import listening, pokes
from ownaccord.lib.streams.asking import Asking
from ownaccord.lib.streams.hub import Hub
from ownaccord.lib.streams.listening import Listener
from ownaccord.lib.streams.pokes import Kind, Poke
from ownaccord.lib.streams.stream import Stream
from ownaccord.lib.streams.writer import Writer

HERE, THERE = "a" * 32, "b" * 32


class Way:
    """A way to be known that the test decides about; `asked` counts the questions."""

    def __init__(self) -> None:
        self.may_hear: dict[bytes, Listener] = {}
        self.asked = 0

    def shown(self, cookies: Mapping[str, str], *, secure: bool) -> bytes | None:
        return cookies.get("who", "").encode() or None

    def may(self, shown: Collection[bytes], now: int) -> Mapping[bytes, Listener]:
        self.asked += 1
        return {each: self.may_hear[each] for each in shown if each in self.may_hear}


way = Way()


class Reader:
    """What a server would send; while `reads` is not set, the first sending does not end."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.ended = False
        self.reads = asyncio.Event()
        self.reads.set()

    async def send(self, event: Any) -> None:
        await self.reads.wait()
        self.heard += [line for line in event["body"].decode().split("\n") if line.startswith(("event", "data: {"))]
        self.ended = not event["more_body"]


@pytest.fixture(autouse=True)
def ways(settings: Settings) -> None:
    settings.OWNACCORD_LIVE_LISTENING = ["tests.rooms.lib.test_streams.way"]
    settings.OWNACCORD_LIVE_REVISIONS = ""
    settings.OWNACCORD_LIVE_BEAT = 3600.0
    settings.OWNACCORD_LIVE_STREAMS_EACH = settings.OWNACCORD_LIVE_STREAMS_A_BROWSER = 200
    way.may_hear = {b"ash": Listener("ash", frozenset({HERE, THERE})), b"bo": Listener("bo", frozenset({HERE}))}
    way.asked = 0


def opened(hub: Hub, name: str) -> tuple[Stream, Reader]:
    """Somebody listens, and knows that nothing has happened yet."""
    reader = Reader()
    listener = way.may_hear[name.encode()]
    stream = Stream({(0, name.encode()): listener}, listener, reader.send)
    assert hub.has_room_for(stream)
    hub.add(stream)
    stream.known = dict.fromkeys(stream.listener.spaces, 0)
    stream.begin(stream.known, stream.state())
    hub.begun(stream)
    return stream, reader


async def until(there: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not there():
            await asyncio.sleep(0.001)


def in_a_hub(body: Callable[[Hub], Coroutine[Any, Any, None]]) -> None:
    async def run() -> None:
        hub = Hub()
        pump = hub.start()
        hub.connected = True
        await body(hub)
        pump.cancel()

    asyncio.run(run())


def looks(reader: Reader) -> list[str]:
    return [line for line in reader.heard if line.startswith("data")]


def test_a_poke_goes_to_the_streams_of_its_space_and_to_no_other() -> None:
    async def body(hub: Hub) -> None:
        (_, ash), (_, bo) = opened(hub, "ash"), opened(hub, "bo")
        hub.poke(Poke(THERE, 1))
        await until(lambda: len(looks(ash)) == 1)
        hub.poke(Poke(HERE, 1, Kind.SIGNAL))
        await until(lambda: len(looks(ash)) == 2 and len(looks(bo)) == 1)
        assert ['"kind":"signal"' in line for line in looks(ash)] == [False, True]

    in_a_hub(body)


def test_what_is_no_newer_is_not_said_again() -> None:
    async def body(hub: Hub) -> None:
        _, bo = opened(hub, "bo")
        hub.poke(Poke(HERE, 2))
        await until(lambda: len(looks(bo)) == 1)
        for revision in (1, 2, 3):
            hub.poke(Poke(HERE, revision))
        await until(lambda: len(looks(bo)) == 2)
        assert ['"revision":2' in looks(bo)[0], '"revision":3' in looks(bo)[1]] == [True, True]

    in_a_hub(body)


def test_a_reader_who_does_not_read_keeps_one_poke_a_space_however_many_come() -> None:
    async def body(hub: Hub) -> None:
        stream, ash = opened(hub, "ash")
        ash.reads.clear()
        hub.poke(Poke(HERE, 1))
        await until(lambda: stream._task is not None)
        for revision in range(2, 2000):
            hub.poke(Poke(HERE, revision, Kind.SIGNAL if revision == 500 else Kind.LOOK))
            hub.poke(Poke(THERE, revision))
        waiting = dict(stream._waiting)
        assert waiting == {HERE: Poke(HERE, 1999, Kind.SIGNAL), THERE: Poke(THERE, 1999)}
        ash.reads.set()
        await until(lambda: len(looks(ash)) == 3)

    in_a_hub(body)


def test_whoever_may_not_listen_any_more_is_told_so_and_nothing_else() -> None:
    async def body(hub: Hub) -> None:
        (_, ash), (stream, bo) = opened(hub, "ash"), opened(hub, "bo")
        bo.reads.clear()
        hub.poke(Poke(HERE, 1))
        await until(lambda: stream._task is not None and len(looks(ash)) == 1)
        # One is on its way already. The next waits, and then they are not found good any more.
        hub.poke(Poke(HERE, 2))
        await until(lambda: len(looks(ash)) == 2)
        del way.may_hear[b"bo"]
        bo.reads.set()
        await until(lambda: bo.ended)
        assert ([line.partition(":")[0] for line in bo.heard], bo.heard[-1]) == (
            ["event", "data", "event"],
            "event: over",
        )
        assert dict(hub._of) == {"ash": 1, (0, b"ash"): 1}

    in_a_hub(body)


def test_what_was_shown_counts_for_the_person_whose_it_was_then() -> None:
    async def body(hub: Hub) -> None:
        _, bo = opened(hub, "bo")
        way.may_hear[b"bo"] = Listener("cam", frozenset({HERE}))
        hub.poke(Poke(HERE, 1))
        await until(lambda: bo.ended)
        assert bo.heard == ["event: over"]

    in_a_hub(body)


def test_a_stream_goes_on_with_what_is_left_of_what_was_shown() -> None:
    async def body(hub: Hub) -> None:
        way.may_hear[b"pass"] = Listener("bo", frozenset({HERE}))
        reader, both = Reader(), {(0, name): way.may_hear[name] for name in (b"ash", b"pass")}
        stream = Stream(both, Listener("ash", frozenset({HERE, THERE})), reader.send)
        hub.add(stream)
        hub.begun(stream)
        del way.may_hear[b"ash"]
        hub.poke(Poke(THERE, 1))
        hub.poke(Poke(HERE, 1))
        await until(lambda: len(looks(reader)) == 1)
        assert (hub.heard(), reader.ended) == ((HERE,), False)

    in_a_hub(body)


def test_a_space_that_somebody_left_is_not_spoken_of_and_the_others_are() -> None:
    async def body(hub: Hub) -> None:
        _, ash = opened(hub, "ash")
        way.may_hear[b"ash"] = Listener("ash", frozenset({THERE}))
        hub.poke(Poke(HERE, 1))
        hub.poke(Poke(THERE, 1))
        await until(lambda: len(looks(ash)) == 1)
        assert hub.heard() == (THERE,)

    in_a_hub(body)


def test_while_others_cannot_be_heard_there_is_no_beat_and_afterwards_everybody_looks() -> None:
    async def body(hub: Hub) -> None:
        stream, bo = opened(hub, "bo")
        hub.connected = False
        stream.beat()
        hub._soon([stream])
        await asyncio.sleep(0.05)
        assert (bo.heard, way.asked) == ([], 0)
        hub.connected = True
        hub.look_everywhere()
        await until(lambda: len(looks(bo)) == 1)

    in_a_hub(body)


def test_when_nobody_can_be_asked_nothing_is_said_until_somebody_can(monkeypatch: pytest.MonkeyPatch) -> None:
    async def body(hub: Hub) -> None:
        _, bo = opened(hub, "bo")
        monkeypatch.setattr("ownaccord.lib.streams.hub.AGAIN", 0.01)
        answers = way.may
        monkeypatch.setattr(way, "may", lambda *about: 1 / 0)
        hub.poke(Poke(HERE, 1))
        await asyncio.sleep(0.05)
        assert bo.heard == []
        monkeypatch.setattr(way, "may", answers)
        await until(lambda: len(looks(bo)) == 1)

    in_a_hub(body)


def test_what_comes_while_the_rooms_are_asked_is_asked_about_before_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    async def body(hub: Hub) -> None:
        _, bo = opened(hub, "bo")
        answers, first = way.may, [True]
        came = threading.Event()

        def may(shown: Collection[bytes], now: int) -> Mapping[bytes, Listener]:
            found = answers(shown, now)
            if first.pop() if first else False:
                # They may when they are asked about; then they leave, and then something happens.
                way.may_hear = {}
                hub.poke_from_anywhere(Poke(HERE, 2))
                asyncio.run_coroutine_threadsafe(asyncio.sleep(0), hub._loop).result()  # type: ignore[arg-type]
                came.set()
            return found

        monkeypatch.setattr(way, "may", may)
        hub.poke(Poke(HERE, 1))
        await until(lambda: bo.ended)
        assert came.is_set()
        assert (['"revision":1' in line for line in looks(bo)], bo.heard[-1]) == ([True], "event: over")

    in_a_hub(body)


def test_many_streams_are_asked_about_in_one_question() -> None:
    async def body(hub: Hub) -> None:
        readers = [opened(hub, "bo")[1] for _ in range(200)]
        hub.poke(Poke(HERE, 1))
        await until(lambda: all(len(looks(each)) == 1 for each in readers))
        assert way.asked == 1

    in_a_hub(body)


def test_when_the_server_ends_every_stream_does() -> None:
    async def body(hub: Hub) -> None:
        readers = [opened(hub, "bo")[1] for _ in range(3)]
        hub.close()
        await until(lambda: all(each.ended for each in readers))
        assert ([each.heard for each in readers], hub._of) == ([[], [], []], {})

    in_a_hub(body)


def test_somebody_shows_two_things_and_hears_for_both() -> None:
    both = listening.together([Listener("bo", frozenset({HERE})), Listener("bo", frozenset({THERE}))])
    assert both == Listener("bo", frozenset({HERE, THERE}))
    assert listening.together([Listener("noor", frozenset())]) is None


@pytest.mark.parametrize("poke", [Poke(HERE, 0), Poke(THERE, 10**17, Kind.SIGNAL)])
def test_a_poke_is_read_as_it_was_written(poke: Poke) -> None:
    assert pokes.read(poke.written()) == poke


@pytest.mark.parametrize("text", ["", "x", f"{HERE}:1", f"{HERE}:-1:look", f"{HERE}:1:green", f"{HERE}:1:look:x"])
def test_what_is_no_poke_is_none(text: str) -> None:
    assert pokes.read(text) is None


def test_a_mark_is_one_readers_alone() -> None:
    marks = {listening.mark(who, space) for who in ("ash", "bo") for space in (HERE, THERE)}
    assert len(marks) == 4


def test_what_is_wanted_while_an_answer_is_under_way_goes_in_the_next_question() -> None:
    questions: list[list[int]] = []

    def ask(wants: Collection[int]) -> Mapping[int, int]:
        questions.append(list(wants))
        return {want: want * 2 for want in wants if want < 5}

    async def everybody() -> list[dict[int, int]]:
        asking = Asking("test", ask)
        return list(await asyncio.gather(*(asking.about([each, each + 1]) for each in range(5))))

    found = asyncio.run(everybody())
    assert found == [{0: 0, 1: 2}, {1: 2, 2: 4}, {2: 4, 3: 6}, {3: 6, 4: 8}, {4: 8}]
    assert sorted(each for question in questions for each in question) == [0, 1, 2, 3, 4, 5]


def test_strangers_signals_wait_in_another_line_than_those_of_people_who_are_known() -> None:
    writer = Writer()
    writer.remember([(0, b"bo")])
    done: list[str] = []

    async def everybody() -> None:
        stranger = await writer.lanes[1].turn()
        guess = asyncio.create_task(
            writer.commit(lambda: done.append("guess"), shown=[(0, b"drew")], whose="192.0.2.7")
        )
        await writer.commit(lambda: done.append("red"), shown=[(0, b"x"), (0, b"bo")], whose="192.0.2.7")
        stranger.over()
        await guess

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ownaccord.lib.streams.writer._insisted", lambda step: step())
        asyncio.run(everybody())
    assert done == ["red", "guess"]
