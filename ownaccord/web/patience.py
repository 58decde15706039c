"""How long a connection may say nothing, or half of something: whoever only holds the line is let go."""

import asyncio
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

BEGUN_WITHIN = 30.0


class Patient(H11Protocol):
    """Uvicorn's HTTP, which by itself waits for ever for the first line and the headers of a request.

    What comes after the headers has its own bound (web/asgi.py), and between two requests uvicorn's.
    """

    _late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """Somebody is on the line."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Something was said; when it is a whole request, there is nothing to wait for."""
        super().data_received(data)
        asked = getattr(self, "cycle", None)
        if asked is None or asked.response_complete:
            self._wait()
        else:
            self._done()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nobody is there any more."""
        self._done()
        super().connection_lost(exc)

    def _wait(self) -> None:
        """From the first byte on, not from the latest: a byte now and then is no request."""
        if self._late is None:
            self._late = asyncio.get_running_loop().call_later(BEGUN_WITHIN, self._let_go)

    def _done(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None

    def _let_go(self) -> None:
        self._late = None
        if not self.transport.is_closing():
            self.transport.close()
