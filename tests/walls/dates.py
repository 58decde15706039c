"""A calendar and mail in the life that the walls look at: a word in every field, an address, a settled mailbox."""

import re
from typing import Any

from django.test import override_settings

from ownaccord.accounts.lookups import hour
from ownaccord.care import mailing
from ownaccord.care.models import Reminder
from ownaccord.lib import clock
from ownaccord.lib.mail import MailServer
from tests.people import new_browser
from tests.rooms.care.mailbox import post

# Nothing is sent: nobody listens there.
MAIL = {"OWNACCORD_MAIL": MailServer("127.0.0.1", 9, "notes@example.org", "none")}
SETTINGS = {"icon": "notebook", "sign": "3", "wait": "30", "face": "", "address": ""}


def dates(who: Any) -> None:
    """Choose titles, make an address twice, switch it off and on; ask for mail, and read its code as its owner does."""
    word, public = who.sown.word, who.sown.public
    titles = {name: word("title") for name in ("title_review", "title_recheck", "title_later")}
    for address in ("dates-words", "dates-address", "dates-address", "dates-address-drop", "dates-off", "dates-words"):
        who.say(address, **({"zone": "Europe/Berlin", "hour": "10", **titles} if address == "dates-words" else {}))
    who.say("dates-address")
    who.say("me-settings", **SETTINGS, email=f"{public('mail')}@example.org")
    for last in (False, True):
        who.say("dates-mail", words=public("words"))
        code = re.findall(r"\d{6}", Reminder.objects.get(kind="code").words)[0]
        who.say("dates-mail-code", code=code)
        if not last:
            who.say("dates-mail-stop")


def in_a_calendar_and_in_mail(who: Any) -> tuple[list[bytes], bytes, list[bytes]]:
    """What calendar software reads under somebody's address: titles, and all the rest; and every mail that would go."""
    address = re.findall(r"http://localhost(/dates/[^<]+)<", who.page("/me/dates/"))[0]
    lines = new_browser().get(address).content.replace(b"\r\n ", b"").split(b"\r\n")
    titles = [line for line in lines if line.startswith(b"SUMMARY:")]
    with post() as server, override_settings(OWNACCORD_MAIL=server.server):
        Reminder.objects.update(hour=hour(clock.now()), claimed=False)
        mailing.send_due()
    return titles, b"\r\n".join(line for line in lines if line not in titles), [m.as_bytes() for _, m in server.got]
