"""live.js in a real browser, under the house's content policy: it hears, notices silence, and asks without a stream."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Playwright, expect

from tests.chromium import flags
from tests.journeys.conftest import chromium, driver
from tests.live.conftest import Town
from tests.live.proxy import Proxy
from tests.live.wire import ask

__all__ = ["chromium", "driver"]

BEGIN = """async () => {
  const part = document.createElement("section");
  Object.assign(part.dataset, { live: "/live", liveNow: "/live/now", liveQuiet: "2" });
  part.innerHTML = "<p data-live-lost hidden>Not connected</p>";
  part.addEventListener("live:look", (event) => { part.dataset.newest = event.detail.revision; });
  document.querySelector("main").append(part);
  await import("/static/js/live.js");
}"""


@pytest.fixture
def between(town: Town) -> Iterator[Proxy]:
    with Proxy(town.port) as proxy:
        yield proxy


@pytest.fixture
def page(driver: Playwright, chromium: str, town: Town, between: Proxy) -> Iterator[Page]:
    """A page of Bo's, through a network that can be held."""
    browser = driver.chromium.launch(executable_path=chromium, args=flags())
    url = f"http://localhost:{between.port}"
    context = browser.new_context(base_url=url)
    found = town.cookies("bo", spare=3).items()
    context.add_cookies([{"name": name, "value": value, "url": url} for name, value in found])
    yield context.new_page()
    browser.close()


def test_a_page_hears_notices_silence_and_asks_where_no_stream_is(page: Page, town: Town, between: Proxy) -> None:
    blocked: list[str] = []
    page.on("console", lambda said: blocked.append(said.text) if "Content Security Policy" in said.text else None)
    page.goto("/help/")
    page.evaluate(BEGIN)
    part, lost = page.locator("[data-live]"), page.get_by_text("Not connected")
    expect(part).to_have_attribute("data-live-state", "heard")
    expect(lost).to_be_hidden()
    hears_a_red(page, town)

    between.hold()
    expect(part).to_have_attribute("data-live-state", "lost")
    expect(lost).to_be_visible()
    town.presses("ash")
    between.flow()
    expect(part).to_have_attribute("data-live-state", "heard")
    expect(lost).to_be_hidden()
    expect(part).to_have_attribute("data-newest", str(town.revision()))

    between.keep_no_stream()
    between.cut()
    hears_a_red(page, town)
    expect(part).to_have_attribute("data-live-state", "heard")
    hears_a_red(page, town)

    assert ask(town.port, "POST", "/exit/", town.cookies("bo", spare=3), {})[0] == 303
    expect(part).to_have_attribute("data-live-state", "over")
    expect(lost).to_be_visible()
    assert blocked == []


def hears_a_red(page: Page, town: Town) -> None:
    assert town.presses("ash") == 204
    expect(page.locator("[data-live]")).to_have_attribute("data-newest", str(town.revision()))
