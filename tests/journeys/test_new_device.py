"""One more device: words from an unlocked one, good once and for two minutes, and the passphrase."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import account_steps as account
from tests.journeys import steps
from tests.journeys.account_steps import NEXT_WORDS, NO_FIT
from tests.journeys.conftest import OpenProfile
from tests.journeys.server import House
from tests.journeys.steps import ASH_WORDS, fill, follow, press, sees, sees_heading, words_on


@pytest.fixture
def own(profile: OpenProfile) -> Page:
    """Ash at the desk, signed up in this browser."""
    page = profile("desk").new_page()
    account.begins_the_house(page, "ash", ASH_WORDS)
    return page


def gives_words(page: Page) -> str:
    """Let the desk give one-time words; return them."""
    page.goto("/me/")
    follow(page, "Devices and sign-ins")
    press(page, "Give me words")
    sees_heading(page, "Words for your other device")
    return words_on(page, "One-time words")


def adds_this_browser(page: Page, words: str, passphrase: str) -> None:
    """Type them on the other device, with the passphrase."""
    page.goto("/sign-in/")
    follow(page, "Another device of yours")
    fill(page, "The eleven words from your other device", words)
    fill(page, "Your passphrase", passphrase)
    press(page, "Add this browser")


def test_a_second_device_opens_the_account_until_it_is_dropped(own: Page, profile: OpenProfile) -> None:
    phone = profile("phone", phone=True).new_page()

    adds_this_browser(phone, gives_words(own), ASH_WORDS)

    sees_heading(phone, "Us")
    steps.exits(phone)
    phone.goto("/")
    steps.unlocks(phone, ASH_WORDS)
    sees_heading(phone, "Us")

    own.goto("/me/devices/")
    press(own, "Drop it Another browser")
    expect(own.get_by_text("Another browser")).to_have_count(0)
    phone.goto("/me/")
    sees_heading(phone, "Sign in")
    account.signs_in(phone, "ash", ASH_WORDS)
    sees(phone, NO_FIT)


def test_the_words_work_once_within_two_minutes_and_only_with_the_passphrase(
    own: Page, profile: OpenProfile, house: House
) -> None:
    phone, stranger = profile("phone", phone=True).new_page(), profile("stranger").new_page()
    words = gives_words(own)

    adds_this_browser(stranger, words, NEXT_WORDS)
    sees(stranger, NO_FIT)
    words = gives_words(own)
    adds_this_browser(phone, words, ASH_WORDS)
    sees_heading(phone, "Us")
    adds_this_browser(stranger, words, ASH_WORDS)
    sees(stranger, NO_FIT)

    words = gives_words(own)
    house.advance(hours=3 / 60)
    adds_this_browser(stranger, words, ASH_WORDS)
    sees(stranger, NO_FIT)
