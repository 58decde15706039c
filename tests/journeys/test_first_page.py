"""The first page, as somebody sees it who has just started Own Accord."""

from tests.journeys.conftest import OpenProfile


def test_the_first_page_opens_in_a_real_browser(profile: OpenProfile) -> None:
    page = profile("ash", phone=True).new_page()

    page.goto("/")

    assert page.title() == "Notes"
    assert page.get_by_role("heading", level=1).inner_text() == "Notes"
