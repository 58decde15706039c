"""The outermost layer: a bound on what is sent, and lanes in which nobody's passphrase holds up a pause."""

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from asgiref.sync import sync_to_async

from ownaccord.accounts import cookies, proven
from ownaccord.accounts.lookups import token_hash
from ownaccord.lib.lanes import Lanes, stops_something
from ownaccord.web import asgi

LIVING = bytes(range(32))


@pytest.fixture(autouse=True)
def nobody_is_known_but_one() -> Iterator[None]:
    proven._lately.clear()
    proven.remember(token_hash(LIVING))
    yield
    proven._lately.clear()


def asked(path: str, method: str = "POST", headers: Any = (), token: bytes = b"", scheme: str = "http") -> Any:
    """A request, with the sign-in of this token if there is one."""
    name = f"{'__Host-' * (scheme == 'https')}{cookies.SIGN_INS}"
    sent = [(b"cookie", f"a=b; {name}={cookies.written(token)}".encode())] if token else []
    client = ("192.0.2.7", 50_000)
    return {
        "type": "http", "path": path, "method": method, "scheme": scheme, "client": client, "headers": [*headers, *sent]
    }  # fmt: skip


class Wire:
    """What a client sends, and what it was answered; `leaves`: it goes away as soon as everything is sent."""

    def __init__(self, *bodies: bytes, leaves: bool = False) -> None:
        self._waiting: list[dict[str, Any]] = [
            {"type": "http.request", "body": each, "more_body": True} for each in bodies
        ]
        self._waiting.append({"type": "http.request", "body": b"", "more_body": False})
        self.answers: list[dict[str, Any]] = []
        self.left = asyncio.Event()
        if leaves:
            self.left.set()

    async def receive(self) -> dict[str, Any]:
        if self._waiting:
            return self._waiting.pop(0)
        await self.left.wait()
        return {"type": "http.disconnect"}

    async def send(self, event: dict[str, Any]) -> None:
        self.answers.append(event)


class House:
    """Instead of Django: reads the body and answers with its length, after `work` if there is some."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.work = asyncio.Event()
        self.work.set()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        event = await receive()
        self.heard.append(scope["path"])
        await self.work.wait()
        await sync_to_async(lambda: None)()
        await send({"type": "http.response.start", "length": len(event["body"])})


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> House:
    found = House()
    monkeypatch.setattr(asgi, "django", found)
    for name in ("pages", "doors", "codes", "stopping"):
        monkeypatch.setattr(asgi, name, Lanes(name, 1))
    monkeypatch.setattr(asgi, "EVENLY", 0)
    return found


def say(scope: Any, wire: Wire) -> Any:
    """The application's coroutine for this request."""
    return asgi.application(scope, wire.receive, wire.send)  # type: ignore[arg-type]


async def settle() -> None:
    """Everything that can go on without anybody else has gone on."""
    for _ in range(20):
        await asyncio.sleep(0)


def test_what_fits_reaches_django(house: House) -> None:
    wire = Wire(bytes(1048576))
    asyncio.run(say(asked("/", headers=[(b"content-length", b"1048576")]), wire))
    assert wire.answers == [{"type": "http.response.start", "length": 1048576}]


@pytest.mark.parametrize(("path", "most"), [("/", 1048576), ("/stop/", 65536), ("/pause/", 65536)])
@pytest.mark.parametrize("announced", [True, False])
def test_more_than_fits_is_refused_in_words_and_never_reaches_django(
    house: House, path: str, most: int, announced: bool
) -> None:
    wire = Wire() if announced else Wire(bytes(most), b"1")
    headers = [(b"content-length", str(most + 1).encode())] if announced else []
    asyncio.run(say(asked(path, headers=headers), wire))

    start, body = wire.answers
    assert (start["status"], body["body"], house.heard) == (413, asgi.TOO_LARGE, [])


def test_a_form_that_does_not_arrive_is_not_waited_for_for_ever(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asgi, "SENT_WITHIN", 0.01)
    wire = Wire()
    wire._waiting.clear()
    asyncio.run(say(asked("/sign-in/"), wire))

    assert (wire.answers[0]["status"], house.heard) == (408, [])


def test_a_form_that_broke_off_reaches_nobody(house: House) -> None:
    wire = Wire(leaves=True)
    wire._waiting = [{"type": "http.request", "body": b"words=", "more_body": True}]
    asyncio.run(say(asked("/stop/"), wire))

    assert (wire.answers, house.heard) == ([], [])


@pytest.mark.parametrize("path", ["/pause/", "/exit/", "/stop/", "/s/0123456789abcdef/pause/"])
def test_a_stop_counts_although_whoever_sent_it_has_gone_while_it_waited(house: House, path: str) -> None:
    async def everyone() -> None:
        house.work.clear()
        before = asyncio.create_task(say(asked(path), Wire()))
        await settle()
        gone = asyncio.create_task(say(asked(path), Wire(leaves=True)))
        await settle()
        assert house.heard == [path]
        house.work.set()
        await asyncio.gather(before, gone)

    asyncio.run(everyone())

    assert house.heard == [path, path]


def test_whoever_knocks_and_goes_away_is_not_worked_for(house: House) -> None:
    async def everyone() -> None:
        house.work.clear()
        before = asyncio.create_task(say(asked("/sign-in/"), Wire()))
        await settle()
        await say(asked("/recover/"), Wire(leaves=True))
        house.work.set()
        await before
        await say(asked("/new-device/"), Wire())

    asyncio.run(everyone())

    assert house.heard == ["/sign-in/", "/new-device/"]


