"""What a browser is answered at `/live/now`, which stands beside Django: the same code, by hand, in this thread.

Instead of a thread with a connection of its own, this one asks: what a test has stored is seen by nobody else.
"""

from collections.abc import Callable, Collection, Mapping
from typing import Any
from unittest import mock

from django.test import Client

from ownaccord.web import live
from tests.walls.answers import Answer


class Here:
    """Asks at once, and here."""

    def __init__(self, ask: Callable[[Collection[Any]], Mapping[Any, Any]]) -> None:
        self._ask = ask

    async def about(self, what: Collection[Any]) -> Mapping[Any, Any]:
        """What is known about each of these."""
        return self._ask(what)


def live_now(browser: Client, since: str = "") -> Answer:
    """The whole answer, headers in the order of their names."""
    cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in browser.cookies.items())
    scope = {
        "type": "http", "method": "GET", "scheme": "http", "path": live.NOW, "query_string": f"since={since}".encode(),
        "headers": [(b"host", b"localhost"), (b"cookie", cookies.encode())], "client": ("127.0.0.1", 1),
    }  # fmt: skip
    said: list[dict[str, Any]] = []

    async def send(event: Any) -> None:
        said.append(event)

    with mock.patch.multiple(live, _door=Here(live._may), _stored=Here(live._revisions)):
        run(live.answer(scope, b"", mock.AsyncMock(), send))  # type: ignore[arg-type]
    start, *parts = said
    headers = tuple(sorted((name.decode(), value.decode()) for name, value in start["headers"]))
    return Answer(start["status"], headers, (), b"".join(each["body"] for each in parts))


def run(step: Any) -> None:
    """To its end, without a loop; nothing in it waits."""
    try:
        step.send(None)
    except StopIteration:
        return
    raise AssertionError("It waited for something.")
