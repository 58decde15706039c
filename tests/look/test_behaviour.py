"""What the frame does when it is pressed, with scripts and without."""

from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.look.house import Gallery

PHONE = {"width": 360, "height": 740}


@pytest.fixture
def page(browser: Browser, shown: Gallery) -> Page:
    """A phone on the map, nothing sent yet."""
    return fresh(browser, shown)


def fresh(browser: Browser, shown: Gallery, **options: object) -> Page:
    """A page of its own on the map."""
    shown.posts.clear()
    opened = browser.new_context(viewport=PHONE, base_url=shown.url, **options).new_page()  # type: ignore[arg-type]
    opened.set_default_timeout(10_000)
    opened.goto("/map")
    return opened


def sent(page: Page, shown: Gallery, count: int) -> list[tuple[str, dict[str, list[str]]]]:
    """Waits until so many posts arrived, and answers them."""
    for _ in range(200):
        if len(shown.posts) >= count:
            break
        page.wait_for_timeout(25)
    return [(path, parse_qs(body)) for path, body in shown.posts]


TOKEN = {"csrfmiddlewaretoken": ["for-the-gallery"]}


def test_exit_locks_and_puts_a_blank_page_in_the_place_of_this_one(page: Page, shown: Gallery) -> None:
    page.goto("/questions")
    before = page.evaluate("history.length")
    page.locator(".top .exit button").click()
    page.wait_for_url("about:blank")
    assert page.evaluate("[history.length, document.body.textContent]") == [before, ""]
    assert sent(page, shown, 1) == [("/exit/", TOKEN)]


def test_the_second_exit_in_the_bar_does_the_same(page: Page, shown: Gallery) -> None:
    page.locator(".bar .exit button").click()
    page.wait_for_url("about:blank")
    assert sent(page, shown, 1) == [("/exit/", TOKEN)]


def test_shift_three_times_exits_and_capital_letters_do_not(page: Page, shown: Gallery) -> None:
    page.goto("/questions")
    box = page.get_by_label("A name to sign in with")
    box.focus()
    for letter in "ABC":
        page.keyboard.press(f"Shift+{letter}")
    expect(box).to_have_value("ABC")
    assert shown.posts == []
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url("about:blank")
    assert sent(page, shown, 1) == [("/exit/", TOKEN)]


def test_another_tab_of_the_same_browser_goes_with_it(page: Page, shown: Gallery) -> None:
    other = page.context.new_page()
    other.goto(shown.url + "/item")
    page.locator(".top .exit button").click()
    other.wait_for_url("about:blank")
    assert page.url == "about:blank"


def test_exit_goes_to_the_address_that_the_person_chose_and_to_no_script(page: Page, shown: Gallery) -> None:
    page.evaluate("document.querySelector('[data-exit]').dataset.neutral = 'javascript:document.title=1'")
    page.locator(".bar .exit button").click()
    page.wait_for_url("about:blank")
    page.goto(shown.url + "/map")
    page.evaluate("at => { document.querySelector('[data-exit]').dataset.neutral = at; }", shown.url + "/anonymous")
    page.locator(".bar .exit button").click()
    page.wait_for_url("**/anonymous")


def test_without_scripts_exit_and_pause_are_plain_forms(browser: Browser, shown: Gallery) -> None:
    for control, address in [(".bar .exit button", "/exit/"), (".quick form:not(.exit) button", "/pause/")]:
        page = fresh(browser, shown, java_script_enabled=False)
        page.locator(control).click()
        page.wait_for_url("**" + address)
        assert sent(page, shown, 1) == [(address, TOKEN)]
        page.context.close()


def test_pause_is_one_tap_and_a_space_has_its_own(page: Page, shown: Gallery) -> None:
    page.get_by_role("button", name="Pause", exact=True).click()
    page.wait_for_url("**/pause/")
    page.goto(shown.url + "/map")
    page.get_by_role("button", name="Pause this space").click()
    page.wait_for_url("**/s/1/pause/")
    assert sent(page, shown, 2) == [("/pause/", TOKEN), ("/s/1/pause/", TOKEN)]


EXERCISES = {
    "Before something begins": "Both feet.", "In the middle of it": "Am I here?", "Afterwards": "Palms together.",
}  # fmt: skip


