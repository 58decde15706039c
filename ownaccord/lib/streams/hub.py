"""The hub of one process: who listens here, what they are told, and that they hear something every few seconds.

Before anything is said the rooms are asked who may hear it, for all streams that have something to say together. Where
nobody can be asked, or pokes of other processes may be missing, nothing is said: silence is what readers notice.
"""

import asyncio
import logging
import secrets
from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping
from contextlib import suppress

from django.conf import settings

from ownaccord.lib import clock, database
from ownaccord.lib.streams import listening
from ownaccord.lib.streams.asking import Asking
from ownaccord.lib.streams.listening import Listener, Shown
from ownaccord.lib.streams.pokes import Poke, joined
from ownaccord.lib.streams.stream import OVER, Stream

# Seconds: streams whose turn is within the same one of these are asked about together.
GRAIN = 0.02
AGAIN = 0.5

log = logging.getLogger("ownaccord")


def _may(shown: Collection[Shown]) -> Mapping[Shown, Listener]:
    return listening.may(shown, clock.now())


class Hub:
    """The streams of this process. All but `poke_from_anywhere` belongs to the loop that `start` was called in."""

    def __init__(self) -> None:
        self.connected = self.closed = False
        self._asking = Asking("live-hub", _may)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._streams: dict[Stream, None] = {}
        self._by_space: dict[str, dict[Stream, None]] = {}
        self._of: Counter[Hashable] = Counter()
        self._due: dict[Stream, None] = {}
        self._more = asyncio.Event()
        self._asked, self._held = False, dict[str, Poke]()
        self._beats: dict[int, list[Stream]] = {}
        self._grains = max(2, round(settings.OWNACCORD_LIVE_BEAT / GRAIN))

    def start(self) -> asyncio.Task[None]:
        """Serve streams from now on, in this loop."""
        self._loop = asyncio.get_running_loop()
        return self._loop.create_task(self._pump())

    def poke_from_anywhere(self, poke: Poke) -> None:
        """Tell a poke to whoever listens here; from any thread, and without anybody listening."""
        if self._loop is not None:
            with suppress(RuntimeError):  # the loop may just have ended
                self._loop.call_soon_threadsafe(self.poke, poke)

    def poke(self, poke: Poke) -> None:
        """Tell a poke to the streams of this space; one that comes while the rooms are asked is asked about next."""
        if self._asked:
            held = self._held.get(poke.space)
            self._held[poke.space] = joined(held, poke) if held else poke
            return
        fresh = [stream for stream in self._by_space.get(poke.space, ()) if stream.poke(poke)]
        self._soon(fresh)

    def look_everywhere(self) -> None:
        """Pokes may have been missed: every stream is told to look again."""
        for space, streams in self._by_space.items():
            for stream in streams:
                stream.look(space)
        self._soon(self._streams)

    def heard(self) -> tuple[str, ...]:
        """The spaces that somebody here listens to."""
        return tuple(self._by_space)

    def has_room_for(self, stream: Stream) -> bool:
        """Whether its person, and its browser, may have one more here.

        Browsers keep six connections to one address at most (over HTTP/1.1): some have to stay free for a red.
        """
        browser = max(self._of[shown] for shown in stream.whose)
        person = self._of[stream.listener.person]
        return person < settings.OWNACCORD_LIVE_STREAMS_EACH and browser < settings.OWNACCORD_LIVE_STREAMS_A_BROWSER

    def add(self, stream: Stream) -> None:
        """From now on this stream is told what comes."""
        self._streams[stream] = None
        self._of.update([stream.listener.person, *stream.whose])
        for space in stream.listener.spaces:
            self._by_space.setdefault(space, {})[stream] = None
        # The first quiet is shorter, by chance: those who came together do not stay together.
        self._beat_later(stream, secrets.randbelow(self._grains) + 1)

    def begun(self, stream: Stream) -> None:
        """It was greeted, and may speak, or has to end."""
        stream.greeted = True
        if self.closed:
            stream.end(b"")
        elif stream.waits:
            self._soon([stream])

    def remove(self, stream: Stream) -> None:
        """This stream is told nothing any more."""
        if stream not in self._streams:
            return
        del self._streams[stream]
        self._due.pop(stream, None)
        for counted in (stream.listener.person, *stream.whose):
            self._of[counted] -= 1
            if not self._of[counted]:
                del self._of[counted]
        self._out_of(stream, stream.listener.spaces)

    def close(self) -> None:
        """The server ends: every stream ends, and its browser will come back to whoever serves then."""
        self.closed = True
        for stream in list(self._streams):
            self.remove(stream)
            if stream.greeted:
                stream.end(b"")

    def _soon(self, streams: Iterable[Stream]) -> None:
        self._due.update(dict.fromkeys(streams))
        if self._due:
            self._more.set()

    async def _pump(self) -> None:
        while True:
            await self._more.wait()
            self._more.clear()
            due, self._due = [each for each in self._due if each in self._streams], {}
            if due and self.connected:
                try:
                    await self._tell(due)
                except Exception:
                    # Whoever was not told hears no beat, and the next turn is everybody's as always.
                    log.exception("A stream could not be told")

    async def _tell(self, due: list[Stream]) -> None:
        self._asked = True
        try:
            found = await self._asking.about({shown for stream in due for shown in stream.whose})
        except database.AWAY:
            self._once_more(due)
        except Exception:
            log.exception("Nobody could be asked who listens")
            self._once_more(due)
        else:
            for stream in due:
                self._say(stream, found)
        finally:
            self._asked, held, self._held = False, self._held, {}
            for poke in held.values():
                self.poke(poke)

    def _once_more(self, due: list[Stream]) -> None:
        asyncio.get_running_loop().call_later(AGAIN, self._soon, [each for each in due if each in self._streams])

    def _say(self, stream: Stream, found: Mapping[Shown, Listener]) -> None:
        if stream not in self._streams or not stream.greeted:
            return
        spaces = listening.still(stream.whose, found)
        if not spaces:
            self.remove(stream)
            stream.end(OVER)
            return
        self._moved(stream, spaces)
        stream.speak(self._say_again)

    def _say_again(self, stream: Stream) -> None:
        if stream in self._streams:
            self._soon([stream])

    def _moved(self, stream: Stream, spaces: frozenset[str]) -> None:
        before = stream.listener.spaces
        if spaces != before:
            self._out_of(stream, before - spaces)
            for space in spaces - before:
                self._by_space.setdefault(space, {})[stream] = None
                stream.look(space)
            stream.listener = Listener(stream.listener.person, spaces)

    def _out_of(self, stream: Stream, spaces: Iterable[str]) -> None:
        for space in spaces:
            there = self._by_space.get(space, {})
            there.pop(stream, None)
            if not there:
                self._by_space.pop(space, None)

    def _beat_later(self, stream: Stream, grains: int) -> None:
        loop = asyncio.get_running_loop()
        at = int(loop.time() / GRAIN) + grains
        if at not in self._beats:
            self._beats[at] = []
            loop.call_at(at * GRAIN, self._beat, at)
        self._beats[at].append(stream)

    def _beat(self, at: int) -> None:
        there = [stream for stream in self._beats.pop(at) if stream in self._streams]
        for stream in there:
            stream.beat()
            self._beat_later(stream, self._grains)
        self._soon(there)
