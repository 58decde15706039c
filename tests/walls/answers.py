"""What somebody is answered, down to the last byte, so that two worlds can be compared.

Nothing is masked but the time at which a header says that a page expires. What an answer draws by lot (tokens of forms,
suggested words, nonces of sealed cookies) is drawn from the same bytes each time, so that even those have to be equal:
no lot is a place in which something could hide.
"""

import hashlib
import os
import random
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from typing import Any
from unittest import mock

from django.http import HttpResponse
from django.test import Client

from tests.walls.scene import same_browser, undone

# Not "expires", here and among the headers: it is by the clock of the computer that runs the tests.
COOKIE_LASTS = ("max-age", "path", "domain", "secure", "httponly", "samesite")

LATER = 1_000_000


@dataclass(frozen=True)
class Answer:
    """Status, headers, cookies (name, length and attributes; what is in them is for their own browser), and body."""

    status: int
    headers: tuple[tuple[str, str], ...]
    cookies: tuple[tuple[Any, ...], ...]
    body: bytes

    def differs_in(self, other: "Answer") -> str:
        """What is different, in a few words for whoever reads a failing test."""
        names = [name for name in ("status", "headers", "cookies") if getattr(self, name) != getattr(other, name)]
        if not names and self.body != other.body:
            at = next(
                (place for place, (a, b) in enumerate(zip(self.body, other.body, strict=False)) if a != b),
                min(len(self.body), len(other.body)),
            )
            return f"body at {at}: {self.body[max(0, at - 80) : at + 80]!r} / {other.body[max(0, at - 80) : at + 80]!r}"
        return "; ".join(f"{name}: {getattr(self, name)} / {getattr(other, name)}" for name in names)


def of(answer: HttpResponse) -> Answer:
    """An answer as bytes."""
    cookies = sorted(
        (name, len(morsel.value), *((each, str(morsel[each])) for each in COOKIE_LASTS))
        for name, morsel in answer.cookies.items()
    )
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    headers = {name: "now" if name == "Expires" else value for name, value in answer.headers.items()}
    return Answer(answer.status_code, tuple(sorted(headers.items())), tuple(cookies), body)


@contextmanager
def same_lots(first: int = 0) -> Iterator[None]:
    """Whatever is drawn by lot inside is drawn from the same bytes each time; from others where `first` is another."""
    drawn = count(first)

    def draw(size: int) -> bytes:
        return hashlib.shake_128(b"lots%d" % next(drawn)).digest(size)

    with mock.patch.object(os, "urandom", draw), mock.patch.object(random, "_urandom", draw):
        yield


def ask(browser: Client, path: str, fields: Mapping[str, Any] | None = None) -> list[Answer]:
    """What this browser is answered to one request, whose consequences are undone; with fields it is a form.

    Where a form leads on to a page of ours, that one is an answer too. It draws lots of its own: how many a form has
    drawn for what it keeps in Bo's vault is in no answer.
    """
    with undone():
        here = same_browser(browser)
        with same_lots():
            first = here.get(path) if fields is None else here.post(path, fields)
        leads = first.headers.get("Location", "") if fields is not None else ""
        if not leads.startswith("/"):
            return [of(first)]
        with same_lots(LATER):
            return [of(first), of(here.get(leads))]
