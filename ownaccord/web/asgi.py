"""The application as a server sees it: Django, with a turn in a lane for every request, and what is live beside it.

A request is read to its end before it gets a turn, so whoever sends slowly holds up nobody. Once it has its turn it is
carried out, also when nobody waits for the answer any more: a pause counts although the page was closed right after it.
"""

import asyncio
import os
import re
from collections.abc import Coroutine, Hashable
from typing import cast

from asgiref.typing import (
    ASGI3Application,
    ASGIReceiveCallable,
    ASGIReceiveEvent,
    ASGISendCallable,
    ASGISendEvent,
    HTTPScope,
    Scope,
)
from django.core.asgi import get_asgi_application

from ownaccord.lib.headers import FIXED
from ownaccord.lib.lanes import Lanes, Turn, is_a_door, is_evened, stops_something

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ownaccord.web.settings")

LARGEST_BODY = 1024 * 1024
LARGEST_STOP = 64 * 1024
SENT_WITHIN = 60.0
# Seconds from the beginning of the work to the answer where a secret is tried: for a stop code that is somebody's a
# pause is written to the disk, one that is nobody's is only looked for, and both are answered at the same moment.
EVENLY = 0.03
TOO_LARGE = b"This is more than one page can send. Nothing was changed. Go back, shorten it, and send it again.\n"
TOO_SLOW = b"This did not arrive whole. Nothing was changed. Go back, and send it again.\n"
UNREADABLE = b"What arrived could not be read. Nothing was changed. Open the page again, and send it from there.\n"
# Our pages send text as UTF-8, and so does every browser. Another charset, and the ways of RFC 2231 to name one, would
# be looked up among Python's codecs, and some of those are none for text: a form is read in one way or not at all.
KIND = re.compile(rb"[\w.+-]*(?:/[\w.+-]*)?", re.ASCII)
SAID_OF_IT = re.compile(rb"""|charset="?utf-8"?|boundary="?[\w'()+.,/:=?-]{1,70}"?""", re.IGNORECASE | re.ASCII)

django = cast(ASGI3Application, get_asgi_application())

# These need Django to be ready.
from ownaccord.accounts import proven  # noqa: E402
from ownaccord.web import live  # noqa: E402

pages = Lanes("page", 4)
doors = Lanes("door", 1)
codes = Lanes("code", 1)
stopping = Lanes("stopping", 2)


class TooLarge(Exception):
    """More was sent than may be."""


async def application(scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
    """Answers one http request; nothing else is spoken here."""
    if scope["type"] != "http":
        raise ValueError("Only http is spoken here.")
    if not readable(scope):
        await refuse(send, 400, UNREADABLE)
        return
    try:
        async with asyncio.timeout(SENT_WITHIN):
            body = await whole(scope, receive)
    except TooLarge:
        await refuse(send, 413, TOO_LARGE)
    except TimeoutError:
        await refuse(send, 408, TOO_SLOW)
    else:
        if body is not None and live.answers(scope["path"]):
            await live.answer(scope, body, receive, send)
        elif body is not None:
            await in_turn(scope, body, receive, send)


async def whole(scope: HTTPScope, receive: ASGIReceiveCallable) -> bytes | None:
    """All that was sent; None when it broke off, TooLarge when it says or turns out that it is more than may be."""
    small = stops_something(scope["path"]) or live.answers(scope["path"])
    largest = LARGEST_STOP if small else LARGEST_BODY
    if announced(scope) > largest:
        raise TooLarge
    body = bytearray()
    while True:
        event = await receive()
        if event["type"] != "http.request":
            return None
        body += event["body"]
        if len(body) > largest:
            raise TooLarge
        if not event["more_body"]:
            return bytes(body)


def readable(scope: HTTPScope) -> bool:
    """Whether what the request says about its form, if anything, is what a browser would say."""
    said = b",".join(value for name, value in scope["headers"] if name == b"content-type")
    kind, *details = (part.strip() for part in said.split(b";"))
    return bool(KIND.fullmatch(kind)) and all(SAID_OF_IT.fullmatch(detail) for detail in details)


def announced(scope: HTTPScope) -> int:
    """How many bytes the request says it will send; 0 when it does not say."""
    lengths = [value for name, value in scope["headers"] if name == b"content-length" and value.isdigit()]
    # Nobody sends a number of thousands of digits, and Python refuses to read one.
    return int(lengths[0].lstrip(b"0")[:20] or b"0") if lengths else 0


async def in_turn(scope: HTTPScope, body: bytes, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
    """Waits for a lane, and answers; whoever goes away while they wait is let go, unless it was to stop something."""
    lanes, whose, first = place(scope)
    waiting = lanes.turn(whose, first=first)
    turn = await (waiting if stops_something(scope["path"]) else while_here(waiting, receive))
    if turn is None:
        return
    now = asyncio.get_running_loop().time
    soonest = now() + (EVENLY if is_evened(scope["method"], scope["path"]) else 0)

    async def send_later(event: ASGISendEvent) -> None:
        # All work is done when an answer begins: how long it is kept, or read, holds up nobody.
        turn.over()
        if event["type"] == "http.response.start":
            await asyncio.sleep(max(0.0, soonest - now()))
        await send(event)

    async with turn:
        await django(scope, replay(body), send_later)


def place(scope: HTTPScope) -> tuple[Lanes, Hashable, bool]:
    """By which lanes this goes, by turns with whom, and whether it goes before what strangers send."""
    header = b"; ".join(value for name, value in scope["headers"] if name == b"cookie").decode("latin-1")
    known = proven.among(header, secure=scope["scheme"] == "https")
    whose = known or (scope["client"] or ("", 0))[0]
    if stops_something(scope["path"]) and (known or scope["method"] == "POST"):
        # Who only looks at such a page, and is not known, stops nothing and stands before nobody's stop.
        return (stopping if known else codes), whose, known is not None
    return (doors if is_a_door(scope["method"], scope["path"]) else pages), whose, known is not None


async def while_here(waiting: Coroutine[None, None, Turn], receive: ASGIReceiveCallable) -> Turn | None:
    """The turn when it comes; None when whoever asked went away before."""
    turn, left = asyncio.create_task(waiting), asyncio.ensure_future(receive())
    try:
        await asyncio.wait({turn, left}, return_when=asyncio.FIRST_COMPLETED)
        return turn.result() if turn.done() else None
    finally:
        turn.cancel()
        left.cancel()


def replay(body: bytes) -> ASGIReceiveCallable:
    """What Django reads: the body, and never that somebody went away, for it would leave the work half done."""
    once = [body]

    async def receive() -> ASGIReceiveEvent:
        if not once:
            await asyncio.get_running_loop().create_future()
        return {"type": "http.request", "body": once.pop(), "more_body": False}

    return receive


async def refuse(send: ASGISendCallable, status: int, words: bytes) -> None:
    """An answer without Django, in words."""
    own = {"Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store", "Connection": "close"}
    policy = {"Content-Security-Policy": "default-src 'none'"}
    headers = [(name.lower().encode(), value.encode()) for name, value in {**own, **policy, **FIXED}.items()]
    await send({"type": "http.response.start", "status": status, "headers": headers, "trailers": False})
    await send({"type": "http.response.body", "body": words, "more_body": False})
