"""`python -m tests.faults.nursery`: a process in which the house is loaded once, and which forks a server when asked.

A server that is killed a thousand times has to be there again in a moment. Each is a real process with a real socket
and the served settings; only loading Python is left out. One line of JSON asks, one line answers.
"""

import json
import os
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from tests import cluster
from tests.faults import fuse

Asked = dict[str, Any]


def main() -> None:
    """Answer until the other end closes."""
    _load()
    _say({"ready": True})
    for line in sys.stdin:
        asked = json.loads(line)
        _say(DOES[asked.pop("do")](**asked))


def _load() -> None:
    import django

    from ownaccord.web import cli

    _with_less_patience()
    if _forked(cli.prepare):
        raise SystemExit("The data folder could not be prepared.")
    django.setup()
    from django.template.loader import get_template
    from django.urls import get_resolver

    import ownaccord
    from ownaccord.catalogue import load
    from ownaccord.web import asgi, server, sweeping  # noqa: F401  # loaded here, so that no server has to
    from tests.faults import reading  # noqa: F401  # nor anybody who looks

    # The sweep comes round sooner than every half minute, where a fault asks for it.
    sweeping.EVERY = float(os.environ.get("OWNACCORD_FAULTS_SWEEP", sweeping.EVERY))
    load()
    fuse.lay()
    if item := os.environ.get("OWNACCORD_FAULTS_EDITION"):
        _next_edition(item)
    assert get_resolver().reverse_dict
    for folder in Path(ownaccord.__file__).parent.glob("*/templates"):
        for path in folder.rglob("*.html"):
            get_template(str(path.relative_to(folder)))


def _next_edition(item: str) -> None:
    """This is the next version: what this card means has changed."""
    from dataclasses import replace

    from ownaccord.catalogue import catalogue, load

    today = load()
    items = tuple(replace(each, edition=each.edition + (each.slug == item)) for each in today.items)
    newer = replace(today, items=items)
    catalogue._load = lambda root: newer


def _with_less_patience() -> None:
    """A lock is given up sooner, and nothing at all can be written, where a fault asks for it."""
    from ownaccord.lib import database

    database.PATIENCE_MS = int(os.environ.get("OWNACCORD_FAULTS_PATIENCE", database.PATIENCE_MS))
    database.SQLITE += os.environ.get("OWNACCORD_FAULTS_SQLITE", "")


def _forked(step: Callable[[], object]) -> int:
    """Take a step in a process of its own, so that no connection and no thread is ever left in this one."""
    pid = os.fork()
    if pid == 0:
        _end_with(step)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def _end_with(step: Callable[[], object]) -> None:
    try:
        step()
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def start(port: int) -> Asked:
    """Serve at this port in a new process; its number."""
    pid = os.fork()
    if pid == 0:
        null = os.open(os.devnull, os.O_RDWR)
        os.dup2(null, 0)
        os.dup2(null, 1)
        if sys.platform == "linux":
            cluster._end_with_us()
        _end_with(lambda: _serve(port))
    return {"pid": pid}


def _serve(port: int) -> None:
    """What `ownaccord serve` does once the tables are there."""
    from ownaccord.lib import ballast, database, folder
    from ownaccord.web import cli, server

    held = None if cli.elsewhere() else folder.hold(cli.data_folder())
    assert held is not None or cli.elsewhere(), "another server has the folder"
    for _try in range(200):
        # A service manager starts it again for as long as PostgreSQL is not back.
        with suppress(*database.AWAY), database.serving():
            if held is not None:
                ballast.lay(cli.data_folder())
            server.run([server.Door("127.0.0.1", port)])
            return
        time.sleep(0.1)


def wait(pid: int) -> Asked:
    """Take leave of a server that has ended."""
    return {"status": os.waitpid(pid, 0)[1]}


def look(**about: Any) -> Asked:
    """What is stored, as its people's own software reads it; in a process of its own."""
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        from tests.faults import reading

        _end_with(lambda: os.write(writer, json.dumps(reading.everything(**about)).encode()))
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        said = pipe.read()
    os.waitpid(pid, 0)
    return json.loads(said) if said else {"failed": True}


def restored(space: str) -> Asked:
    """What a restore from a backup does to a space: it expects an epoch whose key nobody has."""

    def expects() -> None:
        from django.db.models import F

        from ownaccord.spaces.models import Space

        assert Space.objects.filter(pk=space).update(epoch=F("epoch") + 1) == 1

    return {"status": _forked(expects)}


DOES: dict[str, Callable[..., Asked]] = {
    "start": start, "wait": wait, "look": look, "restored": restored, "light": fuse.light,
}  # fmt: skip


def _say(what: Asked) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
