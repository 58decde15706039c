"""Every address of this room: nothing for who is no member, the sign-in for strangers, the unlock for who is locked."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse

from ownaccord.accounts.models import HeldForm
from ownaccord.accounts.stops import scopes
from ownaccord.consent.models import LedgerRow
from ownaccord.consent.urls import urlpatterns
from tests.databases import ON_SQLITE
from tests.people import Cast
from tests.rooms.consent.shared import Shared

pytestmark = ON_SQLITE

ITEM, SIDE = "massage", "give"
PAGES = {
    "map", "map-data", "map-paper", "items", "changed", "search", "category", "item", "state", "wishes", "wait",
    "history", "lift", "reaffirm", "leave", "space-pause", "own-items", "own-new", "own-item", "own-bring",
}  # fmt: skip
BOTH = {"own-new", "own-item", "own-bring", "search", "wait", "lift", "reaffirm", "leave", "space-pause"}
POSTS = {str(each.name) for each in urlpatterns} - PAGES - {"pause-lift"}
TIGHTENING = {"tighten", "tell-limit", "take-position", "leave", "let-go", "own-take-back"}


def address(name: str, space: str) -> str:
    """The address of this name in this space, about one item and side where it needs them."""
    pattern = next(each for each in urlpatterns if each.name == name)
    known = {"space": space, "item": ITEM, "side": SIDE, "category": "connection", "own": "x"}
    return reverse(name, kwargs={key: known[key] for key in pattern.pattern.converters})


def ways(space: str) -> Iterator[tuple[str, str]]:
    """Every method and address of this room in this space."""
    yield from (("get", address(name, space)) for name in PAGES)
    yield from (("post", address(name, space)) for name in POSTS | BOTH)


def status(browser: Client, way: tuple[str, str]) -> int:
    method, url = way
    fields = {"side": SIDE, "level": "0", "hours": "3"}
    return (browser.get(url) if method == "get" else browser.post(url, fields)).status_code


def test_a_stranger_is_sent_to_the_sign_in_from_every_address(ours: Shared, cast: Cast) -> None:
    drew = cast.stranger()
    for method, url in [*ways(ours.id), ("get", "/pause/lift/"), ("post", "/pause/lift/")]:
        answer = getattr(drew, method)(url)
        assert (answer.status_code, answer.headers["Location"]) == (303, "/sign-in/"), url
    assert LedgerRow.objects.count() == 0


def test_noor_who_is_no_member_finds_nothing_anywhere(ours: Shared, cast: Cast) -> None:
    assert {status(cast.noor.browser, way) for way in ways(ours.id)} == {404}


def test_cam_who_shares_another_space_with_ash_finds_nothing_here(hers: Shared, ours: Shared, cast: Cast) -> None:
    assert {status(cast.cam.browser, way) for way in ways(ours.id)} == {404}
    assert hers.see(cast.cam).count("Consent map") == 1


def test_neither_sky_nor_ash_finds_anything_in_the_space_that_sky_left(over: str, cast: Cast) -> None:
    for who in (cast.sky, cast.ash):
        for way in ways(over):
            again = way == ("post", address("leave", over))
            assert status(who.browser, way) == (303 if again else 404), way


@pytest.mark.parametrize("name", sorted(POSTS))
def test_a_step_is_never_taken_by_looking(ours: Shared, cast: Cast, name: str) -> None:
    assert cast.ash.browser.get(address(name, ours.id)).status_code == 405


@pytest.mark.parametrize("name", sorted(PAGES - {"space-pause"}))
def test_a_locked_look_leads_to_the_unlock_and_back(ours: Shared, cast: Cast, name: str) -> None:
    cast.ash.lock()
    answer = cast.ash.browser.get(address(name, ours.id))
    where = address(name, ours.id).replace("/", "%2F")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/unlock/?next={where}")


@pytest.mark.parametrize("name", sorted((POSTS | BOTH) - {"space-pause"}))
def test_a_step_that_arrives_locked_writes_nothing_and_pauses_at_once_if_it_tightens(
    ours: Shared, cast: Cast, name: str
) -> None:
    cast.ash.lock()
    answer = cast.ash.browser.post(address(name, ours.id), {"side": SIDE, "level": "0", "hours": "3"})
    assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (303, "/unlock/")
    assert scopes(cast.ash.id) == ({ours.id} if name in TIGHTENING else frozenset())
    assert LedgerRow.objects.count() == 0


def test_a_yes_that_arrives_locked_waits_sealed_and_pauses_nothing(ours: Shared, cast: Cast) -> None:
    cast.ash.lock()
    form = {"side": SIDE, "level": "3", "contexts": ["at_home"], "own_condition": "when the house is quiet"}
    cast.ash.browser.post(address("take-position", ours.id), form)
    assert scopes(cast.ash.id) == frozenset()
    held = HeldForm.objects.get()
    assert b"quiet" not in bytes(held.sealed)
    cast.ash.unlock()
    page = cast.ash.browser.get("/held/").content.decode()
    assert page.count('value="when the house is quiet"') == 1
    assert f'name="side" value="{SIDE}"' in page


def test_a_form_without_its_token_changes_nothing(ours: Shared, cast: Cast) -> None:
    cast.ash.browser.handler.enforce_csrf_checks = True
    for name in (POSTS | BOTH) - {"space-pause"}:
        answer = cast.ash.browser.post(address(name, ours.id), {"side": SIDE, "level": "1", "hours": "48"})
        assert answer.status_code == 403, name
    assert LedgerRow.objects.count() == 0
    assert (scopes(cast.ash.id), HeldForm.objects.count()) == (frozenset(), 0)


def test_an_item_or_a_side_that_does_not_exist_is_nothing_here(ours: Shared, cast: Cast) -> None:
    for rest in ("items/no-such-item/", "items/massage/lead/", "items/massage/nonsense/"):
        assert cast.ash.browser.get(ours.url(rest)).status_code == 404
    for side in ("lead", "", "GIVE", "x" * 9000):
        answer = cast.ash.browser.post(ours.url("items/massage/positions/"), {"side": side, "level": "1"})
        assert answer.status_code == 404


def test_every_address_is_in_one_of_the_lists_above() -> None:
    assert {str(each.name) for each in urlpatterns} == PAGES | POSTS | {"pause-lift"}
    assert BOTH <= PAGES
