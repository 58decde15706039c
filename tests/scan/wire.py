"""Bytes to a server and back. Nothing is read into what was sent: half a request gets what half a request gets."""

import contextlib
import socket
from dataclasses import dataclass

from tests.scan.request import Request

PATIENCE = 60.0
# How long somebody waits who sent less than a request, and may get no answer at all; nothing is measured by it.
MOMENT = 0.05
# A stream ends only when its reader goes.
STREAM = b"\r\ncontent-type: text/event-stream"


@dataclass(frozen=True)
class Answer:
    """What came back: the statuses of all answers on this connection, and the bytes; nothing is an answer too."""

    statuses: tuple[int, ...]
    data: bytes
    hung: bool = False


def send(port: int, request: Request) -> Answer:
    """Send it and read to the end, of a stream the beginning; `hung` when the server neither answered nor closed."""
    link = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
    data, hung = b"", False
    with link:
        # A server may close while it is still being spoken to; what it said before is read all the same.
        with contextlib.suppress(ConnectionError):
            link.sendall(request.wire())
        try:
            if not request.whole:
                link.settimeout(MOMENT)
                with contextlib.suppress(TimeoutError):
                    data += link.recv(65536)
                link.settimeout(PATIENCE)
                link.shutdown(socket.SHUT_WR)
            while part := link.recv(65536):
                data += part
                if STREAM in data:
                    break
        except TimeoutError:
            hung = True
        except OSError:
            pass
    return Answer(statuses(data), data, hung)


def statuses(data: bytes) -> tuple[int, ...]:
    """The status of every answer in these bytes, interim ones included."""
    lines = [line for line in data.split(b"\r\n") if line.startswith(b"HTTP/1.1 ")]
    # The next answer of a pipeline begins right behind the body of the one before.
    ends = [b"HTTP/1.1 " + part for line in data.split(b"\n") for part in line.split(b"HTTP/1.1 ")[1:]]
    found = lines if len(lines) >= len(ends) else ends
    return tuple(int(line[9:12]) for line in found if line[9:12].isdigit())
