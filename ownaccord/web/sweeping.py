"""The sweep: while the server runs, keys of whoever idled too long are erased, and what has lapsed goes.

Nothing that is permitted depends on it: a key that is past its time opens nothing at the next request either.
"""

import asyncio
import logging

from django.db import connection

from ownaccord.accounts import sign_ins
from ownaccord.accounts.lookups import day
from ownaccord.lib import ballast, clock
from ownaccord.lib.erasing import empty_log
from ownaccord.scenes import rows as scenes
from ownaccord.spaces import actions as spaces

EVERY = 30.0

log = logging.getLogger("ownaccord")


def sweep() -> None:
    """Erase what is past its time, once, empty the log so that it is in no file, and lay ballast that was given up."""
    now = clock.now()
    sign_ins.sweep(now)
    spaces.sweep(now)
    scenes.sweep(day(now))
    empty_log(connection)
    if connection.vendor == "sqlite":
        ballast.lay_again()


async def forever() -> None:
    """Sweep now and every half minute until cancelled; a sweep that fails is tried again."""
    while True:
        await asyncio.to_thread(_calmly)
        await asyncio.sleep(EVERY)


def _calmly() -> None:
    try:
        sweep()
    except Exception:
        log.exception("A sweep failed")
    finally:
        # The threads of to_thread come and go: no connection is left in one.
        connection.close()
