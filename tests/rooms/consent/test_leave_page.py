"""Leaving: one button, at once, for everybody, silently."""

from ownaccord.consent.models import LedgerRow
from ownaccord.spaces.models import Space
from tests.databases import ON_SQLITE
from tests.people import Cast
from tests.rooms.consent.shared import Shared

pytestmark = ON_SQLITE


def test_looking_at_the_page_ends_nothing(ours: Shared, cast: Cast) -> None:
    assert ours.see(cast.ash, "leave/").count("It ends for everybody, at once. You owe no reason.") == 1
    assert Space.objects.get(pk=ours.id).ended is False


def test_leaving_ends_the_space_for_both_and_erases_what_was_stated(ours: Shared, cast: Cast) -> None:
    ours.agree("massage")
    assert cast.ash.browser.post(ours.url("leave/")).headers["Location"] == "/"
    assert cast.bo.browser.get(ours.url("map/")).status_code == 404
    assert Space.objects.get(pk=ours.id).ended is True
    assert [bool(row.state) for row in LedgerRow.objects.filter(author=cast.bo.id)] == [False]


def test_leaving_twice_is_harmless(ours: Shared, cast: Cast) -> None:
    for _each in range(2):
        answer = cast.ash.browser.post(ours.url("leave/"))
        assert (answer.status_code, answer.headers["Location"]) == (303, "/")


def test_a_space_that_bo_marks_as_living_again_in_the_database_permits_nothing(ours: Shared, cast: Cast) -> None:
    ours.agree("massage")
    cast.ash.browser.post(ours.url("leave/"))
    Space.objects.filter(pk=ours.id).update(ended=False)
    page = ours.see(cast.bo)
    assert page.count("This space starts anew") == 1
    assert "Agreed" not in page and "Ash" not in page


def test_another_space_goes_on(ours: Shared, hers: Shared, cast: Cast) -> None:
    cast.ash.browser.post(ours.url("leave/"))
    assert hers.see(cast.cam).count("Consent map") == 1
    assert Space.objects.get(pk=hers.id).ended is False
