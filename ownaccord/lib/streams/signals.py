"""What a room is given when somebody posts to `/live/<word>`, and what it answers with.

`OWNACCORD_LIVE_SIGNALS` says which function stands behind which word. It is called inside the writer's transaction,
finds out for itself who posts, writes, and calls `streams` to tell; when it raises, nothing is stored and nobody hears.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import cast

from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True, slots=True, repr=False)
class Posted:
    """A signal as it arrived: the cookies of the browser, whether by HTTPS, and the fields of the form."""

    cookies: Mapping[str, str]
    secure: bool
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answered:
    """What is answered after it is stored: 204 for a script, or the page to see next for a form without one."""

    to: str = ""


# None: this browser may not; it is told what a stranger is told.
Signal = Callable[[Posted], Answered | None]


def words() -> Mapping[str, Signal]:
    """The function behind each word."""
    return {word: cast(Signal, import_string(dotted)) for word, dotted in settings.OWNACCORD_LIVE_SIGNALS.items()}
