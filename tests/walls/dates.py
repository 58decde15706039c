"""A calendar and mail in the life that the walls look at: a word in every field, an address, a settled mailbox."""

import re
from typing import Any

from ownaccord.care.models import Reminder
from ownaccord.lib.mail import MailServer

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
