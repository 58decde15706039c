"""HTTP by hand: what is sent is known to the byte, and what comes back is kept whole."""

import re
import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

TOKEN = "t" * 32
VARIES = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"')
RANDOM = re.compile(r"(?i)^(set-cookie: [^=]+)=[^;]*")
MOMENT = re.compile(r"expires=[^;]*; ")
PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, and after how many milliseconds since the connection was asked for."""

    status: int
    head: tuple[str, ...]
    body: bytes
    taken: float

    def all(self, name: str) -> tuple[str, ...]:
        """Every value of this header."""
        pairs = (line.partition(": ") for line in self.head)
        return tuple(value for each, _, value in pairs if each.lower() == name)

    @property
    def place(self) -> str:
        """Where the answer leads; nothing where it leads nowhere."""
        return next(iter(self.all("location")), "")

    def seen(self) -> tuple[int, tuple[str, ...], bytes]:
        """What a stranger can compare: status, headers without the date and values that are random, the page."""
        plain = (RANDOM.sub(r"\1=", MOMENT.sub("", line)) for line in self.head)
        kept = tuple(line for line in plain if not line.lower().startswith("date:"))
        return self.status, kept, VARIES.sub(b"", self.body)


def request(path: str, cookies: Mapping[str, str], form: Mapping[str, object] | None, port: int) -> bytes:
    """The bytes of one request on a connection of its own; a form comes with a token that fits its cookie."""
    jar = {**cookies, "csrftoken": TOKEN}
    lines = [f"{'GET' if form is None else 'POST'} {path} HTTP/1.1", f"Host: localhost:{port}", "Connection: close"]
    lines += ["Cookie: " + "; ".join(f"{name}={value}" for name, value in jar.items())]
    body = b"" if form is None else urlencode({**form, "csrfmiddlewaretoken": TOKEN}, doseq=True).encode()
    if form is not None:
        lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
    return "\r\n".join([*lines, "", ""]).encode() + body


def ask(port: int, sent: bytes, address: str = "127.0.0.1") -> Answer:
    """Send this on a connection of its own, from this address of the loopback, and wait for the whole answer."""
    begun = time.perf_counter()
    with socket.create_connection(("127.0.0.1", port), PATIENCE, (address, 0)) as link:
        link.sendall(sent)
        parts = []
        while part := link.recv(65536):
            parts.append(part)
    taken = (time.perf_counter() - begun) * 1000
    return read(b"".join(parts), taken)


def read(data: bytes, taken: float = 0.0) -> Answer:
    """What these bytes say."""
    head, _, body = data.partition(b"\r\n\r\n")
    first, *rest = head.decode("latin-1").split("\r\n")
    return Answer(int(first.split()[1]), tuple(rest), body, taken)
