"""One more device, and dropping one."""

import pytest

from ownaccord.accounts.models import KeyWrap, OneTimeLink, SignIn
from tests.people import PASSPHRASE, Cast, Clock, Somebody, Stretching, from_cookie, new_browser
from tests.rooms.accounts.test_pause import another_browser, offer


def test_words_and_the_passphrase_open_one_more_browser(cast: Cast, quick_stretching: Stretching) -> None:
    words, browser = offer(cast.ash), new_browser()
    quick_stretching.secrets.clear()
    assert browser.post("/new-device/", {"words": words, "passphrase": PASSPHRASE}).headers["Location"] == "/"
    assert quick_stretching.secrets == [PASSPHRASE]
    assert Somebody("Ash", browser).keys == cast.ash.keys
    assert from_cookie(browser, "oa_device") != from_cookie(cast.ash.browser, "oa_device")


def test_the_new_browser_unlocks_by_itself_later(cast: Cast) -> None:
    browser = another_browser(cast.ash)
    browser.post("/exit/")
    assert browser.post("/unlock/", {"secret": PASSPHRASE}).status_code == 303


def test_the_words_alone_open_nothing_and_stay_good_after_a_slip_of_the_passphrase(cast: Cast) -> None:
    words, browser = offer(cast.ash), new_browser()
    answer = browser.post("/new-device/", {"words": words, "passphrase": "something else entirely"})
    assert (answer.status_code, "Name, words or device do not fit." in answer.content.decode()) == (422, True)
    assert browser.post("/new-device/", {"words": words, "passphrase": PASSPHRASE}).status_code == 303


def test_the_words_work_once(cast: Cast) -> None:
    words = offer(cast.ash)
    statuses = [
        new_browser().post("/new-device/", {"words": words, "passphrase": PASSPHRASE}).status_code for _ in "ab"
    ]
    assert (statuses, OneTimeLink.objects.exists()) == ([303, 422], False)


@pytest.mark.parametrize(("seconds", "status"), [(119, 303), (120, 422)])
def test_the_words_last_two_minutes(cast: Cast, clock: Clock, seconds: int, status: int) -> None:
    words = offer(cast.ash)
    clock.turn(seconds=seconds)
    assert new_browser().post("/new-device/", {"words": words, "passphrase": PASSPHRASE}).status_code == status


def test_new_words_make_the_earlier_ones_worthless(cast: Cast) -> None:
    first, second = offer(cast.ash), offer(cast.ash)
    answers = [
        new_browser().post("/new-device/", {"words": words, "passphrase": PASSPHRASE}).status_code
        for words in (first, second)
    ]
    assert answers == [422, 303]


def test_a_slip_in_the_words_is_said(cast: Cast) -> None:
    page = new_browser().post("/new-device/", {"words": "one two three", "passphrase": PASSPHRASE}).content.decode()
    assert "A word is wrong or missing." in page


def test_a_dropped_device_really_opens_nothing(cast: Cast) -> None:
    elsewhere = another_browser(cast.ash)
    device = next(each for each in cast.ash.browser.get("/me/devices/").context["devices"] if not each.here)
    assert cast.ash.browser.post(f"/me/devices/{device.id}/drop/").status_code == 303
    assert elsewhere.get("/me/").headers["Location"] == "/sign-in/"
    assert elsewhere.post("/sign-in/", {"name": "Ash", "secret": PASSPHRASE}).status_code == 422
    cast.ash.lock()
    cast.ash.unlock()


def test_the_device_in_use_and_those_of_others_cannot_be_dropped(cast: Cast) -> None:
    own = KeyWrap.objects.get(person_id=cast.ash.id, kind="device")
    for somebody in (cast.ash, cast.bo):
        somebody.browser.post(f"/me/devices/{own.pk}/drop/")
    assert KeyWrap.objects.filter(pk=own.pk).exists()


def test_a_sign_in_elsewhere_can_be_ended_and_that_of_others_not(cast: Cast) -> None:
    elsewhere = Somebody("Ash", another_browser(cast.ash))
    row = elsewhere.sign_in.pk
    cast.bo.browser.post(f"/me/sign-ins/{row}/end/")
    assert SignIn.objects.filter(pk=row).exists()
    cast.ash.browser.post(f"/me/sign-ins/{row}/end/")
    assert not SignIn.objects.filter(pk=row).exists()
    assert elsewhere.browser.post("/sign-in/", {"name": "Ash", "secret": PASSPHRASE}).status_code == 303
