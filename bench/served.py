"""Figures from outside: a real server process, asked by HTTP as browsers do, with readers in processes of their own."""

import http.client
import http.cookies
import os
import random
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.parse
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field

from bench.figures import p50, p95, say
from bench.machine import resident

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass
class Visitor:
    """A browser as far as it matters here: one connection and its cookies."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def asks(self, path: str, body: dict[str, str] | None = None) -> tuple[int, str]:
        """One request; the status and the page."""
        link = http.client.HTTPConnection("localhost", self.port, timeout=60)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        data = urllib.parse.urlencode(body) if body is not None else None
        link.request("POST" if body is not None else "GET", path, data, headers | (FORM if body is not None else {}))
        answer = link.getresponse()
        page = answer.read().decode(errors="replace")
        for line in answer.msg.get_all("Set-Cookie") or []:
            for name, morsel in http.cookies.SimpleCookie(line).items():
                self.cookies[name] = morsel.value
        link.close()
        return answer.status, page

    def signs_in(self, name: str, words: str) -> None:
        """Sign in with six words."""
        _, page = self.asks("/sign-in/")
        found = TOKEN.search(page)
        assert found is not None
        status, _ = self.asks("/sign-in/", {"csrfmiddlewaretoken": found[1], "name": name, "secret": words})
        assert status == 303, status


class Server:
    """A server process with the data folder and database of this process; ended by its number alone."""

    def __init__(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        command = [sys.executable, "-m", "ownaccord", "serve", "--port", str(self.port)]
        begun = time.perf_counter()
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        while not self._answers():
            assert self._process.poll() is None, "The server ended."
            time.sleep(0.01)
        self.first_page = time.perf_counter() - begun

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    def _answers(self) -> bool:
        try:
            return Visitor(self.port).asks("/")[0] == 200
        except OSError:
            return False

    def stop(self) -> None:
        """End it as a service manager would."""
        self._process.send_signal(signal.SIGTERM)
        self._process.wait(timeout=30)


def at_rest(runs: int) -> None:
    """From nothing to the first page, and what the process holds when nobody asks for anything."""
    starts, memory = [], []
    for _ in range(runs):
        server = Server()
        starts.append(server.first_page)
        time.sleep(1)
        memory.append(resident(server.pid))
        server.stop()
    say("cold start to first page", p50(starts), "s", "at most 2")
    say("memory at rest", p50(memory), "MB", "at most 150")


def map_pages(people: list[tuple[str, str, str]], seconds: int) -> None:
    """The map, read by one alone, by everybody at once, and as fast as it goes; `people` are (name, words, space)."""
    server = Server()
    readers = [_home(server.port, name, words) for name, words, _ in people]
    paths = [f"/s/{space}/map/" for _, _, space in people]
    say("map page over HTTP, one reader", p50(_reads(readers[0], paths[0], seconds, 0)), "ms")
    with ProcessPoolExecutor(max_workers=len(people)) as pool:
        taken = _at_once(pool, readers, paths, seconds, pause=1)
        many = f"{len(people)} readers who each open it again a second later"
        say(f"map page over HTTP, {many}: p50", p50(taken), "ms")
        say(f"map page over HTTP, {many}: p95", p95(taken), "ms", "at most 150")
        begun = time.perf_counter()
        taken = _at_once(pool, readers, paths, seconds, pause=0)
        rate = len(taken) / (time.perf_counter() - begun)
    say("map pages as fast as it goes, readers on the same cores", rate / (os.cpu_count() or 1), "/s", "")
    server.stop()


def _at_once(
    pool: ProcessPoolExecutor, readers: list[Visitor], paths: list[str], seconds: int, pause: float
) -> list[float]:
    lists = pool.map(_reads, readers, paths, [seconds] * len(paths), [pause] * len(paths))
    return [each for one in lists for each in one]


def _home(port: int, name: str, words: str) -> Visitor:
    reader = Visitor(port)
    reader.signs_in(name, words)
    return reader


def _reads(reader: Visitor, path: str, seconds: int, pause: float) -> list[float]:
    taken, until = [], time.perf_counter() + seconds
    # Nobody opens a page in step with everybody else.
    time.sleep(random.random() * pause)
    while time.perf_counter() < until or not taken:
        taken.append(_asked(reader, path))
        time.sleep(pause)
    return taken


def _asked(reader: Visitor, path: str) -> float:
    begun = time.perf_counter()
    status, _ = reader.asks(path)
    assert status == 200, (path, status)
    return (time.perf_counter() - begun) * 1000


def pages(name: str, words: str, space: str, runs: int) -> dict[str, float]:
    """The median of every page that somebody opens daily, by path."""
    server = Server()
    reader = _home(server.port, name, words)
    here = f"/s/{space}/"
    paths = ["/", "/me/", here, f"{here}map/", f"{here}items/", f"{here}wishes/", f"{here}history/", "/pause/"]
    found = {}
    for path in paths:
        reader.asks(path)
        found[path] = p50([_asked(reader, path) for _ in range(runs)])
    server.stop()
    return found
