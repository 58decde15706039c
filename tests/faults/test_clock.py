"""Clocks that jump ten years and back, nights in which an hour is missing or comes twice, leap days and far years.

Nothing rises by any of it, a pause always works, and nobody is locked out, or left open, for ten years.
"""

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from ownaccord.accounts.models import SignIn
from tests.people import PASSPHRASE, Cast, Clock, Somebody, cast, clock, new_browser, quick_stretching
from tests.walls.scene import ITEM, Scene, agreed_on, lived_in

__all__ = ["cast", "clock", "quick_stretching"]

pytestmark = pytest.mark.django_db

TEN_YEARS = 3653
OTHER = "eye-contact"
DAYS = {
    "leap day": (2028, 2, 29, 23, 59, 30),
    "end of a month": (2027, 1, 31, 23, 59, 59),
    "last second of 31 bits": (2038, 1, 19, 3, 14, 7),
    "no leap day": (2100, 2, 28, 12),
    "after 32 bits": (2106, 2, 7, 6, 28, 15),
}
# The nights in which clocks are turned, as UTC shortly before: zone, moment.
NIGHTS = {
    "an hour is missing in Berlin": ("Europe/Berlin", (2027, 3, 27, 20)),
    "an hour comes twice in Berlin": ("Europe/Berlin", (2026, 10, 24, 20)),
    "an hour comes twice in New York": ("America/New_York", (2026, 11, 1, 2)),
    "half an hour on Lord Howe": ("Australia/Lord_Howe", (2027, 4, 3, 10)),
    "a whole day is skipped by zone": ("Pacific/Apia", (2026, 12, 30, 20)),
}


@pytest.fixture
def scene(cast: Cast, clock: Clock) -> Scene:
    return lived_in(cast, clock)


def unlocks(*people: Somebody) -> None:
    """Each is unlocked, by signing in where the sign-in has ended."""
    for who in people:
        if who.browser.get("/unlock/").status_code == 200:
            who.unlock()
        elif who.browser.get("/me/").status_code != 200:
            who.sign_in_again()


def both_see(scene: Scene) -> set[str]:
    """What either of them sees as agreed or to talk about, after unlocking."""
    unlocks(scene.ash, scene.bo)
    return agreed_on(scene.ash, scene.space) | agreed_on(scene.bo, scene.space)


@pytest.mark.parametrize("days", [TEN_YEARS, -TEN_YEARS, 1, -1])
def test_a_clock_that_jumps_and_comes_back_raises_nothing(scene: Scene, days: int) -> None:
    scene.ours.read(scene.ash, OTHER)
    scene.ours.state(scene.ash, OTHER, "together")
    scene.clock.turn(days=days)
    there = both_see(scene)
    scene.ours.press(scene.ash, "wishes/still-so/", chosen=[f"{OTHER}/together"])
    assert there <= {ITEM} and both_see(scene) <= {ITEM}

    scene.clock.turn(days=-days)
    assert both_see(scene) <= {ITEM}


@pytest.mark.parametrize("days", [TEN_YEARS, -TEN_YEARS])
@pytest.mark.parametrize("locked", [True, False])
def test_a_pause_works_whatever_the_clock_says_and_holds_when_it_is_right_again(
    scene: Scene, days: int, locked: bool
) -> None:
    if days < 0:
        assert both_see(scene) == {ITEM}
    scene.clock.turn(days=days)
    if not locked:
        unlocks(scene.ash)
    if scene.ash.browser.get("/pause/").status_code != 200:
        # Thirty days without a sign-in have ended it; then there is the way in, and the stop code.
        scene.ash.sign_in_again()
    assert scene.ash.browser.post("/pause/").headers["Location"] == "/pause/"
    assert both_see(scene) == set()

    scene.clock.turn(days=-days)
    assert both_see(scene) == set()


