"""Tightening: one tap, at once, and the other's next look or tap knows it, with the same calm words for every cause."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import account_steps as account
from tests.journeys import steps
from tests.journeys.account_steps import SPACE
from tests.journeys.conftest import ON_BOTH, OpenProfile
from tests.journeys.lived_in import Lived
from tests.journeys.server import House

IN_FORCE = "In force between you now"
OWES = "You need not answer, and nobody owes a reason."


@pytest.fixture
def lived(on: str, lived: Lived, request: pytest.FixtureRequest) -> Lived:
    return lived if on == "sqlite" else request.getfixturevalue("lived_on_postgresql")


@pytest.fixture
def like(lived: Lived) -> str | None:
    return lived.like


@pytest.fixture
def house(lived_in: House) -> House:
    return lived_in


@pytest.fixture
def ash(profile: OpenProfile, lived: Lived) -> Page:
    return account.comes_home(profile, lived, "Ash", phone=True)


@pytest.fixture
def bo(profile: OpenProfile, lived: Lived) -> Page:
    return account.comes_home(profile, lived, "Bo")


@ON_BOTH
def test_ash_who_looks_at_the_map_knows_at_the_next_look_and_the_next_tap(ash: Page, bo: Page) -> None:
    rows = has_seen_the_map(ash)
    first, second = names_of(ash)[:2]
    other_tab = ash.context.new_page()
    other_tab.goto(ash.url)
    steps.reads_the_map(bo, SPACE)

    not_any_more(bo, first)
    follow_on_the_map(other_tab, first)
    expect(other_tab.get_by_role("region", name=IN_FORCE).get_by_text("Not available now.")).to_be_visible()

    ash.reload()
    assert first not in names_of(ash)
    assert news_of(ash) == [first]
    steps.sees(ash, OWES)
    assert steps.map_rows(ash) == [row for row in rows if f" {first} |" not in row]

    not_any_more(bo, second)
    not_any_more(ash, names_of(ash)[-1])
    assert second not in names_of(ash)
    assert second in news_of(ash)
    steps.press(ash, "I have seen this")
    assert steps.reads_the_map(ash, SPACE) == steps.reads_the_map(bo, SPACE)
    expect(ash.get_by_text(OWES)).to_have_count(0)


def test_a_form_from_before_raises_nothing(ash: Page, bo: Page, house: House, lived: Lived) -> None:
    has_seen_the_map(ash)
    item = names_of(ash)[0]
    steps.opens_item(ash, SPACE, item)
    steps.goes_on(ash, ash.get_by_role("link", name="State it").first)
    ash.get_by_role("radio", name="Yes").check()
    ash.get_by_role("checkbox", name="At home", exact=True).check()
    steps.reads_the_map(bo, SPACE)

    not_any_more(bo, item)
    steps.press(ash, "State it")
    steps.sees_heading(ash, item)

    for page in (ash, bo):
        steps.reads_the_map(page, SPACE)
        assert item not in names_of(page)
    house.advance(hours=13)
    steps.comes_back(ash, lived.words["Ash"])
    raises_everything(ash)
    steps.reads_the_map(ash, SPACE)
    assert item not in names_of(ash)


def test_a_wish_that_was_let_go_in_another_tab_is_not_written_by_the_page_from_before(
    ash: Page, house: House, lived: Lived
) -> None:
    has_seen_the_map(ash)
    item = names_of(ash)[0]
    not_any_more(ash, item)
    states_it_again(ash, item)
    house.advance(hours=13)
    steps.comes_back(ash, lived.words["Ash"])
    steps.opens(ash, SPACE, "My wishes")
    other_tab = ash.context.new_page()
    steps.opens_item(other_tab, SPACE, item)

    steps.goes_on(other_tab, other_tab.get_by_role("button", name="Not any more").first)
    steps.sees(other_tab, "Let go. Nothing changed for anybody.")
    raises_everything(ash)

    steps.sees(ash, "Nothing was chosen, and nothing changed.")
    steps.reads_the_map(ash, SPACE)
    assert item not in names_of(ash)


def has_seen_the_map(page: Page) -> list[str]:
    """Open the map, and say that its news are seen; return its rows."""
    steps.reads_the_map(page, SPACE)
    seen = page.get_by_role("button", name="I have seen this")
    if seen.is_visible():
        steps.goes_on(page, seen)
        steps.sees(page, "Noted.")
    return steps.map_rows(page)


def names_of(page: Page) -> list[str]:
    """The names of the items on the open map, each once, without the limits that somebody told."""
    rows = page.locator(".map-row").filter(has=page.get_by_role("button", name="Not any more"))
    return list(dict.fromkeys(rows.get_by_role("link").all_inner_texts()))


def news_of(page: Page) -> list[str]:
    """What the open map calls no longer available."""
    return page.get_by_role("region", name="No longer available").get_by_role("link").all_inner_texts()


def not_any_more(page: Page, item: str) -> None:
    """Make an item unavailable with one tap on the open map."""
    button = page.get_by_role("main").get_by_role("button", name=steps.named(f"Not any more: {item}"))
    steps.goes_on(page, button.first)
    steps.sees(page, "It is not available any more, from now on.")


def follow_on_the_map(page: Page, item: str) -> None:
    """Tap an item on the open map."""
    steps.goes_on(page, page.get_by_role("link", name=item, exact=True).first)
    steps.sees_heading(page, item)


def states_it_again(page: Page, item: str) -> None:
    """State Yes on the first side of an item; it becomes a wish."""
    steps.opens_item(page, SPACE, item)
    steps.goes_on(page, page.get_by_role("link", name="State it").first)
    page.get_by_role("radio", name="Yes").check()
    page.get_by_role("checkbox", name="At home", exact=True).check()
    steps.press(page, "State it")
    steps.sees(page, "Kept among your wishes; nobody sees it.")


def raises_everything(page: Page) -> None:
    """Choose every wish on the page of wishes, if there is one, and say that it is still so."""
    for box in page.get_by_role("checkbox").all():
        box.check()
    button = page.get_by_role("button", name="Still so, for the chosen ones")
    if button.is_visible():
        steps.goes_on(page, button)
        page.wait_for_url("**/wishes/?said=*")
