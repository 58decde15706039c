"""The headers of every answer over the wire, against the list of the OWASP Secure Headers Project, as a table.

Every address of the URLconf for a stranger, somebody locked and somebody unlocked; errors; files; downloads; by http on
loopback and by HTTPS on the network.
"""

import http.client
import ssl
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from ownaccord.lib.files import LASTING
from tests.journeys.server import House
from tests.scan import addresses
from tests.scan.standing import KEPT, Standing, standing
from tests.scan.telling import tell

SECOND = "127.0.0.2"
METHODS = ("GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "TRACE")
ERRORS = {200, 303, 400, 404, 405, 413, 422, 500}
STATIC = ("/static/css/app.css", "/static/js/exit.js", "/static/icons/sprite.svg", "/static/schema/map-1.json")
NOBODY = "camera=(), microphone=(), geolocation=()"
STRICT = "default-src 'none'"
# No proxy on the way may gather up what a stream says.
UNKEPT = ("no-store", "no-store, no-transform")
Judge = Callable[[str], bool]
# What OWASP's list asks for, and what counts as that here. Each value stands in every answer.
WANTED: dict[str, tuple[str, Judge]] = {
    "X-Content-Type-Options": ("nosniff", lambda v: v == "nosniff"),
    "X-Frame-Options": ("DENY", lambda v: v == "DENY"),
    "X-Permitted-Cross-Domain-Policies": ("none", lambda v: v == "none"),
    "Referrer-Policy": ("same-origin; no-referrer would break the check of Origin", lambda v: v == "same-origin"),
    "Cross-Origin-Embedder-Policy": ("require-corp", lambda v: v == "require-corp"),
    "Cross-Origin-Opener-Policy": ("same-origin", lambda v: v == "same-origin"),
    "Cross-Origin-Resource-Policy": ("same-origin", lambda v: v == "same-origin"),
    "Permissions-Policy": ("camera, microphone, place: nobody", lambda v: v.startswith(NOBODY)),
    "X-DNS-Prefetch-Control": ("off", lambda v: v == "off"),
    "Content-Security-Policy": ("default-src 'none', none unsafe", lambda v: STRICT in v and "unsafe" not in v),
    "Cache-Control": ("no-store, but for files that ship with it", lambda v: v in (*UNKEPT, "no-cache", LASTING)),
}  # fmt: skip
HTTPS_ONLY = {"Strict-Transport-Security": ("a year", lambda v: v.startswith("max-age=31536000"))}
NEVER = (
    "Server",
    "X-Powered-By",
    "Via",
    "X-AspNet-Version",
    "Access-Control-Allow-Origin",
    "Public-Key-Pins",
    "X-XSS-Protection",
)


class Breaking(House):
    """One running server whose pages all break."""

    @property
    def environment(self) -> dict[str, str]:
        """The same, with settings of its own."""
        return {**super().environment, "DJANGO_SETTINGS_MODULE": "tests.scan.breaking"}


@dataclass
class Seen:
    """How many answers had what they should, by header; and what was wrong."""

    answers: int = 0
    kinds: set[str] = field(default_factory=set)
    right: dict[str, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def look(self, what: str, status: int, headers: http.client.HTTPMessage, secure: bool = False) -> None:
        """Judge one answer."""
        self.answers += 1
        self.kinds.add(f"{status}")
        for name, (asked, fits) in {**WANTED, **(HTTPS_ONLY if secure else {})}.items():
            values = headers.get_all(name) or []
            if len(values) == 1 and fits(values[0]):
                self.right[name] = self.right.get(name, 0) + 1
            else:
                self.wrong.append(f"{what} {status}: {name} is {values or 'missing'}, not {asked}")
        kept = headers.get("Cache-Control") not in UNKEPT
        if kept and not ("/static/" in what and status in (200, 206, 304)):
            self.wrong.append(f"{what} {status}: may be kept in a cache")
        # A file that ships with the software may be asked about again by its tag; a page may not.
        never = NEVER if "/static/" in what else (*NEVER, "ETag", "Last-Modified")
        self.wrong += [f"{what} {status}: {name}" for name in never if headers.get(name) is not None]
        if not secure and headers.get("Strict-Transport-Security"):
            self.wrong.append(f"{what}: a promise of HTTPS by http")
        for cookie in headers.get_all("Set-Cookie") or []:
            self.cookie(what, cookie, secure)

    def cookie(self, what: str, line: str, secure: bool) -> None:
        """Every cookie has its flags; by HTTPS also the prefix."""
        flags = {part.strip().lower() for part in line.split(";")[1:]}
        asked = {"httponly", "samesite=strict", "path=/"} | ({"secure"} if secure else set())
        if (
            not asked <= flags
            or line.startswith("__Host-") != secure
            or any(flag.startswith("domain") for flag in flags)
        ):
            self.wrong.append(f"{what}: cookie {line.partition('=')[0]} has {sorted(flags)}")
        self.right["Set-Cookie"] = self.right.get("Set-Cookie", 0) + 1

    def table(self) -> str:
        """A row for each header of the list."""
        rows = [
            f"    {name:36} {self.right.get(name, 0):>6}  {asked}"
            for name, (asked, _) in {**WANTED, **HTTPS_ONLY}.items()
        ]
        flags = "HttpOnly, SameSite=Strict, Path=/; by HTTPS Secure and __Host-"
        rows.append(f"    {'Set-Cookie':36} {self.right.get('Set-Cookie', 0):>6}  {flags}")
        rows.append(f"    {'never sent':36} {self.answers:>6}  {', '.join(NEVER)}")
        return "\n".join(rows) + "\n"


def ask(
    link: http.client.HTTPConnection, method: str, path: str, **headers: str
) -> tuple[int, http.client.HTTPMessage]:
    """One request on a connection of its own; status and headers."""
    link.request(method, path, headers={**headers, "Connection": "close"}, body=b"" if method == "POST" else None)
    answer = link.getresponse()
    if answer.msg.get_content_type() != "text/event-stream":
        answer.read()
    link.close()
    answer.close()
    return answer.status, answer.msg


def plain(port: int) -> http.client.HTTPConnection:
    """A connection by http on loopback."""
    return http.client.HTTPConnection("localhost", port, timeout=60)


def pages(here: Standing, seen: Seen, methods: tuple[str, ...] = METHODS) -> None:
    """Every address, for everybody, by every method."""
    for who in ("stranger", "locked", "unlocked"):
        cookies = {"Cookie": here.cookies(who)}
        for each in [
            *addresses.visited(here.space, who, hangs_up=True),
            *map(_file, STATIC),
            _file(f"/static/{16 * '0'}/css/app.css"),
            _file("/nothing/here/"),
            _file("/static/nothing.css"),
        ]:
            for method in methods:
                status, headers = ask(plain(here.port), method, each.path, **cookies)
                seen.look(f"{who} {method} {each.path}", status, headers)


def _file(path: str) -> addresses.Visited:
    return addresses.Visited("", path, (), False)


def errors(port: int, seen: Seen) -> None:
    """What is refused before a page is reached: too much, no charset, no host, no http."""
    tried = {
        "too much": {"Content-Length": str(2**21)},
        "another charset": {"Content-Type": "text/plain; charset=hex"},
        "another host": {"Host": "elsewhere.example"},
    }
    for what, headers in tried.items():
        status, answered = ask(plain(port), "GET", "/sign-in/", **headers)
        seen.look(what, status, answered)
    link = plain(port)
    link.connect()
    link.sock.sendall(b"GET / HTTP/9.9\r\nnothing\r\n\r\n")
    answer = http.client.HTTPResponse(link.sock)
    answer.begin()
    seen.look("no http", answer.status, answer.msg)
    link.close()


def crashed(seen: Seen) -> None:
    """The page for our own mistakes, from a house whose pages all break."""
    with tempfile.TemporaryDirectory(prefix="ownaccord-scan-") as name:
        house = Breaking(Path(name))
        house.start()
        try:
            status, headers = ask(plain(house.port), "GET", "/help/")
            seen.look("a page that breaks", status, headers)
            if status != 500:
                seen.wrong.append(f"a page that breaks answered {status}")
            if KEPT in house.output.read_text():
                seen.wrong.append("the log holds the words of an error")
        finally:
            house.stop()


def secure(seen: Seen) -> None:
    """The pages that a stranger reaches, by HTTPS on another address of this computer."""
    with tempfile.TemporaryDirectory(prefix="ownaccord-scan-") as name:
        house = House(Path(name), "--lan", "--address", SECOND)
        house.start()
        context = ssl.create_default_context(cafile=str(house.data / "lan.crt"))
        try:
            for each in [*addresses.visited("0" * 32, "stranger"), *map(_file, STATIC)]:
                link = http.client.HTTPSConnection(SECOND, house.port, timeout=60, context=context)
                status, headers = ask(link, "GET", each.path)
                seen.look(f"HTTPS GET {each.path}", status, headers, secure=True)
        finally:
            house.stop()


def main(offline: bool = False) -> bool:
    """Print the table; whether every answer had everything."""
    seen = Seen()
    with standing() as here:
        pages(here, seen)
        errors(here.port, seen)
    crashed(seen)
    secure(seen)
    with suppress(KeyError):
        seen.kinds.remove("301")
    missing = sorted(str(status) for status in ERRORS if str(status) not in seen.kinds)
    seen.wrong += [f"no answer was a {status}" for status in missing]
    kinds = ", ".join(sorted(seen.kinds))
    done = tell(
        f"headers: {seen.answers} answers ({kinds}) against the OWASP list; {len(seen.wrong)} wrong", seen.wrong
    )
    sys.stdout.write(seen.table())
    return done