def test_a_date_far_ahead_is_said_calmly_once_the_clock_is_right_and_starting_anew_clears_it(scene: Scene) -> None:
    scene.clock.turn(days=TEN_YEARS)
    unlocks(scene.ash, scene.bo)
    scene.ours.press(scene.ash, "wait/", hours="24")
    scene.clock.turn(days=-TEN_YEARS)
    unlocks(scene.ash, scene.bo)

    for who in (scene.ash, scene.bo):
        assert "About the clock" in scene.ours.see(who)
        assert scene.ours.press(who, "reaffirm/") == "wishes/?said=anew"
    assert "About the clock" not in scene.ours.see(scene.ash) + scene.ours.see(scene.bo)
    assert both_see(scene) == set()


@pytest.mark.parametrize("form", ["tighten", "position"])
def test_a_no_under_a_clock_that_is_ahead_counts_once_it_is_right_although_everything_seemed_to_have_lapsed(
    scene: Scene, form: str
) -> None:
    scene.clock.turn(days=TEN_YEARS)
    unlocks(scene.ash)
    rest = f"items/{ITEM}/{'tighten' if form == 'tighten' else 'positions'}/"
    assert scene.ours.press(scene.ash, rest, side="together", level="0").startswith(f"items/{ITEM}/?said=")
    scene.clock.turn(days=-TEN_YEARS)
    assert both_see(scene) == set()


@pytest.mark.parametrize("shared", ["", "on"])
def test_keys_that_were_opened_under_a_wrong_clock_are_not_open_for_ten_years(scene: Scene, shared: str) -> None:
    scene.clock.turn(days=TEN_YEARS)
    scene.ash.sign_in_again()
    settings = {"icon": "leaf", "sign": "0", "wait": "", "shared": shared}
    assert scene.ash.browser.post("/me/settings/", settings).status_code == 303
    scene.clock.turn(days=-TEN_YEARS)

    assert scene.ash.browser.get("/me/").headers["Location"] == "/unlock/?next=%2Fme%2F"
    assert not SignIn.objects.filter(person_id=scene.ash.id, keys_sealed__isnull=False).exists()


def test_the_sweep_erases_keys_that_were_opened_under_a_wrong_clock(scene: Scene) -> None:
    from ownaccord.web import sweeping

    scene.clock.turn(days=TEN_YEARS)
    scene.ash.sign_in_again()
    scene.clock.turn(days=-TEN_YEARS)
    sweeping.sweep()
    assert not SignIn.objects.filter(person_id=scene.ash.id, keys_sealed__isnull=False).exists()


def test_a_clock_that_is_set_back_by_a_minute_locks_nobody(scene: Scene) -> None:
    unlocks(scene.ash)
    scene.clock.turn(seconds=-60)
    assert scene.ash.browser.get("/me/").status_code == 200


def test_failures_under_a_wrong_clock_keep_nobody_out_for_ten_years(scene: Scene) -> None:
    scene.clock.turn(days=TEN_YEARS)
    for _ in range(9):
        scene.ash.browser.post("/sign-in/", {"name": "Ash", "secret": "not these words at all"})
    scene.clock.turn(days=-TEN_YEARS)
    unlocks(scene.ash)
    assert scene.ash.browser.get("/me/").status_code == 200


def test_a_wish_from_a_wrong_clock_can_be_stated_anew_and_sleeps_from_today(scene: Scene) -> None:
    scene.clock.turn(days=TEN_YEARS)
    unlocks(scene.ash)
    scene.ours.read(scene.ash, OTHER)
    scene.ours.state(scene.ash, OTHER, "together")
    scene.clock.turn(days=-TEN_YEARS)
    unlocks(scene.ash, scene.bo)
    for who in (scene.ash, scene.bo):
        scene.ours.press(who, "reaffirm/")

    assert scene.ours.state(scene.ash, OTHER, "together") == f"items/{OTHER}/?said=wished"
    assert scene.ours.still_so(scene.ash, f"{OTHER}/together") == "wishes/?said=early"
    scene.clock.turn(hours=24)
    unlocks(scene.ash)
    assert scene.ours.still_so(scene.ash, f"{OTHER}/together") == "wishes/?said=still"


