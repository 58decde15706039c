"""Many open streams in one thread, and somebody who presses: when each stream of a space hears of it."""

import random
import select
import selectors
import socket
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

PATIENCE = 60.0
LOOK = b"event: look"


@dataclass(frozen=True, slots=True)
class Pair:
    """A space of two whose scene runs: its id, what names the scene, and the cookies of both."""

    space: str
    scene: str
    cookies: tuple[str, str]


@dataclass(eq=False, slots=True)
class Ear:
    """One open stream; `looks` is how often it was told to look, `at` when it was told last."""

    cookie: str
    link: socket.socket = field(init=False)
    begun: bool = False
    looks: int = 0
    at: float = 0.0


class Crowd:
    """The streams of these pairs, all open."""

    def __init__(self, port: int, pairs: Sequence[Pair]) -> None:
        self._port, self._pairs = port, pairs
        self._ready = selectors.DefaultSelector()
        self.ears = {pair.space: [Ear(cookie) for cookie in pair.cookies] for pair in pairs}
        self._hand = Hand(port)

    def comes(self, port: int = 0, at_once: int = 250) -> float:
        """Everybody opens their stream; how many seconds until the last one heard something."""
        self._port = port or self._port
        self._hand = Hand(self._port)
        begun = time.perf_counter()
        every = [ear for ears in self.ears.values() for ear in ears]
        for at in range(0, len(every), at_once):
            group = every[at : at + at_once]
            for ear in group:
                self._opens(ear)
            self._until(group, lambda ear: ear.begun)
        return time.perf_counter() - begun

    def leaves(self) -> None:
        """Every stream is closed."""
        for key in list(self._ready.get_map().values()):
            self._ready.unregister(key.fileobj)
            key.data.link.close()
            key.data.begun = False

    def rests(self, seconds: float) -> None:
        """Only beats are heard for so long."""
        until = time.perf_counter() + seconds
        while (left := until - time.perf_counter()) > 0:
            self._hear(left)

    def press(self, seconds_between: float) -> list[float]:
        """Somebody presses red; after how many milliseconds each stream of the space hears of it."""
        from bench import scenes

        pair = random.choice(self._pairs)
        ears = self.ears[pair.space]
        before = [ear.looks for ear in ears]
        # A red is the end: the scene is put back to its start for the next one.
        scenes.put_back(pair.space)
        self.rests(random.random() * 2 * seconds_between)
        begun = time.perf_counter()
        self._hand.presses(pair)
        counted = dict(zip(ears, before, strict=True))
        self._until(ears, lambda ear: ear.looks > counted[ear])
        self._hand.answered()
        return [(ear.at - begun) * 1000 for ear in ears]

    def _opens(self, ear: Ear) -> None:
        ear.link = socket.create_connection(("127.0.0.1", self._port), PATIENCE)
        lines = ["GET /live HTTP/1.1", "Host: localhost", f"Cookie: {ear.cookie}", "", ""]
        ear.link.sendall("\r\n".join(lines).encode())
        ear.link.setblocking(False)
        self._ready.register(ear.link, selectors.EVENT_READ, ear)

    def _until(self, ears: Iterable[Ear], done: Callable[[Ear], bool]) -> None:
        limit = time.perf_counter() + PATIENCE
        left = list(ears)
        while left := [ear for ear in left if not done(ear)]:
            assert time.perf_counter() < limit, f"{len(left)} streams heard nothing."
            self._hear(1.0)

    def _hear(self, seconds: float) -> None:
        for key, _ in self._ready.select(seconds):
            ear = key.data
            said = ear.link.recv(65536)
            now = time.perf_counter()
            if not said:
                self._ready.unregister(ear.link)
                ear.link.close()
                ear.begun = False
                continue
            if LOOK in said:
                ear.looks, ear.at = ear.looks + said.count(LOOK), now
            # A new stream says that it beats, and then what there is to look at: it is quiet only after that.
            ear.begun = ear.begun or LOOK in said
            assert not said.startswith(b"HTTP/1.1 4"), said[:200]


class Hand:
    """A connection that stays open, as a browser's does, over which reds are pressed."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._link: socket.socket | None = None

    def presses(self, pair: Pair) -> None:
        """Send a red of the first of the two."""
        if self._link is None or _is_over(self._link):
            self._link = socket.create_connection(("127.0.0.1", self._port), PATIENCE)
        body = urlencode({"scene": pair.scene, "number": "1", "script": "1"})
        lines = [
            "POST /live/red HTTP/1.1", "Host: localhost", f"Cookie: {pair.cookies[0]}", f"Content-Length: {len(body)}",
            "Content-Type: application/x-www-form-urlencoded", "", body,
        ]  # fmt: skip
        self._link.sendall("\r\n".join(lines).encode())

    def answered(self) -> None:
        """The answer is here, and says that it is stored."""
        assert self._link is not None
        said = b""
        while b"\r\n\r\n" not in said:
            more = self._link.recv(65536)
            assert more, "The server went without an answer."
            said += more
        assert said.startswith(b"HTTP/1.1 204"), said[:100]


def _is_over(link: socket.socket) -> bool:
    """Whether the server has let go of a connection on which nothing was said for a while."""
    return bool(select.select([link], [], [], 0)[0])
