"""Who may listen to which spaces: rooms say so, by dotted names in the settings; this house's hall knows none of them.

`OWNACCORD_LIVE_LISTENING` names one `Listening` for each way to be known (a sign-in; a scene pass). They are asked when
a stream is opened and again before every message, for many streams at once, in a thread that has a connection.
`OWNACCORD_LIVE_REVISIONS` names the one function that says how new these spaces are, as it is stored.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol, cast

from django.conf import settings
from django.utils.crypto import salted_hmac
from django.utils.module_loading import import_string

MOST_AT_ONCE = 500
Shown = tuple[int, bytes]


@dataclass(frozen=True, slots=True)
class Listener:
    """Somebody who may listen now, and to which spaces."""

    person: str
    spaces: frozenset[str]


class Listening(Protocol):
    """One way to be known."""

    def shown(self, cookies: Mapping[str, str], *, secure: bool) -> bytes | None:
        """What these cookies show, never the secret itself; None when it is nothing of this kind. Asks no database."""

    def may(self, shown: Collection[bytes], now: int) -> Mapping[bytes, Listener]:
        """Who of them may listen now; whoever may not is left out."""


def ways() -> list[Listening]:
    """Every way to be known, in the order of the settings."""
    return [cast(Listening, import_string(dotted)) for dotted in settings.OWNACCORD_LIVE_LISTENING]


def shown_by(cookies: Mapping[str, str], *, secure: bool) -> tuple[Shown, ...]:
    """Everything that these cookies show, each with the number of its way."""
    found = ((number, way.shown(cookies, secure=secure)) for number, way in enumerate(ways()))
    return tuple((number, shown) for number, shown in found if shown is not None)


def may(shown: Collection[Shown], now: int) -> dict[Shown, Listener]:
    """Who may listen now."""
    found: dict[Shown, Listener] = {}
    for number, way in enumerate(ways()):
        of_this_way = [each for which, each in shown if which == number]
        for at in range(0, len(of_this_way), MOST_AT_ONCE):
            answers = way.may(of_this_way[at : at + MOST_AT_ONCE], now)
            found |= {(number, each): listener for each, listener in answers.items()}
    return found


def together(listeners: Iterable[Listener]) -> Listener | None:
    """One listener for everything that a browser showed; None when none of it leads to a space.

    A browser that shows things of two people (one signed in, another's scene pass) counts as the first one's.
    """
    found = list(listeners)
    spaces = frozenset[str]().union(*(each.spaces for each in found))
    return Listener(found[0].person, spaces) if spaces else None


def still(whose: Mapping[Shown, str], found: Mapping[Shown, Listener]) -> frozenset[str]:
    """The spaces that may be heard with what was shown once, as far as it is still good, and the same person's."""
    good = (found[shown].spaces for shown, person in whose.items() if shown in found and found[shown].person == person)
    return frozenset[str]().union(*good)


def revisions(spaces: Iterable[str]) -> dict[str, int]:
    """How new each of these spaces is, as it is stored; 0 where no room says so."""
    every = sorted(spaces)
    found = dict.fromkeys(every, 0)
    if settings.OWNACCORD_LIVE_REVISIONS:
        told = import_string(settings.OWNACCORD_LIVE_REVISIONS)
        for at in range(0, len(every), MOST_AT_ONCE):
            found |= told(every[at : at + MOST_AT_ONCE])
    return found


def mark(person: str, space: str) -> str:
    """What a stream calls this space, for this reader alone: it leads to no address and fits no other reader's."""
    return salted_hmac("ownaccord.lib.streams.mark", f"{person}|{space}", algorithm="sha256").hexdigest()[:16]
