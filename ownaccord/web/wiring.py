"""Who is told what: one visible table. `lib.hall.ring(event)` tells each function here after the event is stored."""

from collections.abc import Callable

from ownaccord.consent import bells as consent
from ownaccord.core.bells import SpaceEnded
from ownaccord.reveal import bells as reveal

SUBSCRIPTIONS: dict[type, tuple[Callable[..., None], ...]] = {
    SpaceEnded: (consent.space_ended, reveal.space_ended),
}
