"""A stand-in for the room that has signals: one number a space, which a red makes larger. For tests and benchmarks."""

import os
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

from django.db import connection

from ownaccord.lib import clock
from ownaccord.lib.streams import listening
from ownaccord.lib.streams.live import live
from ownaccord.lib.streams.pokes import Kind, Poke
from ownaccord.lib.streams.signals import Answered, Posted

TABLE = "CREATE TABLE stand_in (space char(32) PRIMARY KEY, revision integer NOT NULL)"
ONE_MORE = (
    "INSERT INTO stand_in VALUES (%s, 1) ON CONFLICT (space) DO UPDATE SET revision = stand_in.revision + 1"
    " RETURNING revision"
)
PATIENCE = 20


def make() -> None:
    """The table is there."""
    with connection.cursor() as cursor:
        cursor.execute(TABLE)


def revisions(spaces: Iterable[str]) -> Mapping[str, int]:
    """OWNACCORD_LIVE_REVISIONS."""
    wanted = list(spaces)
    places = ", ".join(["%s"] * len(wanted))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT space, revision FROM stand_in WHERE space IN ({places})", wanted)
        return dict(cursor.fetchall())


def red(posted: Posted) -> Answered | None:
    """Whoever may listen may press: one more, in every space of theirs that the form names."""
    shown = listening.shown_by(posted.cookies, secure=posted.secure)
    who = listening.together(listening.may(shown, clock.now()).values()) if shown else None
    space = posted.fields.get("space", "")
    if who is None or space not in who.spaces:
        return None
    with connection.cursor() as cursor:
        cursor.execute(ONE_MORE, [space])
        live.tell(Poke(space, cursor.fetchone()[0], Kind.SIGNAL))
    return Answered(posted.fields.get("to", ""))


def held(posted: Posted) -> Answered | None:
    """A red that is written and told, and stored only when the file of that name is there."""
    answered = red(posted)
    until = time.monotonic() + PATIENCE
    go = Path(os.environ["OWNACCORD_TEST_GO"])
    go.with_suffix(".written").touch()
    while not go.exists() and time.monotonic() < until:
        time.sleep(0.01)
    return answered


def broken(posted: Posted) -> Answered | None:
    """A red that is written and told, and then does not come to be."""
    red(posted)
    raise ValueError


SIGNALS = {name: f"tests.live.stand_in.{name}" for name in ("red", "held", "broken")}
