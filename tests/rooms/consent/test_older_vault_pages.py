"""An older vault that was put back, seen through pages: what the first page notices, no later one forgets."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from ownaccord.accounts import witnesses
from ownaccord.accounts.models import Person
from ownaccord.consent import memory, starting
from ownaccord.consent.models import LedgerRow
from ownaccord.consent.writing import NotNow
from ownaccord.spaces.models import Grant, Space
from tests.databases import ON_SQLITE
from tests.hands import held
from tests.people import Cast, Clock
from tests.rooms.consent.shared import Shared

pytestmark = [pytest.mark.django_db, ON_SQLITE]

WISH = "massage/give"
PutBack = Callable[[], None]


@pytest.fixture
def put_back(ours: Shared, cast: Cast, clock: Clock) -> PutBack:
    """Ash wished, slept on it, and let it go; called, their vault from before lies in the database again."""
    ours.read(cast.ash, "massage")
    ours.state(cast.ash, "massage", "give")
    clock.turn(hours=13)
    cast.ash.unlock()
    then = Person.objects.values("vault", "vault_version").get(pk=cast.ash.id)
    assert ours.press(cast.ash, "items/massage/tighten/") == "items/massage/?said=dropped"
    ours.see(cast.ash)

    def back() -> None:
        Person.objects.filter(pk=cast.ash.id).update(**then)

    return back


def is_marked(cast: Cast) -> bool:
    return cast.ash.book().get(witnesses.BEHIND) is True


def since(cast: Cast, space: str) -> list[int]:
    return [wish.since for wish in memory.wishes(cast.ash.book(), space)]


def test_without_it_the_wish_could_be_confirmed(ours: Shared, cast: Cast, put_back: PutBack) -> None:
    put_back()
    del cast.ash.browser.cookies[next(each for each in cast.ash.browser.cookies if each.startswith("oa_witness"))]
    assert ours.still_so(cast.ash, WISH) == "wishes/?said=still"


def test_a_no_in_the_quarantine_does_not_hide_that_the_vault_is_an_older_one(
    ours: Shared, cast: Cast, put_back: PutBack
) -> None:
    put_back()
    assert not is_marked(cast)
    for _each in range(4):
        ours.press(cast.ash, "items/holding/tighten/")
        assert is_marked(cast)
    assert ours.see(cast.ash).count("This space starts anew") == 1
    assert ours.press(cast.ash, "reaffirm/") == "wishes/?said=anew"
    assert not is_marked(cast)
    cast.ash.unlock()
    assert ours.still_so(cast.ash, WISH) != "wishes/?said=still"


def test_a_new_start_that_was_refused_leaves_an_older_vault_an_older_one(
    ours: Shared, cast: Cast, put_back: PutBack, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_back()
    reaffirm, refused = starting.reaffirm, [True]

    def once(**words: Any) -> None:
        if refused:
            refused.pop()
            raise NotNow
        reaffirm(**words)

    monkeypatch.setattr(starting, "reaffirm", once)
    assert ours.press(cast.ash, "reaffirm/") != "wishes/?said=anew"
    assert is_marked(cast)
    assert ours.press(cast.ash, "reaffirm/") == "wishes/?said=anew"
    assert since(cast, ours.id) == [held.now]
    assert ours.still_so(cast.ash, WISH) != "wishes/?said=still"


def test_looking_writes_nothing_and_a_pause_marks_what_it_writes(
    ours: Shared, cast: Cast, put_back: PutBack
) -> None:
    put_back()
    before = cast.ash.row.vault_version
    assert ours.see(cast.ash).count("This space starts anew") == 1
    assert cast.ash.row.vault_version == before
    assert cast.ash.browser.post("/pause/", {"scope": ours.id}).status_code == 303
    assert cast.ash.row.vault_version > before
    assert is_marked(cast)


def test_the_page_of_a_new_start_says_beforehand_that_an_older_copy_begins_paused_and_with_a_quiet_day(
    ours: Shared, cast: Cast, put_back: PutBack
) -> None:
    assert "older copy" not in ours.see(cast.ash, "reaffirm/")
    Space.objects.filter(pk=ours.id).update(epoch=2)
    cast.bo.unlock()
    assert ours.press(cast.bo, "reaffirm/") == "wishes/?said=anew"
    page = ours.see(cast.ash, "reaffirm/")
    assert page.count("Start anew") and "older copy" not in page
    put_back()
    page = ours.see(cast.ash, "reaffirm/")
    assert page.count("you begin paused, which you lift yourself, and for a day nothing of yours can be raised") == 1
    assert ours.press(cast.ash, "reaffirm/") == "wishes/?said=anew"
    assert ours.see(cast.ash).count("Your pause holds here") == 1
    assert ours.press(cast.bo, "reaffirm/") == "wishes/?said=anew"
    ours.press(cast.ash, "lift/")
    page = ours.see(cast.ash, "wishes/")
    assert "It ends on 23 September, 03:13 (in about 24 hours)." in page, page


def test_a_browser_without_a_witness_marks_nothing_of_its_own(ours: Shared, cast: Cast, put_back: PutBack) -> None:
    put_back()
    ours.see(cast.ash)
    del cast.ash.browser.cookies[next(each for each in cast.ash.browser.cookies if each.startswith("oa_witness"))]
    ours.press(cast.ash, "items/holding/tighten/")
    assert not is_marked(cast)


def test_what_an_older_vault_holds_of_another_space_is_slept_on_again_and_confirmed_by_nobody(
    ours: Shared, hers: Shared, cast: Cast, clock: Clock
) -> None:
    hers = replace(hers, people=(cast.ash, cast.cam))
    hers.agree("massage")
    hers.read(cast.ash, "holding")
    hers.state(cast.ash, "holding", "together")
    clock.turn(hours=13)
    for who in (cast.ash, cast.cam):
        who.unlock()
    then = Person.objects.values("vault", "vault_version").get(pk=cast.ash.id)
    for item in ("massage", "holding"):
        hers.press(cast.ash, f"items/{item}/tighten/")
    hers.see(cast.ash)
    Person.objects.filter(pk=cast.ash.id).update(**then)
    assert ours.press(cast.ash, "reaffirm/") == "wishes/?said=anew"
    assert not is_marked(cast)
    assert since(cast, hers.id) == [held.now]
    assert cast.ash.book().get(f"space/{hers.id}/older") is True
    assert hers.press(cast.ash, "reaffirm/") == "wishes/?said=anew"
    assert [cast.ash.book().get(f"space/{each.id}/older") for each in (ours, hers)] == [None, None]
    assert set(since(cast, hers.id)) == {held.now}
    mine = memory.mine(cast.ash.book(), hers.id)
    assert mine is not None and mine.paused
    for who in (cast.ash, cast.cam):
        who.unlock()
    assert hers.still_so(cast.ash, "massage/give", "massage/receive", "holding/together") != "wishes/?said=still"


def test_a_first_wish_elsewhere_with_nothing_stated_beside_it_is_slept_on_again_too(
    ours: Shared, hers: Shared, cast: Cast, clock: Clock
) -> None:
    hers.read(cast.ash, "holding")
    hers.state(cast.ash, "holding", "together")
    clock.turn(hours=13)
    cast.ash.unlock()
    then = Person.objects.values("vault", "vault_version").get(pk=cast.ash.id)
    hers.press(cast.ash, "items/holding/tighten/")
    hers.see(cast.ash)
    Person.objects.filter(pk=cast.ash.id).update(**then)
    assert ours.press(cast.ash, "reaffirm/") == "wishes/?said=anew"
    cast.ash.unlock()
    assert since(cast, hers.id) == [held.now]
    assert hers.still_so(cast.ash, "holding/together") != "wishes/?said=still"


def test_a_browser_that_remembers_later_epochs_starts_anew_in_one_go(ours: Shared, cast: Cast) -> None:
    ours.agree("massage")
    person = Person.objects.values("vault", "vault_version").get(pk=cast.ash.id)
    grants = [*Grant.objects.filter(space_id=ours.id)]
    rows = [*LedgerRow.objects.filter(space=ours.id)]
    for _restored in range(2):
        Person.objects.filter(pk=cast.ash.id).update(**person)
        LedgerRow.objects.filter(space=ours.id).delete()
        Grant.objects.filter(space_id=ours.id).delete()
        LedgerRow.objects.bulk_create(rows)
        Grant.objects.bulk_create(grants)
        Space.objects.filter(pk=ours.id).update(epoch=2)
        assert ours.press(cast.ash, "reaffirm/") == "wishes/?said=anew"
        assert ours.press(cast.ash, "reaffirm/") == "map/?said=same"