def test_the_quiet_day_after_a_recovery_under_a_wrong_clock_is_a_day_and_not_ten_years(scene: Scene) -> None:
    scene.clock.turn(days=TEN_YEARS)
    scene.ash.sign_in_again()
    scene.ash.browser.post("/me/recovery/", {"step": "new", "secret": PASSPHRASE})
    code = "-".join(scene.ash.browser.get("/me/recovery/").context["groups"])
    fresh, way = new_browser(), {"browser": "own", "passphrase": PASSPHRASE, "again": PASSPHRASE}
    assert fresh.post("/recover/", {"name": "Ash", "code": code, **way}).status_code == 303
    scene.ash.browser = fresh
    scene.clock.turn(days=-TEN_YEARS)
    unlocks(scene.ash, scene.bo)
    for who in (scene.ash, scene.bo):
        scene.ours.press(who, "reaffirm/")

    scene.ours.read(scene.ash, OTHER)
    scene.ours.state(scene.ash, OTHER, "together")
    scene.clock.turn(hours=23)
    unlocks(scene.ash)
    assert scene.ours.still_so(scene.ash, f"{OTHER}/together") == "wishes/?said=not-now"
    scene.clock.turn(hours=2)
    unlocks(scene.ash)
    assert scene.ours.still_so(scene.ash, f"{OTHER}/together") == "wishes/?said=still"


def test_one_time_words_from_a_wrong_clock_are_not_good_for_ten_years(scene: Scene) -> None:
    scene.clock.turn(days=TEN_YEARS)
    scene.bo.sign_in_again()
    words = " ".join(scene.bo.browser.post("/me/host/", {"step": "account"}).context["words"])
    scene.clock.turn(days=-TEN_YEARS)
    assert new_browser().post("/one-time/", {"words": words}).status_code == 422


@pytest.mark.parametrize("moment", DAYS.values(), ids=DAYS.keys())
def test_a_life_on_a_strange_day(db: None, clock: Clock, moment: tuple[int, ...]) -> None:
    clock.now = at(moment)
    scene = lived_in(Cast(), clock)
    assert scene.in_force(scene.bo)
    for rest in ("map/", f"items/{ITEM}/", "wishes/", "history/", "wait/", "map/data/"):
        assert scene.ash.browser.get(scene.ours.url(rest)).status_code == 200

    clock.turn(days=89)
    unlocks(scene.ash, scene.bo)
    assert scene.in_force(scene.bo)
    assert scene.ours.press(scene.ash, f"items/{ITEM}/renew/", side="together") == f"items/{ITEM}/?said=renewed"
    clock.turn(days=2)
    unlocks(scene.ash, scene.bo)
    assert both_see(scene) == set()


@pytest.mark.parametrize(("zone", "moment"), NIGHTS.values(), ids=NIGHTS.keys())
def test_a_night_is_as_long_as_its_hours_in_every_zone(
    db: None, clock: Clock, zone: str, moment: tuple[int, ...]
) -> None:
    clock.now = at(moment) - 14 * 3600
    scene = lived_in(Cast(), clock)
    clock.now = at(moment)
    with timezone.override(zone):
        unlocks(scene.ash)
        scene.ours.read(scene.ash, OTHER)
        scene.ours.state(scene.ash, OTHER, "together")
        assert "in about 12 hours" in scene.ours.see(scene.ash, "wishes/")
        clock.turn(hours=12, seconds=-1)
        unlocks(scene.ash)
        assert scene.ours.still_so(scene.ash, f"{OTHER}/together") == "wishes/?said=early"
        clock.turn(seconds=1)
        assert scene.ours.still_so(scene.ash, f"{OTHER}/together") == "wishes/?said=still"
        seen = both_see(scene)
    assert seen == {ITEM}


@pytest.mark.parametrize(
    ("moment", "said"),
    [((2028, 2, 29, 20), "29 May 2028"), ((2027, 11, 30, 23, 59), "28 February 2028")],
)
def test_a_review_date_is_ninety_days_on(db: None, clock: Clock, moment: tuple[int, ...], said: str) -> None:
    clock.now = at(moment) - 13 * 3600
    scene = lived_in(Cast(), clock)
    assert f"Look at it again by {said} " in scene.ours.see(scene.ash)


def at(moment: tuple[int, ...]) -> int:
    """The unix time of this moment in UTC."""
    return int(datetime(*moment, tzinfo=UTC).timestamp())  # type: ignore[arg-type,misc]
