"""A fuse in a server: once lit, it dies by SIGKILL at its n-th statement, or right after its n-th commit.

Seen from outside it is a kill like any other; only the moment is drawn, so that none between two writes is missed.
"""

import mmap
import os
import signal
import struct
from collections.abc import Callable
from typing import Any

NEVER = 0
_LENGTHS = struct.Struct("ii")
# Shared between whoever lights it and every server that is forked afterwards.
_fuse = mmap.mmap(-1, _LENGTHS.size)


def light(statements: int = NEVER, commits: int = NEVER) -> dict[str, object]:
    """Die before the statement, or after the commit, of this number from now on; `NEVER` puts it out."""
    _fuse[:] = _LENGTHS.pack(statements, commits)
    return {}


def lay() -> None:
    """Every connection of this process and of those forked from it burns the fuse down."""
    from django.db.backends.signals import connection_created

    connection_created.connect(_watch, weak=False)


def _watch(connection: Any, **_about: object) -> None:
    if _statement in connection.execute_wrappers:
        return
    connection.execute_wrappers.append(_statement)
    committed = connection._commit

    def commit() -> None:
        committed()
        _burns(1)

    connection._commit = commit


def _statement(execute: Callable[..., Any], *said: Any) -> Any:
    _burns(0)
    return execute(*said)


def _burns(which: int) -> None:
    left = list(_LENGTHS.unpack(_fuse[:]))
    if not left[which]:
        return
    left[which] -= 1
    if not left[which]:
        os.kill(os.getpid(), signal.SIGKILL)
    _fuse[:] = _LENGTHS.pack(*left)
