"""The codes on paper: recovery, six words, stop code."""

import pytest

from ownaccord.accounts.models import HeldForm, Host, KeyWrap
from tests.databases import ON_SQLITE
from tests.people import PASSPHRASE, Cast, Somebody, Stretching, new_browser, sign_up_fields, words_on

pytestmark = ON_SQLITE


@pytest.fixture
def recovery_groups(cast: Cast) -> list[str]:
    """The groups of Ash's fresh recovery code, as the page shows them."""
    cast.ash.browser.post("/me/recovery/", {"step": "new", "secret": PASSPHRASE})
    groups = cast.ash.browser.get("/me/recovery/").context["groups"]
    assert [len(group) for group in groups] == [4] * 9
    return list(groups)


def test_the_recovery_code_is_shown_until_two_groups_were_typed_back(cast: Cast, recovery_groups: list[str]) -> None:
    assert cast.ash.browser.get("/me/recovery/").context["groups"] == recovery_groups
    typed = {"first": recovery_groups[2].lower(), "second": f" {recovery_groups[6]} "}
    assert cast.ash.browser.post("/me/recovery/", typed).status_code == 303
    assert cast.ash.browser.get("/me/recovery/").context["groups"] is None
    assert cast.ash.book().under("showing/") == {}


@pytest.mark.parametrize("typed", [{}, {"first": "", "second": ""}, {"first": "a" * 100_000, "second": "\x00"}])
def test_other_groups_leave_it_shown(cast: Cast, recovery_groups: list[str], typed: dict[str, str]) -> None:
    answer = cast.ash.browser.post("/me/recovery/", typed)
    assert (answer.status_code, "These groups do not fit." in answer.content.decode()) == (422, True)
    assert cast.ash.browser.get("/me/recovery/").context["groups"] == recovery_groups


def test_while_it_is_not_on_paper_the_own_side_says_so(cast: Cast, recovery_groups: list[str]) -> None:
    assert cast.ash.browser.get("/me/").context["unfinished"] == "/me/recovery/"


def test_six_words_can_be_added_and_made_worthless(cast: Cast, quick_stretching: Stretching) -> None:
    assert cast.ash.unlocked
    quick_stretching.secrets.clear()
    cast.ash.browser.post("/me/portable/", {"step": "new", "secret": PASSPHRASE})
    words = words_on(cast.ash.browser.get("/me/portable/").content.decode())
    assert quick_stretching.secrets == [PASSPHRASE, words]
    assert new_browser().post("/sign-in/", {"name": "Ash", "secret": words}).status_code == 303

    split = words.split()
    assert cast.ash.browser.post("/me/portable/", {"first": "zoom", "second": "zoom"}).status_code == 422
    assert cast.ash.browser.post("/me/portable/", {"first": split[1], "second": split[4]}).status_code == 303
    cast.ash.browser.post("/me/portable/", {"step": "drop", "secret": PASSPHRASE})
    assert new_browser().post("/sign-in/", {"name": "Ash", "secret": words}).status_code == 422
    assert cast.ash.unlocked


def test_on_a_device_with_a_passphrase_the_six_words_open_too(cast: Cast) -> None:
    cast.ash.browser.post("/me/portable/", {"step": "new", "secret": PASSPHRASE})
    words = words_on(cast.ash.browser.get("/me/portable/").content.decode())
    cast.ash.lock()
    assert cast.ash.browser.post("/unlock/", {"secret": words}).status_code == 303
    cast.ash.lock()
    cast.ash.unlock()


def test_new_words_replace_the_old_and_the_sign_in_goes_on(cast: Cast) -> None:
    Host.objects.update(sign_up_open=True)
    noor = new_browser()
    noor.post("/sign-up/", {"adult": "on", "name": "Noor", "browser": "shared"})
    old = words_on(noor.get("/me/portable/").content.decode())
    noor.post("/me/portable/", {"step": "new", "secret": old})
    new = words_on(noor.get("/me/portable/").content.decode())
    noor.post("/me/portable/", {"step": "drop", "secret": new})
    assert KeyWrap.objects.filter(kind="portable").count() == 1
    answers = [new_browser().post("/sign-in/", {"name": "Noor", "secret": words}).status_code for words in (old, new)]
    assert answers == [422, 303]


def test_the_stop_code_is_offered_with_equal_weight_and_can_wait(cast: Cast) -> None:
    Host.objects.update(sign_up_open=True)
    noor = new_browser()
    noor.post("/sign-up/", sign_up_fields("Noor"))
    page = noor.get("/me/stop-code/").content.decode()
    assert page.count('<button class="choice" name="step"') == 2
    assert ["Make one" in page, "Not now" in page] == [True, True]


def test_the_stop_code_comes_with_a_picture_and_without_any_style(cast: Cast) -> None:
    cast.ash.browser.post("/me/stop-code/", {"step": "new"})
    page = cast.ash.browser.get("/me/stop-code/").content.decode()
    assert ("<svg" in page, "style=" in page, "data:" in page) == (True, False, False)
    assert len(words_on(page).split()) == 11


LASTING = [("/me/recovery/", "new"), ("/me/portable/", "new"), ("/me/portable/", "drop"), ("/me/stop-code/", "new"),
           ("/me/stop-code/", "drop")]  # fmt: skip
NOT_TODAYS = ["", "left open on the table", "a" * 100_000, "\x00"]


