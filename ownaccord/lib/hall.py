"""The bell board in the hall: news travels upward here, after it is stored. `settings.WIRING` names the one table.

A bell is courtesy, never law: when one is lost a screen may be late, and nothing is permitted by it.
"""

import logging
from collections.abc import Callable, Mapping
from functools import partial

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

Subscriptions = Mapping[type, tuple[Callable[..., None], ...]]

log = logging.getLogger("ownaccord")


def ring(event: object) -> None:
    """Tells `event` to whoever subscribed to its type, once the running transaction is stored (at once without one)."""
    for listener in _subscriptions().get(type(event), ()):
        transaction.on_commit(partial(_tell, listener, event))


def _tell(listener: Callable[..., None], event: object) -> None:
    try:
        listener(event)
    except Exception:
        # What was stored stays stored: a listener that fails may delay a screen, never undo somebody's word.
        log.exception("A bell was lost")


def _subscriptions() -> Subscriptions:
    table: Subscriptions = import_string(settings.WIRING)
    return table
