"""Decoders of files, settings and what a server hands over: backups, content, addresses, headers."""

import socket
import sqlite3
import tempfile
from collections.abc import Coroutine
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

from ownaccord.catalogue import articles, catalogue, directory, prose, signals
from ownaccord.catalogue import denylist as refusing
from ownaccord.catalogue.toml import BadContent
from ownaccord.lib import database, folder, lanes, plain_http
from ownaccord.lib.database import BadAddress
from ownaccord.web import asgi, backup, lan
from ownaccord.web.backup import NotABackup
from tests.fuzz.decoder import Decoder, holds

MEMORY = Path("/dev/shm") if Path("/dev/shm").is_dir() else Path(tempfile.gettempdir())
MOST_UNPACKED = 4
PLACES = (
    "catalogue/sources.toml", "catalogue/tea.toml", "denylist/tea.toml", "help/resources.toml",
    "library/sources.toml", "library/themes.toml", "library/words.toml", "library/tea/tea.md",
    "signals/te.toml",
)  # fmt: skip


def _address(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    known = database.chosen({"DATABASE_URL": text}, Path("/nowhere"))
    if "postgresql" in known["ENGINE"]:
        ports = [port for port in known["PORT"].split(",") if port]
        holds(bool(known["NAME"]) and "@" not in known["HOST"], "an address that names no database")
        holds(all(port.isdecimal() and len(port) < 6 for port in ports), "no port")
    else:
        holds(not text.strip(), "SQLite instead of what was asked for")


@cache
def good_backup() -> bytes:
    """A whole backup, as small as one can be."""
    with tempfile.TemporaryDirectory(dir=MEMORY, prefix="ownaccord-fuzz-") as near:
        with closing(sqlite3.connect(Path(near) / folder.DATABASE)) as made, made:
            made.execute("PRAGMA page_size = 512")
            made.execute("CREATE TABLE spaces_space (id TEXT, epoch INTEGER)")
            made.execute("INSERT INTO spaces_space VALUES ('x', 1)")
        (Path(near) / folder.KEY).write_bytes(bytes(32))
        backup.write(Path(near), Path(near) / "b.tar")
        return (Path(near) / "b.tar").read_bytes()


def _bent(data: bytes) -> bytes:
    """After a zero a file as it is; otherwise a whole backup with changes: two bytes say where, one says what.

    Where a change lies in a header, its checksum is made to fit, so that what the header says is read.
    """
    if data[:1] in (b"", b"\0"):
        return data[1:]
    bent = bytearray(good_backup())
    for at in range(1, len(data) - 2, 3):
        bent[int.from_bytes(data[at : at + 2], "big") % len(bent)] = data[at + 2]
    for at in range(0, len(bent), 512):
        if bent[at + 257 : at + 262] == b"ustar":
            bent[at + 148 : at + 156] = b" " * 8
            bent[at + 148 : at + 156] = b"%06o\0 " % sum(bent[at : at + 512])
    return bytes(bent)


def _backup(given: bytes) -> None:
    data = _bent(given)
    with tempfile.TemporaryDirectory(dir=MEMORY, prefix="ownaccord-fuzz-") as near:
        source = Path(near) / "backup.tar"
        source.write_bytes(data)
        try:
            with backup.unpacked(source, Path(near)) as fresh:
                found = sorted(path.name for path in fresh.iterdir())
                sizes = sum(path.stat().st_size for path in fresh.iterdir())
                holds(found == sorted(backup.MEMBERS), "something else was unpacked")
                holds(sizes <= MOST_UNPACKED * max(len(data), 4096), "it grew")
        finally:
            holds(sorted(path.name for path in Path(near).iterdir()) == ["backup.tar"], "something was left behind")


def _content(data: bytes) -> None:
    """A file of the content, as each of its readers takes it."""
    with tempfile.TemporaryDirectory(dir=MEMORY, prefix="ownaccord-fuzz-") as near:
        root = Path(near)
        for path in PLACES:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(data)
        refused = []
        readers = (_chapter, refusing._load.__wrapped__, directory._load.__wrapped__, _sources)
        for load in (*readers, articles._load.__wrapped__, _article, _prose, signals._load.__wrapped__):
            try:
                load(root)
            except BadContent as error:
                refused.append(error)
        if len(refused) == 8:
            raise refused[0]


def _article(root: Path) -> None:
    articles._article(root / "library/tea/tea.md", root, {})


def _prose(root: Path) -> None:
    text = (root / "library/tea/tea.md").read_bytes().decode("utf-8", "replace")
    holds(bool(prose.read_prose(text, "tea.md")), "a text without pieces")


def _sources(root: Path) -> None:
    catalogue._read_sources(root / "catalogue/sources.toml")


def _chapter(root: Path) -> None:
    catalogue._read_chapter(root / "catalogue/tea.toml", {})


def _certificate(data: bytes) -> None:
    with tempfile.TemporaryDirectory(dir=MEMORY, prefix="ownaccord-fuzz-") as near:
        path = Path(near) / "lan.crt"
        path.write_bytes(data)
        holds(lan.fits(path, ["192.0.2.1"], lan.today()) in (True, False), "no answer")


def _head(data: bytes) -> None:
    """What a server hands over of one request: path, headers, Host."""
    path, _, rest = data.partition(b"\n")
    scope: Any = {"type": "http", "path": path.decode("utf-8", "replace"), "headers": [(b"content-length", rest)]}
    length = asgi.announced(scope)
    holds(length >= 0 and (not rest.isdigit() or (length > asgi.LARGEST_BODY) == _is_large(rest)), "another length")
    quick = lanes.stops_something(scope["path"])
    holds(not quick or scope["path"].rstrip("/").rsplit("/", 1)[-1] in ("pause", "stop", "exit"), "another lane")
    host = rest.decode("utf-8", "replace")
    if plain_http.is_loopback(host):
        holds(_is_here(host), "not this computer")


def _is_here(host: str) -> bool:
    """Whether a Host is this computer's own, by what the system's own reader of addresses makes of it."""
    bare = host.lower().rpartition(":")[0] if host.rpartition(":")[2].isdigit() else host.lower()
    name = bare.strip("[]").partition("%")[0]
    try:
        sixteen = socket.inet_pton(socket.AF_INET6, name if ":" in name else f"::ffff:{name}")
    except (OSError, ValueError):
        return bare == "localhost"
    return sixteen == bytes(15) + b"\x01" or sixteen[:13] == bytes(10) + b"\xff\xff\x7f"


def _is_large(digits: bytes) -> bool:
    bare = digits.lstrip(b"0")
    return len(bare) > 7 or int(bare or b"0") > asgi.LARGEST_BODY


def _body(data: bytes) -> None:
    """A body that comes in pieces, each as long as a byte says."""
    sizes = [*(4096 * size for size in data[:40]), 0]
    sent, left = sum(sizes), list(sizes)

    async def receive() -> Any:
        size = left.pop(0)
        return {"type": "http.request", "body": bytes(size), "more_body": bool(left)}

    scope: Any = {"path": "/", "headers": []}
    try:
        taken = _at_once(asgi.whole(scope, receive))
    except asgi.TooLarge:
        holds(sent > asgi.LARGEST_BODY, "refused what a page can send")
    else:
        holds(taken == bytes(sent) and sent <= asgi.LARGEST_BODY, "more than a page can send")


def _at_once(step: Coroutine[Any, Any, Any]) -> Any:
    """What it comes to; nothing in it waits. A loop of its own for each keeps what was refused until it is swept."""
    try:
        step.send(None)
    except StopIteration as done:
        return done.value
    raise AssertionError("it waits")


FILES = (
    Decoder(
        "database-address", _address, ("lib.database.chosen", "lib.database._parts"), (BadAddress,),
        (b"postgresql://", b"postgres://", b"@", b":5432", b"/ownaccord", b"?options=", b"%40", b"?port="), longest=600,
    ),
    Decoder("backup", _backup, ("web.backup.unpacked", "web.backup._unpack"), (NotABackup,),
            (b"\x01\x00\x7c", b"\x01\x00\x9c", b"\x06\x7c", b"ustar", b"server.key"), longest=2048),
    Decoder(
        "content", _content,
        ("catalogue.toml.read", "catalogue.toml._clean", "catalogue.reading.read_source",
         "catalogue.reading.read_category",
         "catalogue.reading.read_fact", "catalogue.reading.read_risk", "catalogue.reading.read_item",
         "catalogue.denylist._load", "catalogue.denylist._read_theme", "catalogue.denylist._read_pair",
         "catalogue.denylist.load_denylist", "catalogue.catalogue._load", "catalogue.catalogue._read_sources",
         "catalogue.catalogue._read_chapter", "catalogue.catalogue.load", "catalogue.directory._load",
         "catalogue.directory.load_directory", "catalogue.articles._load", "catalogue.articles.load_library",
         "catalogue.prose.read_prose", "catalogue.signals._load", "catalogue.signals.load_signals",
         "catalogue.signals.read_language"),
        (BadContent,), (b"[category]\n", b"[[item]]\n", b"[[source]]\n", b'slug = "tea"\n', b"sources = []\n",
                       b"+++\n", b"\n## ", b"\n- ", b" [a, b]", b"[a](b)", b"*a*"),
        quotes=True,
    ),
    Decoder("certificate", _certificate, ("web.lan.fits",), words=(b"-----BEGIN CERTIFICATE-----",)),
    Decoder("request-head", _head, ("web.asgi.announced", "lib.lanes.stops_something", "lib.plain_http.is_loopback"),
            words=(b"localhost", b"127.0.0.1", b"[::1]", b"/pause/", b"/s/", b"\n"), longest=600),
    Decoder("request-body", _body, ("web.asgi.whole",), longest=40),
)  # fmt: skip


CONTENT = (
    b"""name = "Tea"
said = ["no"]
green = ["green"]
yellow = ["yellow"]
red = ["red"]
stop = ["stop"]
slow = ["slow"]
good = ["good"]
""",
    b"""+++
number = 3
title = "Tea"
sentence = "Warm things in cups."
grade = "D"
reviewed = 2026-01-31
review_by = 2026-07-31
uncertain = ["How warm."]
+++
Tea is *warm*. [no source]

- Wait.
""",
    b"""[category]
slug = "tea"
number = 1
name = "Tea"
sentence = "Warm things in cups."
hidden = false
clinical = false
ceiling = "yes"
""",
    b"""theme = "tea"
why = "It is hot."
phrases = ["tea *", "cup* of #under18"]
kept = ["no tea"]

[[pairs]]
first = ["tea"]
second = ["cup"]
apart = 3
""",
    b"""[[source]]
id = "tea"
kind = "book"
grade = "A"
reviewed = 2026-01-01
title = "Tea"
url = "https://example.org/"
found_by = "looking"
passage = "It is hot."
""",
    b"[[place]]\ncode = \"world\"\nname = \"Anywhere\"\nnone_found = []\n",
    b"a = " + b"[" * 600, b"a = 1" + b"0" * 600, b"\xff", b"",
)  # fmt: skip
"""A chapter, a theme, sources and places as small as each can be, and what is none of them."""


def samples() -> dict[str, tuple[bytes, ...]]:
    """Inputs that are taken, to begin with. A whole backup is too large to be kept: it is made here."""
    return {
        "database-address": (
            b"postgresql://ash:secret@host:5432/db", b"postgres:///db?host=/run", b"mysql://x", b"",
            b"postgresql://a:b@c@d/db", b"postgresql://h:" + b"9" * 900 + b"/db",
        ),
        "certificate": (b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", b""),
        "request-head": (b"/pause/\n17", b"/s/x/pause/\nlocalhost:8000", b"/stop/\n[::1]:1",
                         b"/\n" + b"9" * 590, b"\n\xc2\xb2"),
        "content": CONTENT,
        "backup": (b"\x01", b"\x01\x00\x7c\x80", b"\x01\x00\x9c\x53", b"\x01\x00\x00\x78", b"\x00", b""),
        "request-body": (b"\x01\x02", bytes([16, 1]), bytes([255] * 3), b""),
    }  # fmt: skip
