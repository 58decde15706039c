"""Asking the database for many streams at once: what is wanted while an answer is under way goes in the next question.

One thread and one connection for each `Asking`, however many streams there are.
"""

import asyncio
from collections.abc import Callable, Collection, Hashable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Generic, TypeVar

from django.db import connections

from ownaccord.lib import database

Want = TypeVar("Want", bound=Hashable)
Found = TypeVar("Found")


class Asking(Generic[Want, Found]):
    """Answers what is wanted with what `ask` finds for all of it together; what it leaves out is None."""

    def __init__(self, name: str, ask: Callable[[Collection[Want]], Mapping[Want, Found]]) -> None:
        self._ask = ask
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name, initializer=_with_own_connection)
        self._waiting: dict[Want, asyncio.Future[Found | None]] = {}
        self._busy: asyncio.Task[None] | None = None

    async def about(self, wants: Collection[Want]) -> dict[Want, Found]:
        """What there is to find for these; raises when the database does not answer."""
        loop = asyncio.get_running_loop()
        places = {want: self._waiting.setdefault(want, loop.create_future()) for want in wants}
        if self._busy is None:
            self._busy = loop.create_task(self._work())
        # Shielded: somebody else may wait for the same answer.
        found = {want: await asyncio.shield(place) for want, place in places.items()}
        return {want: each for want, each in found.items() if each is not None}

    async def _work(self) -> None:
        loop = asyncio.get_running_loop()
        try:
            while self._waiting:
                places, self._waiting = self._waiting, {}
                try:
                    found = await loop.run_in_executor(self._thread, self._patiently, list(places))
                except Exception as error:
                    _fail(places.values(), error)
                else:
                    for want, place in places.items():
                        place.set_result(found.get(want))
        finally:
            self._busy = None

    def _patiently(self, wants: Collection[Want]) -> Mapping[Want, Found]:
        """A connection that was cut while nobody asked is made anew, once."""
        try:
            return self._ask(wants)
        except database.AWAY:
            if not database.renewed():
                raise
            return self._ask(wants)


def _fail(places: Collection[asyncio.Future[Any]], error: Exception) -> None:
    for place in places:
        place.set_exception(error)
        # Looked at here: whoever waited for it may have gone.
        place.exception()


def _with_own_connection() -> None:
    """This thread stands on a connection outside the pool: no page waits for one because of it."""
    own = connections["default"].copy()
    own.settings_dict["CONN_MAX_AGE"] = None
    if own.vendor == "postgresql":
        own.settings_dict["OPTIONS"] = {**own.settings_dict["OPTIONS"], "pool": None}
    connections["default"] = own