def with_every_code(somebody: Somebody) -> Somebody:
    """Give somebody six words and a stop code, on paper, beside the recovery code."""
    assert somebody.browser.post("/me/portable/", {"step": "new", "secret": PASSPHRASE}).status_code == 303
    words = words_on(somebody.browser.get("/me/portable/").content.decode()).split()
    assert somebody.browser.post("/me/portable/", {"first": words[1], "second": words[4]}).status_code == 303
    assert somebody.browser.post("/me/stop-code/", {"step": "new"}).status_code == 303
    assert somebody.browser.post("/me/stop-code/", {"step": "kept"}).status_code == 303
    return somebody


def what_opens(somebody: Somebody) -> tuple[object, ...]:
    """What the database holds of the ways into an account, and of its stop code."""
    wraps = KeyWrap.objects.filter(person_id=somebody.id).order_by("pk").values_list("pk", "salt", "wrapped")
    return list(wraps), somebody.row.stop_lookup, somebody.book().under("showing/")


@pytest.mark.parametrize(("path", "step"), LASTING)
@pytest.mark.parametrize("secret", [None, *NOT_TODAYS])
def test_whoever_does_not_know_todays_words_changes_no_code(
    cast: Cast, path: str, step: str, secret: str | None
) -> None:
    before = what_opens(with_every_code(cast.ash))
    sent = {"step": step} if secret is None else {"step": step, "secret": secret}
    answer = cast.ash.browser.post(path, sent)
    page = answer.content.decode()
    assert (answer.status_code, "Nothing has changed." in page, 'name="secret"' in page) == (422, True, True)
    assert (secret or "left open on the table") not in page
    assert what_opens(cast.ash) == before


@pytest.mark.parametrize(("path", "step"), LASTING)
def test_todays_words_change_a_code_and_are_stretched_once(
    cast: Cast, path: str, step: str, quick_stretching: Stretching
) -> None:
    before = what_opens(with_every_code(cast.ash))
    quick_stretching.secrets.clear()
    answer = cast.ash.browser.post(path, {"step": step, "secret": PASSPHRASE})
    assert (answer.status_code, answer.headers["Location"]) == (303, path)
    assert what_opens(cast.ash) != before
    assert quick_stretching.secrets.count(PASSPHRASE) == 1
    assert len(quick_stretching.secrets) == 1 + ((path, step) == ("/me/portable/", "new"))


@pytest.mark.parametrize(("path", "step"), LASTING)
def test_many_tries_at_a_code_have_to_wait_even_with_the_right_words(cast: Cast, path: str, step: str) -> None:
    before = what_opens(with_every_code(cast.ash))
    for _ in range(45):
        cast.ash.browser.post(path, {"step": step, "secret": "left open on the table"})
    answer = cast.ash.browser.post(path, {"step": step, "secret": PASSPHRASE})
    assert (answer.status_code, "There were many tries." in answer.content.decode()) == (422, True)
    assert what_opens(cast.ash) == before


@pytest.mark.parametrize(("path", "step"), LASTING)
def test_a_change_of_a_code_that_arrives_locked_is_not_kept(cast: Cast, path: str, step: str) -> None:
    before = what_opens(with_every_code(cast.ash))
    cast.ash.lock()
    answer = cast.ash.browser.post(path, {"step": step, "secret": PASSPHRASE})
    assert answer.headers["Location"] == "/unlock/?held=no"
    assert not HeldForm.objects.exists()
    cast.ash.unlock()
    assert what_opens(cast.ash) == before


@pytest.mark.parametrize(("path", "step"), [each for each in LASTING if each[0] != "/me/portable/"])
def test_in_a_browser_with_six_words_the_six_words_are_the_proof(cast: Cast, path: str, step: str) -> None:
    Host.objects.update(sign_up_open=True)
    browser = new_browser()
    browser.post("/sign-up/", {"adult": "on", "name": "Noor", "browser": "shared"})
    words = words_on(browser.get("/me/portable/").content.decode())
    noor = Somebody("Noor", browser)
    for kept in ({"step": "new"}, {"step": "kept"}):
        assert browser.post("/me/stop-code/", kept).status_code == 303
    before = what_opens(noor)
    assert browser.post(path, {"step": step, "secret": PASSPHRASE}).status_code == 422
    assert what_opens(noor) == before
    assert browser.post(path, {"step": step, "secret": words}).status_code == 303
    assert what_opens(noor) != before


def test_a_page_that_makes_a_code_anew_asks_and_says_why_and_the_first_stop_code_asks_nothing(cast: Cast) -> None:
    pages = {path: cast.ash.browser.get(path).content.decode() for path, _ in LASTING}
    assert {path: 'name="secret"' in page for path, page in pages.items()} == {
        "/me/recovery/": True, "/me/portable/": True, "/me/stop-code/": False,
    }  # fmt: skip
    with_every_code(cast.ash)
    for path in pages:
        page = cast.ash.browser.get(path).content.decode()
        assert ("So that nobody else" in page, 'name="secret"' in page) == (True, True)


def test_a_stop_code_that_is_on_the_page_stays_the_one_that_counts(cast: Cast) -> None:
    browser = cast.ash.browser
    browser.post("/me/stop-code/", {"step": "new"})
    shown = words_on(browser.get("/me/stop-code/").content.decode())
    assert browser.post("/me/stop-code/", {"step": "new"}).status_code == 303
    assert words_on(browser.get("/me/stop-code/").content.decode()) == shown
