"""The pages of whoever runs the computer, read on the way from an empty house."""

from tests.journeys import account_steps as account
from tests.journeys import steps
from tests.journeys.reading import Reader
from tests.journeys.steps import BO_WORDS, fill, press, sees, sees_heading


def from_the_first_start(reader: Reader) -> None:
    """An empty house: the first start, every code while it is shown, and what only whoever runs the computer sees."""
    page = reader.page
    for address in ("/", "/welcome/", "/sign-up/"):
        reader.goes_to(address, {"/": "home", "/welcome/": "welcome"}.get(address, ""))
    steps.sets_up_the_computer(page, "Bo, who looks after the small computer in the hall")
    reader.goes_to("/sign-up/", "sign-up")
    press(page, "Make this account")
    sees(page, "This needs another look")
    reader.reads("with errors", 422)
    steps.signs_up(page, "bo", BO_WORDS)
    reader.reads("shown")
    account.copies_the_recovery_code(page)
    reader.reads("offered")
    press(page, "Make one")
    sees(page, "I have it on paper")
    reader.reads("shown")
    press(page, "I have it on paper")
    sees_heading(page, "Us")
    page.goto("/me/portable/")
    fill(page, "Your passphrase or six words, as they are now", BO_WORDS)
    press(page, "Make six words")
    sees(page, "I have them on paper")
    reader.reads("shown")
    what_only_the_host_sees(reader)


def what_only_the_host_sees(reader: Reader) -> None:
    """The host's own pages and those of somebody with a device, with the words that they give."""
    page = reader.page
    reader.goes_to("/me/devices/")
    press(page, "Give me words")
    sees_heading(page, "Words for your other device")
    reader.reads("words")
    for address in ("/me/", "/me/passphrase/", "/me/someone-may-know/"):
        reader.goes_to(address)
    for name, address in (("me-host", "/me/host/"), ("me-host-reset", "/me/host/reset/")):
        reader.goes_to(address, name)
    fill(page, "The name they sign in with", "bo")
    steps.goes_on(page, page.get_by_role("main").get_by_role("button").first)
    sees_heading(page, "Words to begin anew")
    reader.reads("reset")
    page.goto("/me/host/")
    press(page, "Give me words")
    sees_heading(page, "Words for a new account")
    reader.reads("account")
