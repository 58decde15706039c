"""The inviter's page: the words while they serve, and the same "not joined yet" for whatever happened to them."""

import re

from django.test import Client

from ownaccord.accounts import vaults
from ownaccord.accounts.keys import VaultBook
from ownaccord.spaces.models import Invitation, Seat
from tests.rooms.spaces import cast
from tests.rooms.spaces.cast import Somebody


def _page(who: Somebody, space: str) -> str:
    answer = who.browser.get(f"/s/{space}/")
    assert answer.status_code == 200
    text = answer.content.decode()
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", text)


def test_the_page_shows_eleven_words_a_picture_and_not_joined_yet(ash: Somebody) -> None:
    space = cast.make_space(ash)
    words = cast.invite(ash, space)

    assert len(words.split()) == 11
    assert "Not joined yet." in _page(ash, space)
    assert "<svg" in _page(ash, space).split('class="qr-paper"')[1]


def test_the_words_are_in_no_address_and_in_no_row(ash: Somebody) -> None:
    space = cast.make_space(ash)
    answer = ash.browser.post(f"/s/{space}/invitation/")

    assert answer.headers["Location"] == f"/s/{space}/invitation/"
    assert not any(word in str(Invitation.objects.values().get()) for word in cast.words_on(ash, space).split())


def test_the_page_is_the_same_before_and_after_a_decline_and_a_slip(ash: Somebody, bo: Somebody) -> None:
    space = cast.make_space(ash)
    words = cast.invite(ash, space)
    before = _page(ash, space)

    cast.open_words(bo.browser, words)
    bo.browser.get("/join/")
    bo.browser.post("/join/not-now/")
    bo.browser.post("/join/", {"words": words + "x"})

    assert _page(ash, space) == before


def test_a_seat_given_back_looks_like_nobody_joined(ash: Somebody, bo: Somebody) -> None:
    space = cast.make_space(ash)
    words = cast.invite(ash, space)
    before = _page(ash, space)
    cast.join(bo, words)
    assert "Bo has joined." in _page(ash, space)

    assert bo.browser.post(f"/s/{space}/put-away/").headers["Location"] == "/"

    assert _page(ash, space) == before
    assert bo.browser.get(f"/s/{space}/").status_code == 404
    assert cast.join(bo, words) == f"/s/{space}/"


def test_after_three_days_it_still_says_not_joined_yet_and_shows_no_words(ash: Somebody) -> None:
    space = cast.make_space(ash)
    cast.invite(ash, space)

    def lapse(book: VaultBook) -> None:
        key = f"space/{space}/invitation"
        book.put(key, {**book.get(key), "until": 0})

    vaults.change(ash.id, ash.keys, lapse)

    assert "Not joined yet." in _page(ash, space)
    assert 'class="words"' not in _page(ash, space)


def test_a_deleted_row_still_says_not_joined_yet(ash: Somebody) -> None:
    space = cast.make_space(ash)
    cast.invite(ash, space)
    before = _page(ash, space)
    Invitation.objects.all().delete()

    assert _page(ash, space) == before


def test_new_words_replace_the_old_ones_and_take_back_an_unbegun_seat(ash: Somebody, bo: Somebody) -> None:
    space = cast.make_space(ash)
    first = cast.invite(ash, space)
    cast.join(bo, first)

    assert cast.invite(ash, space) != first

    assert Invitation.objects.count() == 1
    assert list(Seat.objects.filter(space_id=space).values_list("person_id", flat=True)) == [ash.id]
    assert bo.browser.get(f"/s/{space}/").status_code == 404


def test_withdrawing_leaves_nothing_behind(ash: Somebody) -> None:
    space = cast.make_space(ash)
    cast.invite(ash, space)

    ash.browser.post(f"/s/{space}/invitation/withdraw/")

    assert Invitation.objects.count() == 0
    assert f"space/{space}/invitation" not in ash.book()
    assert "Make an invitation" in _page(ash, space)


def test_a_get_withdraws_nothing_and_makes_nothing(ash: Somebody) -> None:
    space = cast.make_space(ash)
    ash.browser.get(f"/s/{space}/invitation/")
    assert Invitation.objects.count() == 0
    cast.invite(ash, space)

    assert ash.browser.get(f"/s/{space}/invitation/withdraw/").status_code == 405
    assert Invitation.objects.count() == 1


def test_locked_keys_see_no_words_and_make_none(ash: Somebody) -> None:
    space = cast.make_space(ash)
    cast.invite(ash, space)
    ash.lock()

    assert ash.browser.get(f"/s/{space}/invitation/").headers["Location"].startswith("/unlock/")
    assert ash.browser.post(f"/s/{space}/invitation/").headers["Location"].startswith("/unlock/")
    assert ash.browser.post(f"/s/{space}/invitation/withdraw/").headers["Location"].startswith("/unlock/")
    assert Invitation.objects.count() == 1


def test_for_cam_noor_and_drew_there_is_nothing(ash: Somebody, cam: Somebody, noor: Somebody, drew: Client) -> None:
    cast.begun_space(ash, cam)
    space = cast.make_space(ash)
    cast.invite(ash, space)

    for address in (f"/s/{space}/", f"/s/{space}/invitation/"):
        for other in (cam, noor):
            assert other.browser.get(address).status_code == 404
        assert drew.get(address).headers["Location"] == "/sign-in/"
    for other in (cam, noor):
        assert other.browser.post(f"/s/{space}/invitation/").status_code == 404
        assert other.browser.post(f"/s/{space}/invitation/withdraw/").status_code == 404
    assert Invitation.objects.count() == 1


def test_somebody_who_waits_makes_no_invitation(ash: Somebody, bo: Somebody) -> None:
    space = cast.make_space(ash)
    cast.join(bo, cast.invite(ash, space))
    before = list(Invitation.objects.values())

    assert bo.browser.post(f"/s/{space}/invitation/").headers["Location"] == f"/s/{space}/"
    bo.browser.post(f"/s/{space}/invitation/withdraw/")

    assert list(Invitation.objects.values()) == before
