"""After the lock: by the clock, by signing out, and in a browser that keeps pages for its Back button all the same."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Playwright, expect

from tests.journeys import account_steps as account
from tests.journeys import steps
from tests.journeys.account_steps import SPACE
from tests.journeys.browsers import Here, here
from tests.journeys.lived_in import Lived, move_in
from tests.journeys.steps import fill, press, sees, sees_heading
from tests.walls.seeking import hits

__all__ = ["here"]

TYPED = "canary of half a thought"
# Said before any script of the page runs: what a page that comes back out of the cache has in it.
WITNESS = """window.addEventListener("pageshow", event => {
  if (event.persisted) console.log(`kept: ${document.documentElement.textContent.trim().length} letters`);
}, true);"""
BARE = "/static/css/app.css"
# Something in every place where a page can put anything; and what is in them.
PLANT = """async () => {
  localStorage.setItem("planted", "1");
  (await caches.open("planted")).put("/planted", new Response("1"));
  const base = await new Promise(done => { indexedDB.open("planted").onsuccess = said => done(said.target.result); });
  base.close();
}"""
STORED = """async () => [Object.keys(localStorage).length, Object.keys(sessionStorage).length,
  (await caches.keys()).length, (await indexedDB.databases()).length,
  (await navigator.serviceWorker.getRegistrations()).length]"""


@pytest.fixture(scope="module")
def keeping(
    driver: Playwright, whole_chromium: str, lived: Lived, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Here]:
    """A house whose pages may be kept."""
    house = move_in(lived, tmp_path_factory.mktemp("keeping"))
    house.settings = "tests.keeping"
    house.start()
    found = Here(driver, whole_chromium, house, lived)
    yield found
    found.close_all()
    house.stop()


@pytest.fixture(scope="module")
def ash(here: Here) -> Page:
    """Ash on a phone, in the house as it is."""
    page = here.open("ash").pages[0]
    here.comes(page, "Ash")
    return page


def unlocked(page: Page, here: Here) -> None:
    """Ash is unlocked, wherever they were."""
    page.goto("/me/")
    if page.get_by_role("heading", name="Locked").is_visible():
        steps.unlocks(page, here.lived.words["Ash"])
    sees(page, "You sign in as Ash.")


@pytest.mark.parametrize("minutes", [0, 11], ids=["at once", "after the quiet time"])
def test_a_page_that_came_out_of_the_back_forward_cache_is_empty_and_asks_anew(keeping: Here, minutes: int) -> None:
    page = keeping.open(f"keeps-{minutes}").pages[0]
    page.add_init_script(WITNESS)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    keeping.comes(page, "Ash")
    steps.reads_the_map(page, SPACE)
    page.goto(BARE)
    keeping.house.advance(hours=minutes / 60)

    page.evaluate("history.back()")
    sees_heading(page, "Locked" if minutes else "Consent map")
    assert [each for each in said if each.startswith("kept:")] == ["kept: 0 letters"]


def test_pages_as_they_are_never_reach_that_cache(here: Here, ash: Page) -> None:
    unlocked(ash, here)
    steps.reads_the_map(ash, SPACE)
    ash.goto(BARE)
    ash.go_back()
    why = "performance.getEntriesByType('navigation')[0].notRestoredReasons.reasons.map(each => each.reason)"
    assert "response-cache-control-no-store" in ash.evaluate(why)


def test_after_the_quiet_time_every_way_back_is_locked(here: Here, ash: Page) -> None:
    unlocked(ash, here)
    steps.reads_the_map(ash, SPACE)
    address = ash.url
    steps.goes_on(ash, ash.locator(".map-row .row-name a").first)
    here.house.advance(hours=11 / 60)
    other = ash.context.new_page()
    for move in (ash.go_back, ash.go_forward, ash.reload, lambda: other.goto(address), lambda: other.goto("/me/take/")):
        move()
        for page in ash.context.pages:
            if page.url != "about:blank" and "/unlock/" in page.url:
                sees_heading(page, "Locked")
                assert [word for word in (SPACE, "Ash", "Bo") if word in page.locator("body").inner_text()] == []
    assert ["/unlock/" in page.url for page in ash.context.pages] == [True, True]
    other.close()


def test_what_was_half_typed_is_covered_also_in_print_sealed_on_request_and_sent_by_nobody(
    here: Here, ash: Page
) -> None:
    unlocked(ash, here)
    page = ash.context.new_page()
    page.clock.install()
    page.goto("/s/new/")
    fill(page, "What you call this space", TYPED)
    fill(page, "The name you go by here", "Ash")
    here.house.advance(hours=11 / 60)
    page.clock.run_for(130_000)
    sees_covered(page)
    for media in ("print", "screen"):
        page.emulate_media(media=media)  # type: ignore[arg-type]
        sees_covered(page)
    page.get_by_role("button", name="Keep it sealed until I unlock").click()
    sees_heading(page, "Locked")
    steps.unlocks(page, here.lived.words["Ash"])
    sees_heading(page, "What you typed while it was locked")
    expect(page.get_by_label("What you call this space")).to_have_value(TYPED)
    press(page, "Let it go")
    page.goto("/")
    assert TYPED not in page.locator("body").inner_text()
    page.close()


def test_after_the_quiet_time_storage_is_empty_and_no_file_of_the_profile_has_what_was_there(here: Here) -> None:
    context = here.open("left")
    page = context.pages[0]
    here.comes(page, "Ash")
    steps.reads_the_map(page, SPACE)
    assert page.evaluate(STORED) == [0, 0, 0, 0, 0]
    page.evaluate(PLANT)
    assert page.evaluate(STORED) == [1, 0, 1, 1, 0]
    other = context.new_page()
    other.goto("/s/new/")
    fill(other, "What you call this space", TYPED)
    here.house.advance(hours=11 / 60)
    page.goto("/me/")
    sees_heading(page, "Locked")
    assert page.evaluate(STORED) == [0, 0, 0, 0, 0]
    here.close("left")
    private = {"space": SPACE, "words": here.lived.words["Ash"], "typed": TYPED}.items()
    assert hits(private, here.folder("left")) == []
    (here.folder("left") / "planted").write_bytes(b"\0" + TYPED.encode("utf-16-le"))
    assert hits(private, here.folder("left")) == [("typed", "planted")]


def sees_covered(page: Page) -> None:
    """The typed words are nowhere to be seen."""
    expect(page.get_by_role("heading", level=1, name="Covered")).to_be_visible()
    assert page.get_by_label("What you call this space").is_visible() is False


def test_after_signing_out_the_way_back_leads_to_the_door(here: Here, ash: Page) -> None:
    unlocked(ash, here)
    steps.reads_the_map(ash, SPACE)
    ash.goto("/me/devices/")
    ash.goto("/me/")
    press(ash, "Sign out of this browser")
    sees_heading(ash, "Sign in")
    for _ in range(3):
        ash.go_back()
        sees_heading(ash, "Sign in")
        assert SPACE not in ash.content()
    assert account.NO_FIT not in ash.content()
