"""The network at home: by HTTPS everything works on another address of the computer; by plain http nothing is asked."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Error, Page, Playwright, expect

from tests.chromium import flags
from tests.journeys import account_steps as account
from tests.journeys import steps
from tests.journeys.account_steps import SPACE
from tests.journeys.conftest import OpenProfile
from tests.journeys.lived_in import Lived, move_in
from tests.journeys.server import House
from tests.journeys.steps import sees_heading

# A second address of this computer, on every Linux.
SECOND = "127.0.0.2"
NAMED = "notes.home.arpa"


@pytest.fixture
def house(lived: Lived, tmp_path: Path) -> Iterator[House]:
    here = move_in(lived, tmp_path, "--lan", "--address", SECOND)
    try:
        here.start()
    except AssertionError as error:
        if "be used" in str(error):
            pytest.skip("This platform has no second loopback address: HTTPS on the network was NOT tried.")
        raise
    yield here
    here.stop()


@pytest.fixture
def phone(profile: OpenProfile, house: House) -> BrowserContext:
    """A phone on the network; its owner compared the fingerprint and went on past the warning."""
    return profile("phone", phone=True, base_url=f"https://{SECOND}:{house.port}", ignore_https_errors=True)


def test_a_phone_signs_in_by_https_and_its_cookies_never_leave_https(phone: BrowserContext, lived: Lived) -> None:
    page = phone.new_page()

    account.signs_in(page, "Ash", lived.words["Ash"])

    sees_heading(page, "Us")
    assert steps.reads_the_map(page, SPACE)
    cookies = phone.cookies()
    assert {"__Host-oa_signin", "__Host-oa_device", "__Host-csrftoken"} <= {each["name"] for each in cookies}
    for cookie in cookies:
        assert cookie["name"].startswith("__Host-"), cookie["name"]
        assert (cookie["secure"], cookie["httpOnly"], cookie["sameSite"], cookie["path"]) == (True, True, "Strict", "/")
    steps.exits(page)
    page.goto("/")
    steps.unlocks(page, lived.words["Ash"])
    sees_heading(page, "Us")


def test_a_pause_from_the_phone_is_seen_on_the_computer(
    phone: BrowserContext, profile: OpenProfile, lived: Lived
) -> None:
    page, desk = phone.new_page(), account.comes_home(profile, lived, "Ash", browser="desk")
    account.signs_in(page, "Ash", lived.words["Ash"])
    sees_heading(page, "Us")

    steps.goes_on(page, steps.at_hand(page).get_by_role("button", name="Pause"))
    sees_heading(page, "Everything is paused")

    desk.goto("/me/")
    expect(desk.get_by_role("banner").get_by_text("Everything is paused.")).to_be_visible()


def test_the_address_on_the_network_answers_no_plain_http(phone: BrowserContext, house: House) -> None:
    with pytest.raises(Error, match="ERR_"):
        phone.new_page().goto(f"http://{SECOND}:{house.port}/sign-in/")


@pytest.fixture
def plain(driver: Playwright, chromium: str, house: House) -> Iterator[Page]:
    """A browser that reaches the http door by a name of the network, as behind a forwarded port."""
    to_here = [*flags(), f"--host-resolver-rules=MAP {NAMED} 127.0.0.1"]
    opened = driver.chromium.launch(executable_path=chromium, args=to_here)
    yield opened.new_context(base_url=f"http://{NAMED}:{house.port}", locale="en-GB").new_page()
    opened.close()


def test_plain_http_by_a_name_on_the_network_explains_and_asks_for_nothing(plain: Page) -> None:
    for address in ("/", "/sign-in/", "/stop/"):
        answer = plain.goto(address)

        assert answer is not None and answer.status == 403
        expect(plain.get_by_role("heading", level=1)).to_have_text("Not by this address")
        expect(plain.get_by_text("This address is not encrypted.")).to_be_visible()
        assert plain.locator("form, input, button, textarea").count() == 0
    assert plain.context.cookies() == []
