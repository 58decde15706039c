"""The map's picture in real browsers: read with the keys, on a phone and on a desk, and right at the next look."""

import json
from itertools import product

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import account_steps as account
from tests.journeys import steps
from tests.journeys.account_steps import SPACE
from tests.journeys.conftest import DESKTOP, PHONE, OpenProfile
from tests.journeys.lived_in import Lived
from tests.journeys.reading import AXE, EVERY_RULE, RUN_AXE
from tests.journeys.server import House

SPOTS = ".picture svg a.spot:visible"
WORDS = "all => all.map(each => each.getAttribute('aria-label'))"
# Letters that reach over another mark's, or over the edge of the drawing, by more than two pixels.
COLLISIONS = """() => {
  const svg = [...document.querySelectorAll(".picture > svg")].find(each => each.checkVisibility());
  const frame = svg.getBoundingClientRect();
  const spots = [...svg.querySelectorAll("a.spot")].map(spot => [...spot.querySelectorAll("text, circle, .sign")]
    .map(part => part.getBoundingClientRect()));
  const meet = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 2;
  const out = box => box.left < frame.left - 2 || box.right > frame.right + 2;
  return spots.flatMap((one, n) => [
    ...spots.slice(n + 1).filter(other => one.some(a => other.some(b => meet(a, b)))),
    ...one.filter(out)]).length;
}"""
FOCUSED = "() => document.activeElement.getAttribute('aria-label')"
RING = "() => getComputedStyle(document.activeElement.querySelector('.spot-ground')).stroke"


@pytest.fixture
def house(lived_in: House) -> House:
    return lived_in


@pytest.fixture
def ash(profile: OpenProfile, lived: Lived) -> Page:
    page = account.comes_home(profile, lived, "Ash", phone=True)
    steps.reads_the_map(page, SPACE)
    return page


def names(page: Page) -> list[str]:
    """The names of the marks that are shown, in the order of the keys."""
    words: list[str] = page.locator(SPOTS).evaluate_all(WORDS)
    return [each.split(" ", 1)[1].split(". ")[0] for each in words]


def listed(page: Page) -> list[str]:
    """The names in the list below."""
    return page.locator(".map-row .row-name a").all_inner_texts()


SIZES = {"phone": PHONE, "desk": DESKTOP, "zoomed": {"width": 640, "height": 400}}


def test_on_every_screen_one_drawing_shows_what_the_list_says(ash: Page) -> None:
    ash.evaluate(AXE)
    for size, scheme in product(SIZES.values(), ("light", "dark")):
        ash.set_viewport_size(size)  # type: ignore[arg-type]
        ash.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        assert ash.locator(".picture > svg:visible").count() == 1
        assert names(ash) == listed(ash)
        assert ash.evaluate(COLLISIONS) == 0
        assert ash.evaluate("document.documentElement.scrollWidth") == size["width"]
        assert ash.evaluate(RUN_AXE, EVERY_RULE)["violations"] == [], (size, scheme)


def test_the_keys_go_through_it_in_the_order_of_the_list_and_can_pass_it(ash: Page) -> None:
    ash.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    past = ash.get_by_role("link", name="Past the picture, to the list")
    past.focus()
    expect(past).to_be_in_viewport()
    reached = []
    for _each in names(ash):
        ash.keyboard.press("Tab")
        reached.append(str(ash.evaluate(FOCUSED)).split(" ", 1)[1].split(". ")[0])
        assert ash.evaluate(RING) == "rgb(31, 95, 99)"
    assert reached == listed(ash)
    ash.keyboard.press("Enter")
    steps.sees_heading(ash, reached[-1])
    ash.go_back()
    past.focus()
    ash.keyboard.press("Enter")
    expect(ash.locator("#list")).to_be_focused()


def test_a_screen_reader_finds_a_group_of_links_and_the_same_as_a_table(ash: Page) -> None:
    group = ash.get_by_role("group", name="The map as beds of a garden")
    assert [each.split(". ")[1] for each in group.get_by_role("link").evaluate_all(WORDS)][:1] == ["Agreed"]
    ash.get_by_text("The same as a table").click()
    heads = ash.get_by_role("table").get_by_role("rowheader").all_inner_texts()
    assert heads == listed(ash)


def test_bo_tightens_while_ash_looks_and_the_next_look_has_it_nowhere(
    ash: Page, profile: OpenProfile, lived: Lived
) -> None:
    bo = account.comes_home(profile, lived, "Bo")
    steps.reads_the_map(bo, SPACE)
    gone = names(ash)[0]
    paper = ash.context.request.get(ash.url + "paper/")
    assert (paper.headers["content-type"], paper.headers["cache-control"]) == ("application/pdf", "no-store")
    assert gone in as_data(ash)

    button = bo.get_by_role("main").get_by_role("button", name=steps.named(f"Not any more: {gone}"))
    steps.goes_on(bo, button.first)
    steps.sees(bo, "It is not available any more, from now on.")

    assert gone not in as_data(ash)
    assert ash.context.request.get(ash.url + "paper/").body() != paper.body()
    ash.reload()
    assert gone not in names(ash)
    assert names(ash) == listed(ash) == as_data(ash) == names_after(bo)


def as_data(page: Page) -> list[str]:
    """The names in the map as data."""
    found = json.loads(page.context.request.get(page.url.split("?")[0] + "data/").text())
    return [each["name"] for each in found["entries"]]


def names_after(page: Page) -> list[str]:
    """The names on this person's own next look."""
    page.reload()
    return names(page)
