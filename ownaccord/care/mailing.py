"""Sending what is due: claimed by this process first, then sent, and tried again only if it certainly did not go."""

import logging

from django.conf import settings
from django.db import connection

from ownaccord.care import reminders
from ownaccord.lib import clock, mail
from ownaccord.lib.mail import MailServer, NotTaken

AT_ONCE = 20

log = logging.getLogger("ownaccord")


def send_due() -> int:
    """Send what is due now, at most twenty; how many were handed over. Needs no keys."""
    server: MailServer | None = settings.OWNACCORD_MAIL
    reminders.tidy(clock.now())
    handed = 0
    while server is not None and handed < AT_ONCE and (claimed := reminders.claim(clock.now())):
        # A mail server may take its time: nobody waits for our connection meanwhile.
        _let_go()
        try:
            mail.send(server, claimed.to, claimed.words)
        except NotTaken:
            reminders.not_taken(claimed, clock.now())
            # Nothing of the error is quoted: it may name the address.
            log.error("A mail server did not take a mail")
            break
        reminders.sent(claimed)
        handed += 1
    return handed


def _let_go() -> None:
    if not connection.in_atomic_block:
        connection.close()
