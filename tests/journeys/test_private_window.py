"""A private window: no device secret, so three ways in are named; six words open; when it closes, nothing is left."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Playwright

from tests.chromium import flags
from tests.journeys import account_steps as account
from tests.journeys import steps
from tests.journeys.account_steps import SPACE
from tests.journeys.browsers import Here, here
from tests.journeys.conftest import PATIENCE, PHONE
from tests.journeys.steps import sees, sees_heading

__all__ = ["here"]


@pytest.fixture(scope="module")
def private(driver: Playwright, whole_chromium: str) -> Iterator[Browser]:
    """A browser whose contexts are private windows: each forgets everything when it closes."""
    browser = driver.chromium.launch(executable_path=whole_chromium, args=flags())
    yield browser
    browser.close()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_six_words_open_a_private_window_and_closing_it_signs_out(here: Here, private: Browser, scripts: bool) -> None:
    window = private.new_context(base_url=here.house.url, viewport=PHONE, java_script_enabled=scripts)  # type: ignore[arg-type]
    window.set_default_timeout(PATIENCE)
    page = window.new_page()
    account.signs_in(page, "Ash", "not the six words of anybody here")
    sees(page, account.NO_FIT)
    ways = page.get_by_role("region", name="Other ways in").get_by_role("listitem").all_inner_texts()
    assert [each.partition(":")[0] for each in ways][:3] == [
        "Another device of yours", "Your recovery code", "Your six words, if you have them",
    ]  # fmt: skip
    here.comes(page, "Ash")
    assert steps.reads_the_map(page, SPACE)
    # Until the browser closes: a session cookie holds the sign-in, and no script can read any.
    assert {each["expires"] for each in window.cookies() if each["name"] == "oa_signin"} == {-1}
    assert [each["name"] for each in window.cookies() if not each["httpOnly"]] == []
    window.close()

    again = private.new_context(base_url=here.house.url, java_script_enabled=scripts)
    page = again.new_page()
    page.goto("/me/")
    sees_heading(page, "Sign in")
    assert {each["name"] for each in again.cookies()} <= {"csrftoken"}
    again.close()
