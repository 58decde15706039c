"""The application as a server sees it: Django, with a lane for every request and a bound on what is sent to it."""

import os
from typing import cast

from asgiref.typing import ASGI3Application, ASGIReceiveCallable, ASGIReceiveEvent, ASGISendCallable, HTTPScope, Scope
from django.core.asgi import get_asgi_application

from ownaccord.lib.headers import FIXED
from ownaccord.lib.lanes import Lanes, stops_something

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ownaccord.web.settings")

LARGEST_BODY = 1024 * 1024
TOO_LARGE = b"This is more than one page can send. Nothing was changed. Go back, shorten it, and send it again.\n"

django = cast(ASGI3Application, get_asgi_application())
pages = Lanes("page", 4)
stopping = Lanes("stopping", 2)


async def application(scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
    """Answers one http request; nothing else is spoken here."""
    if scope["type"] != "http":
        raise ValueError("Only http is spoken here.")
    if announced(scope) > LARGEST_BODY:
        await refuse(send)
        return
    lanes = stopping if stops_something(scope["path"]) else pages
    async with lanes.lane():
        await django(scope, bounded(receive), send)


def announced(scope: HTTPScope) -> int:
    """How many bytes the request says it will send; 0 when it does not say."""
    lengths = [value for name, value in scope["headers"] if name == b"content-length" and value.isdigit()]
    return int(lengths[0]) if lengths else 0


def bounded(receive: ASGIReceiveCallable) -> ASGIReceiveCallable:
    """The same stream, which looks broken off as soon as it has brought too much (or never said how much it brings)."""
    seen = 0

    async def receive_bounded() -> ASGIReceiveEvent:
        nonlocal seen
        event = await receive()
        if event["type"] == "http.request":
            seen += len(event["body"])
        return event if seen <= LARGEST_BODY else {"type": "http.disconnect"}

    return receive_bounded


async def refuse(send: ASGISendCallable) -> None:
    """413, in words."""
    own = {"Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store", "Connection": "close"}
    policy = {"Content-Security-Policy": "default-src 'none'"}
    headers = [(name.lower().encode(), value.encode()) for name, value in {**own, **policy, **FIXED}.items()]
    await send({"type": "http.response.start", "status": 413, "headers": headers, "trailers": False})
    await send({"type": "http.response.body", "body": TOO_LARGE, "more_body": False})
