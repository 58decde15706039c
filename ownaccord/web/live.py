"""`/live`, beside Django: streams that say "look again", the same by asking, and signals, stored before they go out.

    GET  /live?since=<word>      a stream of events: beat, look, over (docs/develop/streams.md)
    GET  /live/now?since=<word>  204 when nothing is newer than this word, otherwise what is, as JSON
    POST /live/<word>            a signal, for the function that a room put behind this word

A stream holds neither a thread nor a database connection. Whoever may listen to nothing gets 404, whoever they are.
"""

import asyncio
import json
import logging
from collections.abc import Collection, Mapping
from urllib.parse import parse_qsl

from asgiref.typing import ASGIReceiveCallable, ASGISendCallable, HTTPResponseStartEvent, HTTPScope
from django.conf import settings
from django.http.cookie import parse_cookie
from django.http.request import split_domain_port, validate_host

from ownaccord.lib import clock, database
from ownaccord.lib.headers import FIXED, ONE_YEAR
from ownaccord.lib.plain_http import is_loopback
from ownaccord.lib.streams import listening, signals
from ownaccord.lib.streams.asking import Asking
from ownaccord.lib.streams.hub import Hub
from ownaccord.lib.streams.listening import Listener, Shown
from ownaccord.lib.streams.live import live
from ownaccord.lib.streams.pokes import Kind
from ownaccord.lib.streams.signals import Posted
from ownaccord.lib.streams.stream import Stream, greeting, part, shape, state_of

log = logging.getLogger("ownaccord")

STREAM, NOW = "/live", "/live/now"
LONGEST_QUERY, MOST_FIELDS = 200, 20
# For how long a new stream waits until this process can hear the others.
READY_WITHIN = 5.0
NOT_HERE = b"There is nothing to listen to here.\n"
TOO_MANY = b"Many pages of yours listen already. Close some of them; this one asks now and then instead.\n"
LATER = b"Nothing can be heard or stored here just now. Nothing was changed. Try again in a moment.\n"
BROKEN = b"Something here went wrong. It is our mistake, not yours. Nothing was stored: use your words and signs.\n"
NO_METHOD = b"This address does not know that.\n"
TEXT, JSON, EVENTS = "text/plain; charset=utf-8", "application/json", "text/event-stream; charset=utf-8"


def _may(shown: Collection[Shown]) -> Mapping[Shown, Listener]:
    return listening.may(shown, clock.now())


def _revisions(spaces: Collection[str]) -> Mapping[str, int]:
    return listening.revisions(spaces)


# Apart from the hub's own question before every message, so that no crowd at the door delays it.
_door, _stored = Asking("live-door", _may), Asking("live-stored", _revisions)


def answers(path: str) -> bool:
    """Whether this address is answered here, and not by Django."""
    return path == STREAM or path.startswith(f"{STREAM}/")


def close() -> None:
    """The server ends, and with it every stream."""
    live.close()


