"""Pausing a space in one tap, and lifting it on a page that shows what comes back."""

from ownaccord.accounts.stops import scopes
from tests.databases import ON_SQLITE
from tests.people import Cast
from tests.rooms.consent.shared import Shared

pytestmark = ON_SQLITE


def test_a_pause_is_one_tap_and_takes_everything_from_both_maps(ours: Shared, cast: Cast) -> None:
    ours.agree("massage")
    assert ours.press(cast.ash, "pause/") == "map/?said=paused"
    mine, theirs = ours.see(cast.ash), ours.see(cast.bo)
    assert mine.count("Your pause holds here") == 1
    assert "Agreed" not in mine and "Agreed" not in theirs
    assert "pause holds" not in theirs and "Ash" not in theirs


def test_a_pause_works_locked_and_without_a_fresh_token(ours: Shared, cast: Cast) -> None:
    cast.ash.lock()
    cast.ash.browser.handler.enforce_csrf_checks = True
    answer = cast.ash.browser.post(ours.url("pause/"))
    assert (answer.status_code, answer.headers["Location"]) == (303, "/pause/")
    assert scopes(cast.ash.id) == {ours.id}


def test_nobody_can_pause_a_space_that_is_not_theirs(ours: Shared, cast: Cast) -> None:
    cast.noor.lock()
    assert cast.noor.browser.post(ours.url("pause/")).status_code == 404
    assert scopes(cast.noor.id) == frozenset()


def test_the_page_shows_what_comes_back_and_lifting_brings_it_back(ours: Shared, cast: Cast) -> None:
    ours.agree("massage")
    ours.press(cast.ash, "pause/")
    page = ours.see(cast.ash, "lift/")
    assert page.count("This would be in force again.") == 1 and page.count("Massage") == 1
    assert ours.press(cast.ash, "lift/") == "map/?said=lifted"
    assert ours.see(cast.bo).count("Agreed Massage") == 1


def test_looking_at_the_page_lifts_nothing(ours: Shared, cast: Cast) -> None:
    ours.press(cast.ash, "pause/")
    ours.see(cast.ash, "lift/")
    assert scopes(cast.ash.id) == {ours.id}


def test_bo_cannot_lift_the_pause_of_ash(ours: Shared, cast: Cast) -> None:
    ours.agree("massage")
    ours.press(cast.ash, "pause/")
    assert ours.see(cast.bo, "lift/").count("No pause of yours holds here.") == 1
    ours.press(cast.bo, "lift/")
    assert scopes(cast.ash.id) == {ours.id}
    assert "Agreed" not in ours.see(cast.bo)


def test_lifting_twice_is_harmless(ours: Shared, cast: Cast) -> None:
    ours.agree("massage")
    ours.press(cast.ash, "pause/")
    ours.press(cast.ash, "lift/")
    ours.press(cast.ash, "lift/")
    assert ours.see(cast.ash).count("Agreed Massage") == 1


def test_a_pause_on_everything_is_lifted_on_its_own_page(ours: Shared, hers: Shared, cast: Cast) -> None:
    ours.agree("massage")
    cast.ash.browser.post("/pause/")
    assert ours.see(cast.ash, "lift/").count("You have paused everything") == 1
    assert cast.ash.browser.get("/pause/lift/").content.decode().count(">Massage</a>") == 1
    assert cast.ash.browser.post("/pause/lift/").headers["Location"] == "/pause/lift/?said=lifted"
    assert scopes(cast.ash.id) == frozenset()
    assert ours.see(cast.bo).count("Agreed Massage") == 1


def test_a_space_that_is_paused_twice_stays_paused(ours: Shared, cast: Cast) -> None:
    ours.agree("massage")
    ours.press(cast.ash, "pause/")
    cast.ash.browser.post("/pause/")
    cast.ash.browser.post("/pause/lift/")
    assert ours.see(cast.ash).count("Your pause holds here") == 1
    assert "Agreed" not in ours.see(cast.bo)


def test_a_pause_of_everything_writes_the_own_vault_once_and_once_for_each_space(
    ours: Shared, hers: Shared, cast: Cast
) -> None:
    ours.agree("massage")
    before = cast.ash.row.vault_version
    assert cast.ash.browser.post("/pause/").headers["Location"] == "/pause/"
    assert cast.ash.row.vault_version == before + 3
