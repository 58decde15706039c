"""Who is told what: one visible table. `lib.hall.ring(event)` tells each function here after the event is stored."""

from collections.abc import Callable

SUBSCRIPTIONS: dict[type, tuple[Callable[..., None], ...]] = {}