async def answer(scope: HTTPScope, body: bytes, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
    """Answers one request for such an address."""
    try:
        await _answer(scope, body, receive, send)
    except database.AWAY:
        await _plain(scope, send, 503, LATER)


async def _answer(scope: HTTPScope, body: bytes, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
    cookies = _cookies(scope)
    reads, posts = scope["method"] == "GET", scope["method"] == "POST"
    if scope["path"] in (STREAM, NOW):
        if not reads:
            await _plain(scope, send, 405, NO_METHOD, {"Allow": "GET"})
            return
        await (_listen if scope["path"] == STREAM else _now)(scope, cookies, receive, send)
        return
    signal = signals.words().get(scope["path"].removeprefix(f"{STREAM}/"))
    if signal is None:
        await _plain(scope, send, 404, NOT_HERE)
    elif not posts:
        await _plain(scope, send, 405, NO_METHOD, {"Allow": "POST"})
    else:
        await _signal(signal, scope, cookies, body, send)


async def _listen(
    scope: HTTPScope, cookies: Mapping[str, str], receive: ASGIReceiveCallable, send: ASGISendCallable
) -> None:
    found = await _found(scope, cookies)
    listener = listening.together(found.values())
    if listener is None:
        await _plain(scope, send, 404, NOT_HERE)
        return
    hub, stream = live.hub(), Stream(found, listener, send)
    if not await _ready(hub):
        await _plain(scope, send, 503, LATER)
    elif not hub.has_room_for(stream):
        await _plain(scope, send, 429, TOO_MANY, {"Retry-After": "30"})
    else:
        await _stream(stream, hub, scope, receive, send)


async def _ready(hub: Hub) -> bool:
    """Whether what is told anywhere is heard here, and this server is not about to end."""
    for _ in range(round(READY_WITHIN / 0.05)):
        if hub.connected or hub.closed:
            break
        await asyncio.sleep(0.05)
    return hub.connected and not hub.closed


async def _stream(
    stream: Stream, hub: Hub, scope: HTTPScope, receive: ASGIReceiveCallable, send: ASGISendCallable
) -> None:
    # First among those who are told, then the look at what is stored: nothing falls between the two.
    hub.add(stream)
    try:
        stored = await _stored.about(stream.listener.spaces)
        await send(_start(scope, 200, EVENTS, {"Cache-Control": "no-store, no-transform", "X-Accel-Buffering": "no"}))
        await send(part(greeting(stream.begin(stored, _since(scope)))))
        hub.begun(stream)
        # The server says so when the reader has gone, and also when the stream has ended from this side.
        while (await receive())["type"] != "http.disconnect":
            pass
    finally:
        hub.remove(stream)


async def _now(
    scope: HTTPScope, cookies: Mapping[str, str], receive: ASGIReceiveCallable, send: ASGISendCallable
) -> None:
    listener = listening.together((await _found(scope, cookies)).values())
    if listener is None:
        await _plain(scope, send, 404, NOT_HERE)
        return
    stored = await _stored.about(listener.spaces)
    marked = {listening.mark(listener.person, space): revision for space, revision in stored.items()}
    state = state_of(marked)
    if _since(scope) == state:
        await send(_start(scope, 204, "", {}))
        await send(part(b"", more=False))
        return
    looks = [shape(mark, revision, Kind.LOOK) for mark, revision in sorted(marked.items())]
    await _plain(scope, send, 200, json.dumps({"state": state, "looks": looks}).encode(), kind=JSON)


async def _signal(
    signal: signals.Signal, scope: HTTPScope, cookies: Mapping[str, str], body: bytes, send: ASGISendCallable
) -> None:
    fields = dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True)[:MOST_FIELDS])
    posted = Posted(cookies, _secure(scope), fields)
    shown = listening.shown_by(cookies, secure=_secure(scope))
    whose = (scope["client"] or ("", 0))[0]
    try:
        said = await live.writer.commit(lambda: signal(posted), shown=shown, whose=whose)
    except database.AWAY:
        raise
    except Exception:
        log.exception("A signal was not stored")
        await _plain(scope, send, 500, BROKEN)
        return
    if said is None:
        await _plain(scope, send, 404, NOT_HERE)
    elif said.to:
        await _plain(scope, send, 303, b"", {"Location": said.to})
    else:
        await send(_start(scope, 204, "", {}))
        await send(part(b"", more=False))


async def _found(scope: HTTPScope, cookies: Mapping[str, str]) -> dict[Shown, Listener]:
    """What these cookies show that is good, in the order of its ways; it is known to the writer from now on."""
    shown = listening.shown_by(cookies, secure=_secure(scope))
    found = await _door.about(shown) if shown else {}
    live.writer.remember(found)
    return {each: found[each] for each in shown if each in found}


def _cookies(scope: HTTPScope) -> Mapping[str, str]:
    """The cookies, and none where this house reads none: an unencrypted address of another computer, a strange name."""
    host = b"".join(value for name, value in scope["headers"] if name == b"host").decode("latin-1")
    ours = validate_host(split_domain_port(host)[0], settings.ALLOWED_HOSTS)
    if not ours or not (_secure(scope) or is_loopback(host)):
        return {}
    return parse_cookie(b"; ".join(value for name, value in scope["headers"] if name == b"cookie").decode("latin-1"))


def _secure(scope: HTTPScope) -> bool:
    return scope["scheme"] == "https"


def _since(scope: HTTPScope) -> str:
    """What the browser was told last: by its own account when it comes back, by the page's at first."""
    said = [value for name, value in scope["headers"] if name == b"last-event-id"]
    query = dict(parse_qsl(scope["query_string"][:LONGEST_QUERY].decode("latin-1")))
    return said[-1].decode("latin-1") if said else query.get("since", "")


def _start(scope: HTTPScope, status: int, kind: str, more: Mapping[str, str]) -> HTTPResponseStartEvent:
    own = {"Cache-Control": "no-store", "Content-Security-Policy": "default-src 'none'", **more}
    if kind:
        own["Content-Type"] = kind
    if _secure(scope):
        own["Strict-Transport-Security"] = f"max-age={ONE_YEAR}"
    headers = [(name.lower().encode(), value.encode("latin-1")) for name, value in {**FIXED, **own}.items()]
    return {"type": "http.response.start", "status": status, "headers": headers, "trailers": False}


async def _plain(
    scope: HTTPScope,
    send: ASGISendCallable,
    status: int,
    body: bytes,
    more: Mapping[str, str] | None = None,
    kind: str = TEXT,
) -> None:
    head = {"Content-Length": str(len(body)), **(more or {})}
    await send(_start(scope, status, kind, head))
    await send(part(body, more=False))
