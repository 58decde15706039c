"""The codes on paper: recovery, six words, stop code."""

import pytest

from ownaccord.accounts.models import Host, KeyWrap
from tests.people import Cast, Stretching, new_browser, sign_up_fields, words_on


@pytest.fixture
def recovery_groups(cast: Cast) -> list[str]:
    """The groups of Ash's fresh recovery code, as the page shows them."""
    cast.ash.browser.post("/me/recovery/", {"step": "new"})
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
    cast.ash.browser.post("/me/portable/", {"step": "new"})
    words = words_on(cast.ash.browser.get("/me/portable/").content.decode())
    assert quick_stretching.secrets == [words]
    assert new_browser().post("/sign-in/", {"name": "Ash", "secret": words}).status_code == 303

    split = words.split()
    assert cast.ash.browser.post("/me/portable/", {"first": "zoom", "second": "zoom"}).status_code == 422
    assert cast.ash.browser.post("/me/portable/", {"first": split[1], "second": split[4]}).status_code == 303
    cast.ash.browser.post("/me/portable/", {"step": "drop"})
    assert new_browser().post("/sign-in/", {"name": "Ash", "secret": words}).status_code == 422
    assert cast.ash.unlocked


def test_on_a_device_with_a_passphrase_the_six_words_open_too(cast: Cast) -> None:
    cast.ash.browser.post("/me/portable/", {"step": "new"})
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
    noor.post("/me/portable/", {"step": "new"})
    new = words_on(noor.get("/me/portable/").content.decode())
    noor.post("/me/portable/", {"step": "drop"})
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