def test_an_answer_that_is_kept_or_read_slowly_holds_up_nobody(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asgi, "EVENLY", 3600)

    async def everyone() -> list[bool]:
        wires = [Wire(), Wire(), Wire()]
        tasks = [asyncio.create_task(say(asked("/stop/"), wire)) for wire in wires]
        while len(house.heard) < 3:
            await asyncio.sleep(0.001)
        early = [bool(wire.answers) for wire in wires]
        for task in tasks:
            task.cancel()
        return early

    assert asyncio.run(everyone()) == [False, False, False]


@pytest.mark.parametrize(
    ("method", "path", "kept"),
    [
        ("POST", "/stop/", True), ("POST", "/sign-in/", True), ("POST", "/recover/", True), ("POST", "/join/", True),
        ("GET", "/join/", True), ("POST", "/new-device/", True), ("POST", "/one-time/", True),
        ("POST", "/pause/", False), ("POST", "/exit/", False), ("GET", "/stop/", False), ("POST", "/unlock/", False),
    ],
)  # fmt: skip
def test_where_a_secret_is_tried_the_answer_is_kept_until_the_same_moment(
    house: House, monkeypatch: pytest.MonkeyPatch, method: str, path: str, kept: bool
) -> None:
    monkeypatch.setattr(asgi, "EVENLY", 3600)

    async def one() -> bool:
        wire = Wire()
        task = asyncio.create_task(say(asked(path, method), wire))
        while not house.heard:
            await asyncio.sleep(0.001)
        done, _ = await asyncio.wait({task}, timeout=0.05 if kept else 20)
        task.cancel()
        return not done

    assert asyncio.run(one()) == kept


@pytest.mark.parametrize(
    ("method", "path", "token", "lanes", "known"),
    [
        ("POST", "/pause/", LIVING, "stopping", True), ("POST", "/exit/", LIVING, "stopping", True),
        ("POST", "/s/0123456789abcdef/pause/", LIVING, "stopping", True),
        ("POST", "/pause/", bytes(32), "codes", False), ("POST", "/exit/", b"", "codes", False),
        ("POST", "/stop/", b"", "codes", False), ("POST", "/stop/", LIVING, "stopping", True),
        ("POST", "/sign-in/", b"", "doors", False), ("POST", "/sign-in/", LIVING, "doors", True),
        ("POST", "/recover/", bytes(32), "doors", False), ("POST", "/join/", b"", "doors", False),
        ("POST", "/unlock/", LIVING, "pages", True), ("GET", "/sign-in/", b"", "pages", False),
        ("GET", "/", LIVING, "pages", True), ("GET", "/stop/", b"", "pages", False),
        ("GET", "/pause/", LIVING, "stopping", True),
    ],
)  # fmt: skip
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_what_strangers_can_send_goes_by_other_lanes_than_a_members_stop_and_unlock(
    house: House, method: str, path: str, token: bytes, lanes: str, known: bool, scheme: str
) -> None:
    found = asgi.place(asked(path, method, token=token, scheme=scheme))

    assert found == (getattr(asgi, lanes), token_hash(LIVING) if known else "192.0.2.7", known)


@pytest.mark.parametrize("path", ["/pause/", "/stop/", "/exit/", "/s/0123456789abcdef/pause/"])
def test_whatever_only_lowers_goes_by_its_own_lanes(path: str) -> None:
    assert stops_something(path)


@pytest.mark.parametrize(
    "path", ["/", "/unlock/", "/sign-up/", "/s/x/map/", "/s/x/pause/more/", "/me/pause/", "/pause"]
)
def test_everything_else_takes_the_lanes_for_pages(path: str) -> None:
    assert not stops_something(path)


def test_as_many_connections_as_lanes_and_three() -> None:
    from ownaccord.lib.database import MOST_CONNECTIONS
    from ownaccord.lib.streams.live import live

    lanes = [*(each for each in vars(asgi).values() if isinstance(each, Lanes)), *live.writer.lanes]
    assert sum(len(each._threads) for each in lanes) + 3 == MOST_CONNECTIONS


BROWSERS = [
    "", "text/plain", "application/x-www-form-urlencoded", "application/x-www-form-urlencoded;charset=UTF-8",
    "multipart/form-data; boundary=----WebKitFormBoundaryabcDEF123", 'text/plain; charset="utf-8";',
]  # fmt: skip
NOT_READ = [
    "multipart/form-data; boundary=a; charset=hex", "multipart/form-data; boundary=a; charset=rot13",
    "multipart/form-data; charset=idna; boundary=a", "text/plain; charset=latin-1", "text/plain; charset=",
    "multipart/form-data; boundary*=nonsense''a", "text/plain; charset*=utf-8''utf-8", "text/plain; a=b", "a/b/c",
    "multipart/form-data; boundary=" + "x" * 71, "multipart/form-data; boundary=\xff", "text/plain, text/html",
    ";" + " " * 5000 + "x",
]  # fmt: skip


@pytest.mark.parametrize("kind", BROWSERS)
def test_a_kind_of_form_that_browsers_send_reaches_django(house: House, kind: str) -> None:
    wire = Wire()
    asyncio.run(say(asked("/", headers=[(b"content-type", kind.encode())]), wire))
    assert wire.answers == [{"type": "http.response.start", "length": 0}]


@pytest.mark.parametrize("kind", NOT_READ)
def test_a_form_in_another_charset_is_not_read(house: House, kind: str) -> None:
    wire = Wire()
    asyncio.run(say(asked("/", headers=[(b"content-type", kind.encode("latin-1"))]), wire))
    start, body = wire.answers
    assert (start["status"], body["body"], house.heard) == (400, asgi.UNREADABLE, [])


def test_two_kinds_at_once_are_not_read(house: House) -> None:
    wire = Wire()
    asyncio.run(say(asked("/", headers=[(b"content-type", b"text/plain")] * 2), wire))
    assert (wire.answers[0]["status"], house.heard) == (400, [])
