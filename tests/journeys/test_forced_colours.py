"""With forced colours zones, focus and choices are told by shape and word; with less motion nothing moves."""

import pytest
from playwright.sync_api import Page

from tests.journeys.main_pages import ROOMS, Main, main

__all__ = ["main"]

# Each kind of mark as it is drawn, without its colours: shapes and fills alone must tell them apart.
MARKS = """() => Object.fromEntries(["agreed", "trial", "talk", "limit"].map(zone => {
  const mark = [...document.querySelectorAll(`.picture svg a.spot-${zone}`)].find(each => each.checkVisibility());
  if (!mark) return [zone, ""];
  const parts = [...mark.querySelectorAll("circle, rect:not(.spot-ground), path:not(.sign)")];
  const ink = getComputedStyle(document.querySelector(".picture .spot-full")).fill;
  const fill = each => getComputedStyle(each).fill === ink ? "full" : "open";
  return [zone, parts.map(each => `${each.localName} ${fill(each)}`).join(", ")];
}))"""
WORDED = """() => [...document.querySelectorAll("main .zone")].filter(each => !each.textContent.trim()).length"""
# Everything on the page that is drawn in the colour of what it lies on.
LOST = """() => [...document.querySelectorAll("main .button, main .choice, main input, .bar button, .top button")]
  .filter(each => each.checkVisibility()).filter(each => {
    const style = getComputedStyle(each);
    return style.color === style.backgroundColor || style.forcedColorAdjust === "none";
  }).map(each => each.outerHTML.slice(0, 80))"""
RING = """() => [document.activeElement, document.activeElement.closest("label")].filter(Boolean).some(each => {
  const style = getComputedStyle(each);
  return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
    && style.outlineColor !== style.backgroundColor;
})"""
CHOSEN = """() => [...document.querySelectorAll("main .choice")].map(each => {
  const style = getComputedStyle(each);
  return [each.querySelector("input").checked, `${style.borderTopWidth} ${style.outlineStyle}`]; })"""
MOVING = """() => [document.getAnimations().length, [...document.querySelectorAll("*")].filter(each =>
  getComputedStyle(each).transitionDuration.split(",").some(time => parseFloat(time) > 0.001)).length]"""


def forced(page: Page, scheme: str) -> Page:
    """The same page with the colours of the reader's system."""
    page.emulate_media(forced_colors="active", color_scheme=scheme, contrast="more")  # type: ignore[arg-type]
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_zones_are_told_by_shape_and_word(main: Main, scheme: str) -> None:
    page = forced(main.open("map"), scheme)
    shapes = page.evaluate(MARKS)
    assert all(shapes.values())
    assert len(set(shapes.values())) == 4
    assert page.evaluate(WORDED) == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["first", "sign-in", "space", "map", "item", "position", "settings", *ROOMS])
def test_every_control_stands_out_and_shows_its_focus(main: Main, name: str, scheme: str) -> None:
    page = forced(main.open(name), scheme)
    assert page.evaluate(LOST) == []
    for _ in range(14):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        assert page.evaluate(RING), page.evaluate("document.activeElement.outerHTML.slice(0, 120)")


def test_a_chosen_level_is_told_by_more_than_colour(main: Main) -> None:
    page = forced(main.open("position"), "light")
    page.get_by_role("radio", name="Talk first").check()
    seen = page.evaluate(CHOSEN)
    chosen, others = ({drawn for is_chosen, drawn in seen if is_chosen is which} for which in (True, False))
    assert (len(chosen), len(others), chosen & others) == (1, 1, set())
    mark = page.get_by_role("radio", name="Talk first").evaluate("each => getComputedStyle(each).appearance")
    assert mark in ("auto", "radio")


def test_nothing_moves_where_less_motion_is_asked_for(main: Main) -> None:
    for _name, page in main.each():
        page.emulate_media(reduced_motion="reduce", forced_colors="none")
        assert page.evaluate(MOVING) == [0, 0]
