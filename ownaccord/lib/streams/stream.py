"""One open stream: what it has to say, at most one poke a space, however long its reader does not read."""

import asyncio
import hashlib
import json
import secrets
from collections.abc import Callable, Mapping

from asgiref.typing import ASGISendCallable, HTTPResponseBodyEvent

from ownaccord.lib.streams.listening import Listener, Shown, mark
from ownaccord.lib.streams.pokes import Kind, Poke, joined

# Events without data are not heard by browsers (HTML standard, "dispatch the event").
BEAT = b"event: beat\ndata: .\n\n"
OVER = b"event: over\ndata: .\n\n"
AGAIN_AFTER = (500, 1500)


class Stream:
    """What one browser listens with. The hub decides when it speaks; it only ever speaks of `listener.spaces`.

    `whose`: what its browser showed that was found good, and whose it was; nothing else counts for it later.
    `known`: how new each space is, as this reader was told. While something is on its way to a reader who does not
    read, nothing else is written: what comes meanwhile waits here, joined into one poke a space.
    """

    __slots__ = (
        "_again", "_beat", "_send", "_task", "_waiting", "greeted", "known", "listener", "marks", "over", "whose",
    )  # fmt: skip

    def __init__(self, found: Mapping[Shown, Listener], listener: Listener, send: ASGISendCallable) -> None:
        self.whose = {shown: each.person for shown, each in found.items()}
        self.listener = listener
        self.known: dict[str, int] = {}
        self.marks: dict[str, str] = {}
        self.over = self.greeted = False
        self._send = send
        self._waiting: dict[str, Poke] = {}
        self._beat = False
        self._task: asyncio.Task[None] | None = None
        self._again: Callable[[Stream], None] = lambda _: None

    def begin(self, stored: Mapping[str, int], since: str) -> str:
        """What is stored is known from now on, in the one word that this returns; look where `since` knew less."""
        self.known = dict(stored)
        state = self.state()
        if since != state:
            for space in stored:
                self.look(space)
        return state

    @property
    def waits(self) -> bool:
        """Whether it has something to say."""
        return self._beat or bool(self._waiting)

    def poke(self, poke: Poke) -> bool:
        """Something is newer; False when this reader was told already, so that nothing has to be said."""
        waiting = self._waiting.get(poke.space)
        if poke.revision <= (waiting.revision if waiting else self.known.get(poke.space, -1)):
            return False
        self._waiting[poke.space] = joined(waiting, poke) if waiting else poke
        return True

    def look(self, space: str) -> None:
        """Something may be newer: say so, whatever was said before."""
        waiting = self._waiting.get(space)
        self._waiting[space] = waiting or Poke(space, self.known.get(space, 0))

    def beat(self) -> None:
        """It has been quiet for long enough."""
        self._beat = True

    def speak(self, again: Callable[["Stream"], None]) -> None:
        """Say what waits, to a listener who was asked about just now; `again` is called if more came meanwhile."""
        if self._task is not None or self.over:
            return
        body = self._words()
        if body:
            self._again = again
            self._task = asyncio.create_task(self._write(body))

    def end(self, last: bytes) -> None:
        """Say this last thing, and nothing more."""
        if self.over:
            return
        self.over = True
        self._waiting, self._beat = {}, False
        before = self._task
        self._task = asyncio.create_task(self._finish(before, last))

    def state(self) -> str:
        """What this reader was told, as one word that means nothing to anybody else."""
        return state_of({self._mark(space): revision for space, revision in self.known.items()})

    def _words(self) -> bytes:
        pokes = [poke for space, poke in self._waiting.items() if space in self.listener.spaces]
        beats, self._waiting, self._beat = self._beat, {}, False
        self.known = {space: self.known.get(space, 0) for space in self.listener.spaces}
        for poke in pokes:
            self.known[poke.space] = max(poke.revision, self.known[poke.space])
        if not pokes:
            return BEAT if beats else b""
        events = [said(self._mark(poke.space), poke) for poke in pokes]
        # The word stands in the last event alone: who heard only some of them will be told all of them again.
        return b"".join([*events[:-1], f"id: {self.state()}\n".encode(), events[-1]])

    def _mark(self, space: str) -> str:
        if space not in self.marks:
            self.marks[space] = mark(self.listener.person, space)
        return self.marks[space]

    async def _write(self, body: bytes) -> None:
        try:
            await self._send(part(body))
        except OSError:
            return
        finally:
            self._task = None
        if self.waits:
            self._again(self)

    async def _finish(self, before: asyncio.Task[None] | None, last: bytes) -> None:
        if before is not None:
            await asyncio.wait({before})
        await self._send(part(last, more=False))


def greeting(state: str) -> bytes:
    """The first words of a stream: that it is heard, what it knows, and when to come back if it breaks."""
    # By chance, so that not all come back at once.
    after = AGAIN_AFTER[0] + secrets.randbelow(AGAIN_AFTER[1] - AGAIN_AFTER[0] + 1)
    return f"retry: {after}\nid: {state}\n".encode() + BEAT


def said(marked: str, poke: Poke) -> bytes:
    """One poke as an event."""
    data = json.dumps(shape(marked, poke.revision, poke.kind), separators=(",", ":"))
    return f"event: look\ndata: {data}\n\n".encode()


def shape(marked: str, revision: int, kind: Kind) -> dict[str, str | int]:
    """Everything that is ever said about a space."""
    return {"mark": marked, "revision": revision, "kind": kind.value}


def state_of(revisions: Mapping[str, int]) -> str:
    """One word for how new these marks are; another one as soon as any is newer."""
    return hashlib.blake2b(repr(sorted(revisions.items())).encode(), digest_size=8).hexdigest()


def part(body: bytes, *, more: bool = True) -> HTTPResponseBodyEvent:
    """A part of an answer as a server sends it."""
    return {"type": "http.response.body", "body": body, "more_body": more}
