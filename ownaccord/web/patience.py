"""How long a connection may say nothing, or half of something, and what is answered to what is no request."""

import asyncio
from contextlib import suppress
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from ownaccord.lib.headers import FIXED

BEGUN_WITHIN = 30.0
# Whoever leaves an answer lying for so long does not read it: what is kept for them, at most some 64 KiB, is let go.
READ_WITHIN = 60.0
NO_HTTP = b"What arrived could not be read. Nothing was changed.\n"


class Patient(H11Protocol):
    """Uvicorn's HTTP, which by itself waits for ever for the first line and the headers of a request.

    Whoever only holds the line is let go. What comes after the headers has its own bound (web/asgi.py), and between two
    requests uvicorn's. What could not be read is answered with the headers of every answer.
    """

    _late: asyncio.TimerHandle | None = None
    _unread: asyncio.TimerHandle | None = None

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

    def send_400_response(self, msg: str) -> None:
        """400 to bytes that are no request; then the connection ends."""
        own = {"Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store", "Connection": "close"}
        policy = {"Content-Security-Policy": "default-src 'none'"}
        with suppress(h11.LocalProtocolError):  # an answer before this one may have been the last
            headers = list({**own, **policy, **FIXED}.items())
            head = h11.Response(status_code=400, headers=headers, reason=b"Bad Request")
            for event in (head, h11.Data(data=NO_HTTP), h11.EndOfMessage()):
                self.transport.write(self.conn.send(event) or b"")
        self.transport.close()

    def pause_writing(self) -> None:
        """More was written than was read so far."""
        super().pause_writing()
        self._unread = asyncio.get_running_loop().call_later(READ_WITHIN, self.transport.abort)

    def resume_writing(self) -> None:
        """It is read."""
        self._read()
        super().resume_writing()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nobody is there any more."""
        self._done()
        self._read()
        super().connection_lost(exc)

    def _wait(self) -> None:
        """From the first byte on, not from the latest: a byte now and then is no request."""
        if self._late is None:
            self._late = asyncio.get_running_loop().call_later(BEGUN_WITHIN, self._let_go)

    def _done(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None

    def _read(self) -> None:
        if self._unread is not None:
            self._unread.cancel()
            self._unread = None

    def _let_go(self) -> None:
        self._late = None
        if not self.transport.is_closing():
            self.transport.close()
