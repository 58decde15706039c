"""The gallery in a real browser: no violation, no sideways scrolling, targets for a thumb, light and dark."""

from pathlib import Path

import axe_playwright_python  # type: ignore[import-untyped]
import pytest
from playwright.sync_api import Browser, Page

from tests.look.house import Gallery

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
PHONE, DESKTOP, NARROW = {"width": 360, "height": 740}, {"width": 1280, "height": 800}, {"width": 320, "height": 256}
SMALL_TARGETS = """() => [...document.querySelectorAll(
  "main button, main .button, main .choice, main .chip, main summary, main select, .bar a, .bar button,"
  + " .top button, .top-name")].filter(e => e.checkVisibility())
  .filter(e => e.getBoundingClientRect().height < 47.5).map(e => e.outerHTML.slice(0, 90))"""
LONE_ICONS = """() => [...document.querySelectorAll("svg.icon, svg.zone-mark")]
  .filter(e => !e.parentElement.textContent.trim()).map(e => e.parentElement.outerHTML.slice(0, 90))"""
LONG_LINES = """() => [...document.querySelectorAll("main p")].filter(e => e.checkVisibility())
  .filter(e => e.getBoundingClientRect().width > 65 * parseFloat(getComputedStyle(e).fontSize) * 0.62 + 1)
  .filter(e => !e.matches(".actions, .code")).map(e => e.outerHTML.slice(0, 90))"""


def opened(browser: Browser, size: dict[str, int], scheme: str = "light", **more: object) -> Page:
    """A fresh page that collects what the browser complains about."""
    page = browser.new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce", **more).new_page()  # type: ignore[arg-type]
    page.set_default_timeout(10_000)
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_axe_finds_nothing_of_any_impact(browser: Browser, shown: Gallery, size: dict[str, int], scheme: str) -> None:
    page = opened(browser, size, scheme)
    found = {}
    for address in shown.pages:
        page.goto(shown.url + address)
        page.evaluate(AXE)
        result = page.evaluate("axe.run({preload: false})")
        found[address] = [(v["id"], v["nodes"][0]["html"]) for v in result["violations"]]
        assert result["passes"]
    page.context.close()
    assert found == {address: [] for address in shown.pages}


@pytest.mark.parametrize("size", [PHONE, DESKTOP, NARROW], ids=["phone", "desktop", "zoomed"])
def test_no_page_scrolls_sideways_and_nothing_breaks_the_policy(
    browser: Browser, shown: Gallery, size: dict[str, int]
) -> None:
    page, said = opened(browser, size), []
    page.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    wide = {}
    for address in shown.pages:
        page.goto(shown.url + address)
        wide[address] = page.evaluate("document.documentElement.scrollWidth")
    page.context.close()
    assert wide == dict.fromkeys(shown.pages, size["width"])
    assert said == []


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("script", [SMALL_TARGETS, LONE_ICONS, LONG_LINES], ids=["targets", "icons", "measure"])
def test_targets_fit_a_thumb_icons_stand_beside_words_and_lines_are_short(
    browser: Browser, shown: Gallery, size: dict[str, int], script: str
) -> None:
    page = opened(browser, size)
    found = {}
    for address in shown.pages:
        page.goto(shown.url + address)
        found[address] = page.evaluate(script)
    page.context.close()
    assert found == {address: [] for address in shown.pages}


def test_the_measures_of_this_file_notice_what_they_look_for(browser: Browser, shown: Gallery) -> None:
    page = opened(browser, DESKTOP)
    page.goto(shown.url + "/parts")
    page.evaluate("""() => { document.querySelector("main").innerHTML =
        '<button>x</button><span><svg class="icon"></svg></span><div class="wide"><p class="actions"></p></div>';
        const p = document.createElement("p"); p.textContent = "long ".repeat(60); p.id = "p";
        document.querySelector("main").append(p); document.querySelector("main").className = ""; }""")
    page.evaluate("document.getElementById('p').style.maxInlineSize = 'none'")
    assert [len(page.evaluate(script)) for script in (SMALL_TARGETS, LONE_ICONS, LONG_LINES)] == [1, 1, 1]
    page.context.close()


def test_choices_have_the_same_size_whatever_they_say(browser: Browser, shown: Gallery) -> None:
    for size in (PHONE, DESKTOP):
        page = opened(browser, size)
        page.goto(shown.url + "/item")
        boxes = page.evaluate("""() => [...document.querySelectorAll(".levels .choice")].map(e => {
            const box = e.getBoundingClientRect(); return [Math.round(box.width), Math.round(box.height)]; })""")
        checked = page.evaluate("document.querySelectorAll('main :checked:not(option)').length")
        page.context.close()
        assert (len(boxes), len({tuple(box) for box in boxes}), checked) == (4, 1, 0)
