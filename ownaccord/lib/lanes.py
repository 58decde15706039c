"""Threads for requests: lanes for pages, one for doors that anybody can knock at, and some for what only lowers.

A lane is one thread that lives as long as the server, with a database connection that stays open; one request at a time
has its turn in it. Who waits is served by turns: however many requests one address sends, everybody else waits for one
of them at most. Deriving a key from a passphrase keeps a lane busy for a while; a pause never waits in that queue.
"""

import asyncio
import re
from collections import OrderedDict, deque
from collections.abc import Hashable
from concurrent.futures import ThreadPoolExecutor
from typing import Self

from asgiref.sync import ThreadSensitiveContext

STOPPING = re.compile(r"/(?:pause|stop|exit|s/[^/]+/pause)/")
KNOCKING = re.compile(r"/(?:sign-in|sign-up|new-device|recover|reset|one-time|welcome|join)/")
# What calendar software asks for, known by a secret in its address: any stranger can ask, and none is told anything.
CALENDAR = re.compile(r"/dates/[^/]*/notes\.ics")

Place = asyncio.Future[int]


class Line:
    """Who waits for a lane: in the order in which they came, but by turns between those who sent the requests."""

    def __init__(self) -> None:
        self._waiting: OrderedDict[Hashable, deque[Place]] = OrderedDict()

    def join(self, whose: Hashable) -> Place:
        """Stand behind the earlier ones of `whose`; the result will be the number of a lane."""
        place: Place = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(whose, deque()).append(place)
        return place

    def next(self) -> Place | None:
        """Take whoever is first out of the line, and let the others of the same sender wait for all the rest."""
        while self._waiting:
            whose, places = self._waiting.popitem(last=False)
            place = places.popleft()
            if places:
                self._waiting[whose] = places
            if not place.done():
                return place
        return None


class Turn:
    """One request's turn in a lane: everything that is sync inside `async with` runs in the lane's one thread.

    It can be over before the request is, so that whoever reads an answer slowly holds up nobody.
    """

    def __init__(self, lanes: "Lanes", number: int, thread: ThreadPoolExecutor) -> None:
        self._lanes, self._number, self._over = lanes, number, False
        self._context = ThreadSensitiveContext(executor=thread)

    async def __aenter__(self) -> Self:
        await self._context.__aenter__()  # type: ignore[no-untyped-call]
        return self

    async def __aexit__(self, *trouble: object) -> None:
        self.over()
        await self._context.__aexit__(*trouble)  # type: ignore[no-untyped-call]

    def over(self) -> None:
        """Let the next one have the lane; once is enough."""
        if not self._over:
            self._over = True
            self._lanes.give(self._number)


class Lanes:
    """A fixed number of one-thread lanes, and the two lines before them: the first is served before the other."""

    def __init__(self, name: str, count: int) -> None:
        self._threads = [ThreadPoolExecutor(max_workers=1, thread_name_prefix=f"{name}-{n}") for n in range(count)]
        self._free = deque(range(count))
        self._first, self._others = Line(), Line()

    async def turn(self, whose: Hashable = None, *, first: bool = False) -> Turn:
        """A turn when a lane is free, by turns with everybody else who waits."""
        line = self._first if first else self._others
        number = self._free.popleft() if self._free else await self._stand(line, whose)
        return Turn(self, number, self._threads[number])

    def give(self, number: int) -> None:
        """Give this lane to whoever is next."""
        place = self._first.next() or self._others.next()
        if place is None:
            self._free.append(number)
        else:
            place.set_result(number)

    async def _stand(self, line: Line, whose: Hashable) -> int:
        place = line.join(whose)
        try:
            return await place
        except asyncio.CancelledError:
            if place.done() and not place.cancelled():
                # Let go in the moment in which it was given.
                self.give(place.result())
            raise


def stops_something(path: str) -> bool:
    """Whether this address only ever lowers what is permitted, so that it goes by the lanes for stopping."""
    return STOPPING.fullmatch(path) is not None


def is_a_door(method: str, path: str) -> bool:
    """Whether anybody, known or not, can make the server do slow work with this."""
    return (method == "POST" and KNOCKING.fullmatch(path) is not None) or CALENDAR.fullmatch(path) is not None


def is_evened(method: str, path: str) -> bool:
    """Whether this tries a secret, so that the time of the answer must not tell whether there is such a one."""
    if path == "/join/" or CALENDAR.fullmatch(path):
        return True
    return method == "POST" and (path == "/stop/" or KNOCKING.fullmatch(path) is not None)
