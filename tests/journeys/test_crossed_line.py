"""A crossed line: written down alone, what there is first, something made unavailable, a thread, an end at a step."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import account_steps as account
from tests.journeys import steps
from tests.journeys.account_steps import SPACE
from tests.journeys.conftest import OpenProfile
from tests.journeys.lived_in import Lived
from tests.journeys.server import House
from tests.journeys.steps import fill, follow, press, sees, sees_heading
from tests.journeys.test_tightening import has_seen_the_map, names_of, not_any_more

CROSSED = "Bo went on after I had gone quiet."
OPENS = "On Tuesday it went on after I had gone quiet. I would like to say what that did."
CLOSED = "Nothing can be said here now. You need not answer, and nobody owes a reason."


@pytest.fixture
def house(lived_in: House) -> House:
    return lived_in


def sees_it_gone(page: Page, item: str) -> str:
    """What the open map says about something that is gone, without its name; then it is seen."""
    steps.reads_the_map(page, SPACE)
    news = page.get_by_role("region", name="No longer available")
    expect(news.get_by_role("link", name=item, exact=True)).to_be_visible()
    words = news.inner_text().replace(item, "(something)")
    assert item not in names_of(page)
    press(page, "I have seen this")
    return words


def writes_it_down_alone(page: Page) -> None:
    """From the page of the space to a sheet for oneself, with what there is first on the way."""
    steps.opens(page, SPACE, "A line was crossed")
    first = page.get_by_role("region", name="First").get_by_role("link").all_inner_texts()
    assert first == [
        "Make something, or everything, not available for now", "Talk to somebody outside",
        "A line of mine was crossed: write it down for myself",
        "I crossed a line: look at it alone, before saying anything",
    ]
    follow(page, "A line of mine was crossed: write it down for myself")
    fill(page, "What happened", CROSSED)
    fill(page, "What I need now", "Distance, and then an answer.")
    press(page, "Keep it")
    sees(page, CROSSED)


def makes_unavailable(page: Page, item: str) -> None:
    """Cool off on one item, from what was written, by its own page."""
    follow(page, f"Make something not available for now: {SPACE}")
    sees_heading(page, "Cooling-off")
    follow(page, "Look at the items")
    steps.chooses_item(page, item)
    steps.goes_on(page, page.get_by_role("link", name=re.compile("[Cc]ooling.off")).first)
    press(page, "Start cooling-off")


def starts(page: Page) -> None:
    steps.opens(page, SPACE, "A line was crossed")
    fill(page, "In your words", OPENS)
    press(page, "Say it, and hear it back")
    sees(page, "Said. The others see it the next time they look here")


def is_heard(hears: Page, speaks: Page, words: str) -> None:
    """What was said is said back, and its speaker says that this is it."""
    answers(hears, words, "This is what I heard")
    at_the_thread(speaks)
    press(speaks, "That is it")


def answers(page: Page, words: str, button: str) -> None:
    at_the_thread(page)
    fill(page, "In your words", words)
    press(page, button)
    sees(page, words)


def at_the_thread(page: Page) -> None:
    steps.opens(page, SPACE, "A line was crossed")


def test_a_line_is_crossed_and_the_one_who_was_hurt_ends_it_at_a_step(
    profile: OpenProfile, house: House, lived: Lived
) -> None:
    ash, bo = account.comes_home(profile, lived, "Ash", phone=True), account.comes_home(profile, lived, "Bo")
    has_seen_the_map(bo)
    first, second = names_of(bo)[:2]
    has_seen_the_map(ash)
    not_any_more(ash, first)
    of_any_cause = sees_it_gone(bo, first)

    writes_it_down_alone(ash)
    steps.opens(bo, SPACE, "Talk")
    nothing = bo.get_by_role("main").inner_text()
    makes_unavailable(ash, second)
    assert sees_it_gone(bo, second) == of_any_cause
    steps.opens(bo, SPACE, "Talk")
    assert bo.get_by_role("main").inner_text() == nothing

    starts(ash)
    at_the_thread(bo)
    sees(bo, OPENS)
    assert CROSSED not in bo.content()
    is_heard(bo, ash, "You had gone quiet, and I went on.")
    answers(bo, "I went on when you had gone quiet. That was mine.", "Say it")
    answers(ash, "It scared me, and I have slept badly since.", "Say it, and hear it back")
    is_heard(bo, ash, "It scared you, and you sleep badly.")
    answers(bo, "What do you need now?", "Say it")
    answers(ash, "Distance, until I say otherwise.", "Say it")
    answers(bo, "From now on I stop when you go quiet, and ask.", "Say it")
    steps.reads_the_map(bo, SPACE)
    assert second not in names_of(bo)

    at_the_thread(ash)
    press(ash, "End this thread")
    sees(ash, "Ended. Nobody owes a reason.")
    at_the_thread(bo)
    sees(bo, CLOSED)
    expect(bo.get_by_role("button", name="Say it")).to_have_count(0)
    assert not re.search(r"Ash (has )?ended", bo.get_by_role("main").inner_text())
    steps.opens_item(bo, SPACE, second)
    sees(bo, "Not available now.")
