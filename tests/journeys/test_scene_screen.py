"""The screen of a scene in a browser, against a house that loses and forgets: nothing is shown that is not so."""

import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Browser, Page, Request, Route, expect

from ownaccord.scenes.seen import Now
from tests.journeys.conftest import PATIENCE, PHONE
from tests.journeys.reading import AXE, EVERY_RULE, RUN_AXE
from tests.look.house import Gallery, served
from tests.rooms.scenes.moments import GREEN, MARK, MOMENTS, page, part, red

LOST = "Signals not connected: use your words and signs."
STOPS = "Red. Everything stops."
EVERY_BOX = """() => [...document.querySelectorAll(".signal")].map(e => e.getBoundingClientRect())
  .map(({x, y, width, height}) => [x, y, width, height].map(Math.round))"""
# What would vibrate is noted, and time goes on only where a test says so.
FEELS = "window.felt = []; Object.defineProperty(navigator, 'vibrate', {value: each => felt.push(each.join(' '))})"


class Stage:
    """A house by hand: what it shows, whether it answers, and what was posted to it."""

    def __init__(self, here: Page, url: str) -> None:
        self.here, self.url = here, url
        self.shows: Now | None = GREEN
        self.answers = True
        self.posts: list[tuple[str, dict[str, str]]] = []
        here.set_default_timeout(PATIENCE)
        here.add_init_script(FEELS)
        here.clock.install()
        here.route("**/now/", self._page)
        here.route("**/now/part/", self._part)
        here.route(re.compile("/live([/?]|$)"), self._live)

    def opens(self, now: Now = GREEN) -> "Stage":
        """Open the page at this moment."""
        self.shows = now
        self.here.goto(f"{self.url}/now/")
        return self

    def goes_on(self, seconds: float = 3.1) -> None:
        """Let this much time pass for the page, and what it asked be answered."""
        for _ in range(int(seconds)):
            self.here.clock.run_for(1000)
            self.here.wait_for_load_state("load")
        self.here.clock.run_for(100)

    def press(self, word: str) -> None:
        """Press a signal."""
        self.here.locator(f"[data-signal={word}] button").click()

    def said(self, *words: str) -> list[tuple[str, str]]:
        """What was posted of these words, with its number."""
        return [(word, fields.get("number", "")) for word, fields in self.posts if word in words]

    def _page(self, route: Route, _request: Request) -> None:
        self._answer(route, page)

    def _part(self, route: Route, _request: Request) -> None:
        self._answer(route, part)

    def _answer(self, route: Route, drawn: object) -> None:
        if not self.answers:
            route.abort("internetdisconnected")
        elif self.shows is None:
            route.fulfill(status=404)
        else:
            route.fulfill(body=drawn(self.shows), content_type="text/html; charset=utf-8")  # type: ignore[operator]

    def _live(self, route: Route, request: Request) -> None:
        if request.method != "POST" or not self.answers:
            route.abort("internetdisconnected")
            return
        fields = {name: value[0] for name, value in parse_qs(request.post_data or "").items()}
        if self.shows is not None:
            self.posts.append((request.url.rpartition("/")[2], fields))
        route.fulfill(status=204 if self.shows is not None else 404)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Where the styles and scripts are."""
    with served(Gallery({})) as here:
        yield here.url


@pytest.fixture
def stage(running: Browser, address: str) -> Iterator[Stage]:
    """A phone."""
    context = running.new_context(viewport=PHONE, has_touch=True, color_scheme="light", reduced_motion="reduce")  # type: ignore[arg-type]
    yield Stage(context.new_page(), address)
    context.close()


def test_signals_are_large_in_reach_of_a_thumb_and_stay_where_they_are(stage: Stage) -> None:
    found = {}
    for moment in ("green", "nothing", "yellow", "silent", "missed", "look", "looked", "bare", "drill"):
        stage.opens(MOMENTS[moment])
        found[moment] = stage.here.evaluate(EVERY_BOX)
    places = found["green"]
    assert found == dict.fromkeys(found, places)
    assert all(width >= 96 and height >= 96 for _x, _y, width, height in places)
    bar = stage.here.locator(".bar").bounding_box()
    assert bar and all(y >= 740 / 3 and y + height <= bar["y"] for _x, y, _width, height in places)
    stage.answers = False
    stage.goes_on(12)
    assert stage.here.evaluate(EVERY_BOX) == places


def test_a_red_without_a_network_is_shown_at_once_and_told_until_it_is_stored_once_over_a_reload(stage: Stage) -> None:
    stage.opens()
    stage.answers = False
    stage.press("red")
    expect(stage.here.get_by_text(STOPS)).to_be_visible()
    assert stage.here.evaluate("felt") == ["600 120 600 120 600"]
    stage.press("red")
    stage.goes_on(2)
    expect(stage.here.get_by_text("It is not stored yet.")).to_be_visible()
    kept = stage.here.evaluate("({...sessionStorage})")
    assert kept == {f"signals-{MARK}": '[{"word":"red","number":3}]'}
    stage.answers = True
    stage.opens()
    expect(stage.here.get_by_text(STOPS)).to_be_visible()
    stage.goes_on()
    # It is stored, but nothing that was read since shows it: it stays.
    expect(stage.here.get_by_text(STOPS)).to_be_visible()
    expect(stage.here.get_by_text("It is not stored yet.")).to_be_hidden()
    assert stage.said("red") == [("red", "3")] and stage.here.evaluate("({...sessionStorage})") == {}
    stage.shows = red()
    stage.goes_on()
    expect(stage.here.get_by_role("heading", level=1, name=STOPS)).to_be_visible()
    assert stage.here.get_by_text(STOPS).filter(visible=True).count() == 1
    # A frame has to be painted first, and this machine may be slow.
    for _try in range(20):
        if any(word == "drawn" for word, _fields in stage.posts):
            break
        stage.goes_on()
    assert {fields["about"] for word, fields in stage.posts if word == "drawn"} == {"5"}


def test_nothing_milder_overtakes_a_yellow_that_is_not_stored(stage: Stage) -> None:
    stage.opens()
    stage.answers = False
    stage.press("yellow")
    stage.press("green")
    expect(stage.here.get_by_text("Yellow. Slow, and check in.")).to_be_visible()
    stage.press("red")
    stage.answers = True
    stage.goes_on()
    assert sorted(stage.said("green", "yellow", "red")) == [("red", "4"), ("yellow", "3")]


def test_an_earlier_revision_is_never_drawn_and_counts_as_not_connected(stage: Stage) -> None:
    stage.opens(MOMENTS["red"])
    stage.shows = GREEN
    stage.goes_on(12)
    expect(stage.here.get_by_text(LOST)).to_be_visible()
    expect(stage.here.get_by_role("heading", level=1, name=STOPS)).to_be_visible()


def test_what_is_not_heard_for_ten_seconds_is_never_green_also_after_a_sleep(stage: Stage) -> None:
    stage.opens()
    stage.answers = False
    stage.goes_on(9)
    expect(stage.here.get_by_text("Everybody is green.")).to_be_visible()
    stage.goes_on(3)
    expect(stage.here.get_by_text(LOST)).to_be_visible()
    expect(stage.here.get_by_text("green", exact=False).filter(visible=True)).to_have_text(["Green"])
    assert stage.here.evaluate("felt") == []
    stage.answers = True
    stage.goes_on()
    expect(stage.here.get_by_text("Everybody is green.")).to_be_visible()
    stage.answers = False
    stage.here.clock.fast_forward(3_600_000)
    expect(stage.here.get_by_text(LOST)).to_be_visible()


def test_a_signal_stays_the_same_button_while_everything_around_it_is_drawn_again(stage: Stage) -> None:
    stage.opens()
    stage.here.get_by_text("Our words and signs", exact=True).click()
    button = stage.here.locator("[data-signal=red] button")
    button.focus()
    box = button.bounding_box()
    assert box
    stage.here.mouse.move(box["x"] + 20, box["y"] + 20)
    stage.here.mouse.down()
    stage.shows = replace(MOMENTS["yellow"], revision=9, number=7)
    stage.goes_on()
    expect(stage.here.get_by_text("Yellow: slow, and check in.")).to_be_visible()
    stage.here.mouse.up()
    stage.goes_on(1)
    assert stage.said("red") == [("red", "7")]
    assert stage.here.evaluate("felt") == ["200 120 200", "600 120 600 120 600"]
    assert stage.here.locator("details[open]").count() == 1


def test_what_did_not_arrive_says_so_and_a_line_is_left_out_by_its_number(stage: Stage) -> None:
    stage.opens()
    stage.here.get_by_text("The plan, and").click()
    stage.answers = False
    stage.press("not-this")
    expect(stage.here.get_by_text("That press did not arrive. Press it again.")).to_be_visible()
    stage.answers = True
    stage.press("not-this")
    expect(stage.here.get_by_text("That press did not arrive.")).to_be_hidden()
    stage.goes_on(1)
    assert [(word, each["about"], each["scene"]) for word, each in stage.posts] == [("not-this", "0", MARK)]


def test_a_device_that_carries_nothing_any_more_says_so_and_asks_nothing_again(stage: Stage) -> None:
    stage.opens()
    stage.answers = False
    stage.press("red")
    stage.shows, stage.answers = None, True
    stage.goes_on()
    expect(stage.here.get_by_role("heading", name="This device carries no signals any more.")).to_be_visible()
    assert "Ash" not in stage.here.content() and stage.here.evaluate("({...sessionStorage})") == {}


def test_every_moment_can_be_used_by_everybody_and_needs_no_sideways_scrolling(stage: Stage) -> None:
    wrong, wide = {}, {}
    for moment, now in MOMENTS.items():
        stage.here.set_viewport_size(PHONE)  # type: ignore[arg-type]
        stage.opens(now)
        stage.here.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
        stage.here.evaluate(AXE)
        stage.here.clock.resume()
        wrong[moment] = stage.here.evaluate(RUN_AXE, EVERY_RULE)["violations"]
        stage.here.set_viewport_size({"width": 320, "height": 256})
        wide[moment] = stage.here.evaluate("document.documentElement.scrollWidth")
    assert wrong == {moment: [] for moment in MOMENTS}
    assert wide == dict.fromkeys(MOMENTS, 320)