def test_grounding_opens_without_the_network_and_gives_the_page_back(browser: Browser, shown: Gallery) -> None:
    for scripts in (True, False):
        page = fresh(browser, shown, java_script_enabled=scripts)
        page.context.set_offline(True)
        page.get_by_role("button", name="Grounding").click()
        expect(page.get_by_role("dialog", name="Grounding")).to_be_visible()
        expect(page.get_by_role("dialog").get_by_role("button", name="Exit now")).to_be_visible()
        for moment, words in EXERCISES.items():
            expect(page.get_by_role("dialog").get_by_text(words)).to_be_hidden()
            page.get_by_role("dialog").get_by_text(moment, exact=True).click()
            expect(page.get_by_role("dialog").get_by_text(words)).to_be_visible()
        page.get_by_role("button", name="Back to the page").click()
        expect(page.locator("#grounding")).to_be_hidden()
        page.context.close()


def test_the_breath_moves_keeps_still_when_told_and_never_moves_where_less_motion_is_asked_for(
    browser: Browser, shown: Gallery
) -> None:
    moving = "document.getAnimations().length"
    page = fresh(browser, shown)
    page.get_by_role("button", name="Grounding").click()
    assert page.evaluate(moving) == 3
    page.get_by_label("Keep the circle still").check()
    assert page.evaluate(moving) == 0
    calm = fresh(browser, shown, reduced_motion="reduce")
    calm.get_by_role("button", name="Grounding").click()
    assert calm.evaluate(moving) == 0
    expect(calm.get_by_role("dialog")).to_contain_text("Breathe in while you count to four.")


def test_a_form_is_sent_once(page: Page, shown: Gallery) -> None:
    page.goto("/anonymous")
    stopped = page.evaluate("""() => {
        const form = document.querySelector("main form"), stopped = [];
        window.addEventListener("submit", event => { stopped.push(event.defaultPrevented); event.preventDefault(); });
        for (let press = 0; press < 3; press++) form.requestSubmit();
        window.dispatchEvent(new PageTransitionEvent("pageshow", {persisted: false}));
        form.requestSubmit();
        return stopped; }""")
    assert stopped == [False, True, True, False]


def test_a_passphrase_can_be_looked_at_and_is_covered_again(page: Page) -> None:
    page.goto("/anonymous")
    box, button = page.get_by_label("Passphrase"), page.get_by_role("button", name="Show")
    button.click()
    expect(box).to_have_attribute("type", "text")
    expect(button).to_have_attribute("aria-pressed", "true")
    button.click()
    expect(box).to_have_attribute("type", "password")


def test_without_scripts_no_button_stands_there_that_does_nothing(browser: Browser, shown: Gallery) -> None:
    page = fresh(browser, shown, java_script_enabled=False)
    for address in ("/questions", "/codes"):
        page.goto(address)
        expect(page.locator("[data-reveal], [data-print]")).to_be_hidden()
    page.context.close()


def test_after_the_quiet_time_the_page_goes_to_the_locked_door(browser: Browser, shown: Gallery) -> None:
    page = quiet(browser, shown)
    page.clock.run_for(12_000)
    page.wait_for_url("**/unlock/")


def test_after_the_quiet_time_typing_is_covered_and_can_be_sent(browser: Browser, shown: Gallery) -> None:
    page = quiet(browser, shown)
    page.get_by_label("In your own words").fill("half a thought")
    page.clock.run_for(12_000)
    expect(page.locator("main")).to_be_hidden()
    page.get_by_role("button", name="Keep it sealed until I unlock").click()
    assert [body["words"] for _, body in sent(page, shown, 1)] == [["half a thought"]]


def quiet(browser: Browser, shown: Gallery) -> Page:
    """A page that locks after one quiet second, with a clock that the test turns."""
    page = fresh(browser, shown)
    page.clock.install()
    page.goto("/quiet")
    return page


def test_a_page_that_the_browser_kept_is_emptied_and_asked_for_again(page: Page, shown: Gallery) -> None:
    page.evaluate("window.kept = true")
    page.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    page.wait_for_function("window.kept === undefined && document.querySelector('h1')")
    assert page.evaluate("window.kept === undefined")


def test_anonymous_and_locked_pages_show_no_name_and_lead_nowhere_private(browser: Browser, shown: Gallery) -> None:
    page = fresh(browser, shown)
    page.goto("/anonymous")
    assert page.locator(".bar a:visible, .top a").evaluate_all("all => all.map(a => a.getAttribute('href'))") == [
        "/",
        "/stop/",
        "/help/",
    ]
    page.goto("/locked")
    lines = [line for line in page.locator(".top").inner_text().split("\n") if line]
    assert lines == ["Notes", "Exit now", "Everything is paused. See what would come back"]
    assert page.locator(".bar").inner_text().split() == ["Pause", "Grounding", "Help", "Exit", "now"]
    assert "Thursday" not in page.content()
