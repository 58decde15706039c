"""Mail that is due goes while the server runs, in a thread of its own: a slow mail server delays nothing else."""

import asyncio
import logging

from django.conf import settings
from django.db import connection

from ownaccord.care import mailing

EVERY = 30.0

log = logging.getLogger("ownaccord")


async def forever() -> None:
    """Send what is due now and every half minute until cancelled; nothing without a mail server."""
    while settings.OWNACCORD_MAIL is not None:
        await asyncio.to_thread(_calmly)
        await asyncio.sleep(EVERY)


def _calmly() -> None:
    try:
        mailing.send_due()
    except Exception:
        log.exception("Sending failed")
    finally:
        # The threads of to_thread come and go: no connection is left in one.
        connection.close()
