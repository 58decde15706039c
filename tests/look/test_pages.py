"""The gallery in a real browser: no violation, no sideways scrolling, targets for a thumb, light and dark."""

from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.reading import AXE, RUN_AXE
from tests.look.house import Gallery

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

MEASURES = {"targets": SMALL_TARGETS, "icons": LONE_ICONS, "measure": LONG_LINES}
SIZES = {"phone": PHONE, "desktop": DESKTOP, "zoomed": NARROW}
# Dark mode changes values of colours alone (test_colours.py): only these rules can find something else in it.
OF_COLOURS = ["color-contrast", "link-in-text-block"]


def opened(browser: Browser, size: dict[str, int], scheme: str = "light", **more: object) -> Page:
    """A fresh page that collects what the browser complains about."""
    page = browser.new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce", **more).new_page()  # type: ignore[arg-type]
    page.set_default_timeout(10_000)
    return page


@dataclass
class Looked:
    """What one walk through the gallery found, by address; `said` is what the browser complained about."""

    axe: dict[str, dict[str, list[list[str]]]] = field(default_factory=lambda: {"light": {}, "dark": {}})
    wide: dict[str, int] = field(default_factory=dict)
    measured: dict[str, dict[str, list[str]]] = field(default_factory=lambda: {name: {} for name in MEASURES})
    said: list[str] = field(default_factory=list)


def walk(browser: Browser, shown: Gallery, size: dict[str, int]) -> Looked:
    """Every page once at this size, in light and then in dark."""
    page, looked = opened(browser, size), Looked()
    page.on("console", lambda said: looked.said.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: looked.said.append(str(error)))
    for address in shown.pages:
        page.emulate_media(color_scheme="light")
        page.goto(shown.url + address)
        looked.wide[address] = page.evaluate("document.documentElement.scrollWidth")
        if size is NARROW:
            continue
        for name, script in MEASURES.items():
            looked.measured[name][address] = page.evaluate(script)
        page.evaluate(AXE)
        for scheme, only in (("light", []), ("dark", OF_COLOURS)):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            result = page.evaluate(RUN_AXE, {"only": only, "without": []})
            looked.axe[scheme][address] = result["violations"]
            assert result["passes"]
    page.context.close()
    return looked


@pytest.fixture(scope="module")
def looked(browser: Browser, shown: Gallery) -> dict[str, Looked]:
    """The gallery as it was found at each size."""
    return {name: walk(browser, shown, size) for name, size in SIZES.items()}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_axe_finds_nothing_of_any_impact(looked: dict[str, Looked], shown: Gallery, size: str, scheme: str) -> None:
    assert looked[size].axe[scheme] == {address: [] for address in shown.pages}


@pytest.mark.parametrize("size", SIZES)
def test_no_page_scrolls_sideways_and_nothing_breaks_the_policy(
    looked: dict[str, Looked], shown: Gallery, size: str
) -> None:
    assert looked[size].wide == dict.fromkeys(shown.pages, SIZES[size]["width"])
    assert looked[size].said == []


@pytest.mark.parametrize("size", ["phone", "desktop"])
@pytest.mark.parametrize("measure", ["targets", "icons", "measure"])
def test_targets_fit_a_thumb_icons_stand_beside_words_and_lines_are_short(
    looked: dict[str, Looked], shown: Gallery, size: str, measure: str
) -> None:
    assert looked[size].measured[measure] == {address: [] for address in shown.pages}


def test_the_measures_of_this_file_notice_what_they_look_for(browser: Browser, shown: Gallery) -> None:
    page = opened(browser, DESKTOP)
    page.goto(shown.url + "/parts")
    page.evaluate("""() => { document.querySelector("main").innerHTML =
        '<button>x</button><span><svg class="icon"></svg></span><div class="wide"><p class="actions"></p></div>';
        const p = document.createElement("p"); p.textContent = "long ".repeat(60); p.id = "p";
        document.querySelector("main").append(p); document.querySelector("main").className = ""; }""")
    page.evaluate("document.getElementById('p').style.maxInlineSize = 'none'")
    assert [len(page.evaluate(script)) for script in MEASURES.values()] == [1, 1, 1]
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
