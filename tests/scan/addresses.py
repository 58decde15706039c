"""Every address of the house with something real in it, and what its form asks for: the URLconf, and what is live."""

from dataclasses import dataclass
from functools import cache

import django
from django.conf import settings

from ownaccord.catalogue import load

# What ends the visit of the one who sends it; a scan would see only the sign-in page from there on.
ENDINGS = {"exit", "sign-out", "curtain", "me-delete", "me-sign-ins-end", "leave", "me-devices-drop"}


@dataclass(frozen=True)
class Visited:
    """An address as it can be asked for, and the fields of its form (empty when it has none)."""

    name: str
    path: str
    fields: tuple[str, ...]
    posts: bool


def ready() -> None:
    """The URLconf can be read; this process serves nothing and opens no database."""
    if not settings.configured:
        import os

        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
        django.setup()


# What a signal brings, and who reads it without a script.
SIGNAL = ("scene", "number", "about", "script")
STREAM = Visited("live", "/live", (), False)


@cache
def live() -> tuple[Visited, ...]:
    """What is answered beside Django, but for the stream itself, which ends only when its reader goes."""
    ready()
    from ownaccord.lib.streams import signals
    from ownaccord.web.live import NOW

    said = (Visited(f"live-{word}", f"{STREAM.path}/{word}", SIGNAL, True) for word in (*signals.words(), "nothing"))
    return (Visited("live-now", NOW, (), False), *said)


@cache
def every(space: str) -> tuple[Visited, ...]:
    """All of the URLconf."""
    ready()
    from tests.walls.addresses import addresses, places
    from tests.walls.test_bad_input import FIELDS

    item = next(each for each in load().items if "together" in {side.value for side in each.sides})
    known = places(space, item=item.slug, category=item.category)
    return tuple(
        Visited(
            each.name,
            each.path(**{name: known[name] for name in each.varies}),
            FIELDS.get(each.name, ()),
            each.name in FIELDS,
        )
        for each in addresses()
    )


def visited(space: str, who: str, hangs_up: bool = False) -> tuple[Visited, ...]:
    """Where a scan goes: for somebody signed in, everything that does not end the visit.

    A stranger is refused the stream at once; for others it is left out, unless the scan hangs up by itself.
    """
    pages = (each for each in every(space) if who == "stranger" or each.name not in ENDINGS)
    return (*pages, *live(), *((STREAM,) if hangs_up or who == "stranger" else ()))
