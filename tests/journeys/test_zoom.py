"""Every main page at 200 % and 400 %, and with wide spacing: nothing sideways, cut off, covered or out of reach."""

from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Page

from tests.journeys.main_pages import MAIN, Main, main

__all__ = ["main"]

# A screen of 1280 x 800 at 200 %, of 1280 x 1024 at 400 %, and a phone.
SIZES = {"200 %": (640, 400), "400 %": (320, 256), "phone": (360, 740)}
# WCAG 2.2, 1.4.12: what a reader may set without losing anything.
SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important;"
    + " word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }");
  document.adoptedStyleSheets = [sheet];
}"""
# Words that are shown: each with the boxes of its lines. What is only for the ear is left out, and tables: they may
# scroll in a frame of their own.
MEASURE = """() => {
  const wide = document.documentElement.scrollWidth - innerWidth;
  const shown = element => element.checkVisibility({checkOpacity: true, checkVisibilityCSS: true})
    && getComputedStyle(element).clipPath !== "inset(50%)" && !element.closest(".wide, svg, option, .skip");
  const words = [...document.querySelectorAll("body *")].filter(shown).map(element => {
    const texts = [...element.childNodes].filter(node => node.nodeType === 3 && node.textContent.trim());
    const boxes = texts.flatMap(node => {
      const range = document.createRange(); range.selectNodeContents(node); return [...range.getClientRects()]; });
    return {element, boxes: boxes.filter(box => box.width > 1 && box.height > 1)};
  }).filter(each => each.boxes.length);
  const name = element => `${element.localName}.${element.className}: ${element.textContent.trim().slice(0, 40)}`;
  const cut = words.filter(({element, boxes}) => {
    const clipped = boxes.some(box => box.left < -1 || box.right > innerWidth + 1);
    const style = getComputedStyle(element);
    const hides = style.overflowX !== "visible" && element.scrollWidth > element.clientWidth + 1;
    return clipped || hides;
  }).map(each => name(each.element));
  const floats = element => element.closest(".bar, .top, .quick, .sections");
  const meet = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 3
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 3;
  const still = words.filter(each => !floats(each.element));
  const overlapping = still.flatMap((one, n) => still.slice(n + 1)
    .filter(other => !one.element.contains(other.element) && !other.element.contains(one.element))
    .filter(other => one.boxes.some(a => other.boxes.some(b => meet(a, b))))
    .map(other => `${name(one.element)} / ${name(other.element)}`));
  return {wide: Math.max(0, wide), cut, overlapping};
}"""
# The words of the frame's buttons that are wholly on the screen and not covered by anything.
IN_REACH = """() => [...document.querySelectorAll(".top .exit button, .quick button, .quick a")].filter(each => {
  const box = each.getBoundingClientRect();
  if (!each.checkVisibility() || box.top < -1 || box.bottom > innerHeight + 1) return false;
  const over = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  return each.contains(over);
}).map(each => each.textContent.trim())"""
# The last thing of the page, when somebody has scrolled down to it, is not under the bar.
UNDER = """() => {
  const last = [...document.querySelectorAll("main :is(a, button, p, input, summary)")]
    .filter(each => each.checkVisibility()).at(-1);
  last.scrollIntoView({block: "end"});
  const box = last.getBoundingClientRect();
  const over = document.elementFromPoint(box.left + Math.min(20, box.width / 2), box.top + box.height / 2);
  // The link of a whole card lies over the card's words, and is no bar.
  return over !== null && !over.closest("main") && !over.contains(last) ? last.outerHTML.slice(0, 80) : "";
}"""
FRAME = ("Exit now", "Pause", "Grounding")
FINE = {"wide": 0, "cut": [], "overlapping": []}


@dataclass
class Seen:
    """What was measured of each page: as it is, with wide spacing, and what of the frame was out of reach where."""

    plain: dict[str, object] = field(default_factory=dict)
    spaced: dict[str, object] = field(default_factory=dict)
    missing: list[tuple[str, str, str]] = field(default_factory=list)
    under: dict[str, str] = field(default_factory=dict)


def sized(page: Page, size: str) -> None:
    """Look at the page in this size."""
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})


@pytest.fixture(scope="module", params=SIZES)
def seen(main: Main, request: pytest.FixtureRequest) -> Seen:
    """Every main page in one size, looked at once."""
    found = Seen()
    for name, page in main.each():
        sized(page, request.param)
        for where, top in (("top", 0), ("end", 1_000_000)):
            page.evaluate(f"scrollTo(0, {top})")
            reached = page.evaluate(IN_REACH)
            found.missing += [(name, where, each) for each in FRAME if each not in reached]
        found.under[name] = page.evaluate(UNDER)
        page.evaluate("for (const each of document.querySelectorAll('main details')) each.open = true")
        found.plain[name] = page.evaluate(MEASURE)
        page.evaluate(SPACED)
        found.spaced[name] = page.evaluate(MEASURE)
    return found


def test_nothing_goes_sideways_is_cut_off_or_lies_over_anything(seen: Seen) -> None:
    assert seen.plain == dict.fromkeys(MAIN, FINE)


def test_nor_does_it_with_the_wide_spacing_that_a_reader_may_set(seen: Seen) -> None:
    assert seen.spaced == dict.fromkeys(MAIN, FINE)


def test_exit_pause_and_grounding_are_in_reach_at_the_top_and_at_the_end(seen: Seen) -> None:
    assert seen.missing == []
    assert seen.under == dict.fromkeys(MAIN, "")


def test_the_measures_notice_what_they_look_for(main: Main) -> None:
    page = main.open("first")
    sized(page, "phone")
    page.evaluate("""() => { const main = document.querySelector("main");
      main.querySelector("h1").textContent = "Donaudampfschifffahrtsgesellschaft".repeat(3);
      main.querySelector("h1").setAttribute("class", "unbroken");
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(".unbroken { overflow-wrap: normal !important; hyphens: none !important; }"
        + " main > p { margin-block: -12px !important; }");
      document.adoptedStyleSheets = [sheet]; }""")
    found = page.evaluate(MEASURE)
    page.evaluate("""() => { const sheet = new CSSStyleSheet();
      sheet.replaceSync("html, body, main { scroll-padding: 0 !important; padding-block-end: 0 !important; }");
      document.adoptedStyleSheets = [sheet]; }""")
    assert page.evaluate(UNDER) != ""
    assert [found["wide"] > 0, len(found["cut"]) > 0, len(found["overlapping"]) > 0] == [True, True, True]
