"""A walk through the rooms in which somebody writes for themselves, with one browser: a word into every field there."""

from playwright.sync_api import Locator, Page

OWN = (
    "me/notes/thought/", "me/notes/before/", "me/notes/line/", "me/notes/mine/", "me/debriefs/new/",
    "me/cards/power/good-authority/", "me/pocket/new/", "me/say/1/9/", "me/about/tells/", "me/firm/", "me/dates/words/",
    "care/sheet/",
)  # fmt: skip
HERE = (
    "prepared/", "again/change/", "line/", "ways/own/", "talk/holding/",
    "debrief/", "after/", "plan/make/words/", "plan/make/ready/", "steps/kneeling/lead/add/",
)  # fmt: skip
# Where what was written stands afterwards; a sentence, a sheet and what the coach asked about are kept nowhere.
SHOWN = ("me/notes/", "me/debriefs/", "me/cards/mine/", "me/pocket/", "me/about/tells/", "me/firm/", "me/dates/words/")
SHOWN_HERE = (
    "prepared/", "again/change/", "line/", "ways/own/", "talk/holding/", "after/", "plan/make/words/",
    "plan/make/ready/",
)  # fmt: skip
FIELDS = "textarea, input[type=text], input:not([type])"
OF_WORDS = f"main form[method=post]:has({FIELDS})"
# The coach looks at this before it is sent, and shows it again with a hint.
HARD = "You always do this, {word}."


def walks(page: Page, house: str, space: str, mark: str) -> int:
    """Write in every room and look at it there; how many fields that were."""
    here = f"s/{space}/"
    number = sum(_writes(page, f"{house}/{path}", mark) for path in (*OWN, *(here + rest for rest in HERE)))
    for path in (*SHOWN, *(here + rest for rest in SHOWN_HERE)):
        page.goto(f"{house}/{path}")
        assert mark in page.content(), path
    return number


def _writes(page: Page, address: str, mark: str) -> int:
    """Write into every field of the form on this page and send it; how many fields that were."""
    page.goto(address)
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    form = page.locator(OF_WORDS).first
    _chooses(form)
    fields = form.locator(FIELDS).all()
    for number, field in enumerate(fields):
        word = f"{mark}{number}"
        longest = int(field.get_attribute("maxlength") or 500)
        field.fill(HARD.format(word=word) if longest > 80 else word)
    form.locator("button[type=submit]").first.click()
    page.wait_for_load_state()
    return len(fields)


def _chooses(form: Locator) -> None:
    """The first of whatever can be chosen."""
    choices = form.locator("[type=radio], [type=checkbox]").all()
    for name in dict.fromkeys(str(each.get_attribute("name")) for each in choices):
        form.locator(f"[name='{name}']").first.check()
    for each in form.locator("select").all():
        each.select_option(index=1)
