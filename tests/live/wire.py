"""Listening and pressing by hand: streams read event by event, and requests whose answers are kept whole."""

import http.client
import json
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

# Seconds until a test gives up; nothing is measured by it.
PATIENCE = 20.0


@dataclass(frozen=True)
class Event:
    """One event as a browser would see it; `id` is the last one that was said."""

    kind: str
    data: str = ""
    id: str = ""

    @property
    def said(self) -> Any:
        """What the data says."""
        return json.loads(self.data)


class Ear:
    """One open stream."""

    def __init__(self, port: int, cookies: Mapping[str, str], *, since: str = "", last: str = "") -> None:
        self._link = http.client.HTTPConnection("localhost", port, timeout=PATIENCE)
        headers = {"Cookie": jar(cookies), **({"Last-Event-ID": last} if last else {})}
        self._link.request("GET", f"/live?{urlencode({'since': since})}" if since else "/live", headers=headers)
        self._answer = self._link.getresponse()
        self.status, self.headers = self._answer.status, self._answer.headers
        self.id = ""
        self._events = self._read()

    def event(self) -> Event | None:
        """The next event, whatever it is; None when the stream has ended."""
        return next(self._events, None)

    def next(self) -> Event | None:
        """The next event that is no beat; None when the stream has ended."""
        until = time.monotonic() + PATIENCE
        while (found := self.event()) is not None and found.kind == "beat":
            assert time.monotonic() < until, "Nothing but beats was heard."
        return found

    def beats(self, times: int = 2) -> list[str]:
        """The kinds of what comes until it has beaten so often."""
        kinds: list[str] = []
        while kinds.count("beat") < times and (found := self.event()) is not None:
            kinds.append(found.kind)
        return kinds

    def body(self) -> bytes:
        """The rest of an answer that is no stream."""
        return self._answer.read()

    def close(self) -> None:
        """Go away."""
        self._answer.close()
        self._link.close()

    def _read(self) -> Iterator[Event]:
        said: dict[str, str] = {}
        while line := self._line():
            if line == "\n":
                self.id = said.get("id", self.id)
                if "data" in said:
                    yield Event(said.get("event", "message"), said["data"], self.id)
                said = {}
            else:
                name, _, value = line.rstrip("\n").partition(": ")
                said[name] = value

    def _line(self) -> str:
        try:
            return self._answer.readline().decode()
        except (http.client.HTTPException, ConnectionError):
            return ""


def ask(
    port: int, method: str, path: str, cookies: Mapping[str, str], form: Mapping[str, str] | None = None, host: str = ""
) -> tuple[int, bytes, Mapping[str, str]]:
    """One request: status, body, headers."""
    link = http.client.HTTPConnection("localhost", port, timeout=PATIENCE)
    headers = {"Cookie": jar(cookies), **({"Host": host} if host else {})}
    if form is not None:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    link.request(method, path, urlencode(form) if form is not None else None, headers)
    answer = link.getresponse()
    found = answer.status, answer.read(), answer.headers
    link.close()
    return found


def jar(cookies: Mapping[str, str]) -> str:
    """The cookies as a browser sends them."""
    return "; ".join(f"{name}={value}" for name, value in cookies.items())
