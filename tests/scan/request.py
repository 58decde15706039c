"""A request as bytes, kept in parts so that each of them can be bent."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

FORM = b"application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Request:
    """What goes over the wire. `version` stands behind the target; `whole` is False when more would have to come."""

    method: bytes
    target: bytes
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes = b""
    version: bytes = b" HTTP/1.1"
    whole: bool = True
    raw: bytes | None = None

    def wire(self) -> bytes:
        """The bytes."""
        if self.raw is not None:
            return self.raw
        lines = [
            self.method + b" " + self.target + self.version,
            *(name + b": " + value for name, value in self.headers),
        ]
        return b"\r\n".join(lines) + b"\r\n\r\n" + self.body

    def with_header(self, name: bytes, value: bytes) -> "Request":
        """The same with this header instead of what it had."""
        kept = tuple(pair for pair in self.headers if pair[0].lower() != name.lower())
        return replace(self, headers=(*kept, (name, value)))

    def also(self, *headers: tuple[bytes, bytes]) -> "Request":
        """The same with more headers, after those it has."""
        return replace(self, headers=(*self.headers, *headers))

    def without(self, name: bytes) -> "Request":
        """The same without this header."""
        return replace(self, headers=tuple(pair for pair in self.headers if pair[0].lower() != name.lower()))

    def sending(self, body: bytes, kind: bytes = FORM) -> "Request":
        """The same as a POST of this body, whose length it says."""
        bare = replace(self, method=b"POST", body=body)
        return bare.with_header(b"Content-Type", kind).with_header(b"Content-Length", str(len(body)).encode())


def plain(host: str, target: str, cookies: str, fields: dict[str, str] | None = None) -> Request:
    """A request that a browser would send."""
    headers: list[tuple[bytes, bytes]] = [(b"Host", host.encode()), (b"Connection", b"close")]
    if cookies:
        headers.append((b"Cookie", cookies.encode("latin-1")))
    request = Request(b"GET", target.encode("latin-1"), tuple(headers))
    return request if fields is None else request.sending(urlencode(fields).encode())
