"""Calendar and reminders in every state, for those who read all pages; what an address needs to be found."""

import re

from tests.journeys.reading import Reader
from tests.journeys.steps import fill, press, sees, sees_heading

LONG_TITLE = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen"


def turns_the_calendar_on(reader: Reader) -> dict[str, str]:
    """Off, with errors, on, with an address, and mail before its address, before its code, and with a slip."""
    page = reader.page
    reader.goes_to("/me/dates/", "dates")
    reader.goes_to("/me/dates/words/", "dates-words")
    press(page, "Turn it on")
    sees(page, "This needs another look")
    reader.reads("with errors", 422)
    page.get_by_label("Time zone").select_option("America/Argentina/ComodRivadavia")
    fill(page, "Title of what is due for a look", LONG_TITLE)
    press(page, "Turn it on")
    sees_heading(page, "Calendar and reminders")
    press(page, "Make an address")
    sees(page, "There is an address now.")
    reader.reads("on")
    found = page.content()
    reader.goes_to("/me/dates/mail/")
    reader.reads("no address")
    page.goto("/me/settings/")
    fill(page, "E-mail address", "somebody.with.a.long.name@example.org")
    press(page, "Keep it so")
    page.goto("/me/dates/mail/")
    reader.reads("off")
    press(page, "Send me a code")
    sees(page, "A code is on its way.")
    reader.reads("waits")
    fill(page, "Code", "x")
    press(page, "Turn mail on")
    sees(page, "This is not the code")
    reader.reads("with a slip", 422)
    (secret,) = re.findall(r"/dates/([a-z2-7]{32})/", found)
    return {"secret": secret, "uid": re.findall(r"/me/dates/one/([0-9a-f]{32})/", found)[0]}
