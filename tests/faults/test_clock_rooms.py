"""Clocks that jump ten years and back while people talk, deal decks, cool off, look again and are in scenes.

Nothing opens early, no rest and no wait ends early, nobody is kept from a No, and no page breaks.
"""

from collections.abc import Callable

import pytest
from django.utils import timezone

from ownaccord.consent import cooled
from ownaccord.scenes.table import Stage
from ownaccord.web import sweeping
from tests.faults.test_clock import DAYS, NIGHTS, TEN_YEARS, at, unlocks
from tests.people import Cast, Clock, Somebody, cast, clock, quick_stretching
from tests.rooms.consent.conftest import ours
from tests.rooms.consent.shared import Shared, begun, words_of
from tests.rooms.reveal import decks
from tests.rooms.scenes import stage
from tests.rooms.talk.test_thread import ITEM, both_would_talk, refused, says
from tests.walls.scene import agreed_on

__all__ = ["cast", "clock", "ours", "quick_stretching"]

pytestmark = pytest.mark.django_db

JUMPS = [TEN_YEARS, -TEN_YEARS]
PAGES = (
    f"talk/{ITEM}/", "ways/own/", "deck/", "plan/", "after/", "lines/", "rhythm/", "together/", "later/",
    f"items/{ITEM}/", "again/",
)  # fmt: skip
OWN = ("/care/", "/care/times/", "/me/dates/", "/me/noticed/")
FOUND, APART, THEN = "Found in common", "Every other one, and gladly.", "/care/then/"


def every_page(ours: Shared, *people: Somebody) -> str:
    """Every page of these rooms is there, for each of them; what they say, all in one."""
    said = []
    for who in people:
        for path in (*map(ours.url, PAGES), *OWN):
            answer = who.browser.get(path)
            assert answer.status_code in (200, 303), (path, answer.status_code)
            said.append(words_of(answer) if answer.status_code == 200 else "")
    return "\n".join(said)


def there_and_back(ours: Shared, clock: Clock, days: int, meanwhile: Callable[[], object] = lambda: None) -> str:
    """The clock jumps, everybody comes in and looks at everything, and it is right again; what they saw meanwhile."""
    people = ours.cast.ash, ours.cast.bo
    clock.turn(days=days)
    unlocks(*people)
    seen = every_page(ours, *people)
    sweeping.sweep()
    meanwhile()
    clock.turn(days=-days)
    unlocks(*people)
    return seen


def starts_anew(ours: Shared) -> None:
    """Both start anew where a wrong date was seen; what that does to agreements is tried in test_clock.py."""
    for who in (ours.cast.ash, ours.cast.bo):
        if "About the clock" in ours.see(who):
            assert ours.press(who, "reaffirm/") == "wishes/?said=anew"


@pytest.mark.parametrize("days", JUMPS)
def test_a_deck_that_both_sealed_opens_at_its_time_and_for_no_clock_before(
    ours: Shared, cast: Cast, clock: Clock, days: int
) -> None:
    decks.open_between(ours)
    decks.feels(cast.ash, holding__together="into")
    decks.feels(cast.bo, holding__together="into")
    for who in (cast.ash, cast.bo):
        assert decks.seal(ours, who) == "deck/?said=sealed"

    assert FOUND not in there_and_back(ours, clock, days)
    decks.both_visit(ours, 2)
    assert not shows_found(ours)


def test_what_a_deck_found_shows_to_nobody_while_the_clock_is_back(ours: Shared, cast: Cast, clock: Clock) -> None:
    decks.open_between(ours)
    decks.feels(cast.ash, holding__together="into")
    decks.feels(cast.bo, holding__together="into")
    for who in (cast.ash, cast.bo):
        decks.seal(ours, who)
    decks.both_visit(ours, 3)
    assert (decks.stand(cast.ash, ours), decks.stand(cast.bo, ours)) == ("complete", "complete")

    assert FOUND not in there_and_back(ours, clock, -TEN_YEARS)
    assert not shows_found(ours)
    clock.turn(days=3, hours=1)
    unlocks(cast.ash, cast.bo)
    assert shows_found(ours)


@pytest.mark.parametrize("days", JUMPS)
def test_a_not_now_about_decks_holds_until_its_day_whatever_the_clock_said_meanwhile(
    ours: Shared, cast: Cast, clock: Clock, days: int
) -> None:
    assert decks.propose(ours, cast.ash) == "deck/?said=proposed"
    assert ours.press(cast.bo, "deck/aside/") == "deck/?said=aside"
    there_and_back(ours, clock, days)
    starts_anew(ours)
    decks.propose(ours, cast.ash)
    assert "You put a deck aside." in ours.see(cast.bo, "deck/")
    assert decks.mark_seen(ours, cast.bo) == "00"
    clock.turn(days=13)
    unlocks(cast.ash, cast.bo)
    assert "You put a deck aside." in ours.see(cast.bo, "deck/")


def test_a_not_now_from_a_wrong_clock_is_taken_back_by_one_press(ours: Shared, cast: Cast, clock: Clock) -> None:
    decks.propose(ours, cast.ash)
    clock.turn(days=TEN_YEARS)
    unlocks(cast.ash, cast.bo)
    decks.propose(ours, cast.ash)
    assert ours.press(cast.bo, "deck/aside/") == "deck/?said=aside"
    clock.turn(days=-TEN_YEARS)
    unlocks(cast.ash, cast.bo)
    starts_anew(ours)
    assert ours.press(cast.bo, "deck/aside/", **{"with": "again"}) == "deck/?said=again"
    decks.propose(ours, cast.ash)
    assert decks.take_up(ours, cast.bo) == "deck/?said=taken"


@pytest.mark.parametrize("days", JUMPS)
def test_what_was_ended_rests_what_is_apart_opens_for_no_clock_and_a_pause_works_under_each(
    ours: Shared, cast: Cast, clock: Clock, days: int
) -> None:
    both_would_talk(ours)
    assert says(ours, cast.ash, "By the window?") == "said"
    ours.press(cast.bo, "ways/own/", move="say", words="Weekends away")
    ours.press(cast.ash, "ways/own/", move="position", words=APART)
    for who in (cast.ash, cast.bo, cast.ash):
        ours.press(who, "rhythm/mine/", cadence="week", form="short")
        ours.press(who, "together/look/")
    ours.press(cast.ash, "together/", more=APART)
    assert says(ours, cast.bo, "", "end") == "ended"
    cast.ash.unlock()

    def pauses() -> None:
        ours.press(cast.bo, "together/look/")
        assert APART not in ours.see(cast.bo, "together/") + ours.see(cast.bo, "ways/own/")
        assert cast.bo.browser.post("/pause/").headers["Location"] == "/pause/"

    there_and_back(ours, clock, days, pauses)
    assert "Everything is paused" in words_of(cast.bo.browser.get("/pause/"))
    starts_anew(ours)
    assert cast.bo.browser.post("/pause/lift/").headers["Location"] == "/pause/lift/?said=lifted"
    assert APART not in ours.see(cast.bo, "together/") + ours.see(cast.bo, "ways/own/")
    assert refused(ours, cast.ash, "And now?")
    clock.turn(days=60)
    unlocks(cast.ash)
    assert refused(ours, cast.ash, "And now?")


@pytest.mark.parametrize("days", JUMPS)
def test_cooling_off_lasts_until_its_author_ends_it(ours: Shared, cast: Cast, clock: Clock, days: int) -> None:
    ours.agree(ITEM)
    assert ours.press(cast.ash, "later/everything/", days="3") == "later/everything/?said=begun"
    there_and_back(ours, clock, days)
    starts_anew(ours)
    assert [str(each.scope) for each in cooled.coolings(cast.ash.book(), ours.id)] == ["everything"]
    answer = cast.ash.browser.post(ours.url(f"items/{ITEM}/positions/"), {"side": "together", "level": "1"})
    assert answer.status_code == 422
    assert both_see(ours) == set()


@pytest.mark.parametrize("days", JUMPS)
def test_under_a_wrong_clock_cooling_off_begins_all_the_same(
    ours: Shared, cast: Cast, clock: Clock, days: int
) -> None:
    ours.agree(ITEM)
    clock.turn(days=days)
    unlocks(cast.ash)
    ours.press(cast.ash, "later/everything/", days="3")
    clock.turn(days=-days)
    unlocks(cast.ash, cast.bo)
    assert both_see(ours) == set()
    starts_anew(ours)
    assert both_see(ours) == set()
    assert cooled.coolings(cast.ash.book(), ours.id)


@pytest.mark.parametrize("days", JUMPS)
def test_a_stop_stays_whoever_did_not_press_it_begins_nothing_and_what_comes_after_comes_a_day_later(
    ours: Shared, cast: Cast, clock: Clock, days: int
) -> None:
    ours.agree(stage.MASSAGE)
    stage.started(ours)
    assert stage.signal(cast.ash.browser, "red") == 204
    for who in (cast.ash, cast.bo):
        ours.see(who, "plan/")
    assert THEN not in cast.ash.browser.get("/care/").content.decode()
    there_and_back(ours, clock, days)
    assert stage.here(ours, cast.bo).stage is not Stage.RUNNING
    assert ours.press(cast.bo, "plan/again/") == ("plan/?said=busy" if days > 0 else "plan/?said=their-word")
    assert THEN not in cast.ash.browser.get("/care/").content.decode()
    clock.turn(hours=25)
    unlocks(cast.ash)
    assert THEN in cast.ash.browser.get("/care/").content.decode()


@pytest.mark.parametrize("seconds", [-3600, TEN_YEARS * 86400])
def test_a_red_under_a_wrong_clock_stops_a_scene_and_it_stays_stopped(
    ours: Shared, cast: Cast, clock: Clock, seconds: int
) -> None:
    ours.agree(stage.MASSAGE)
    stage.started(ours)
    clock.turn(seconds=seconds)
    assert stage.signal(cast.ash.browser, "red") == 204
    clock.turn(seconds=-seconds)
    unlocks(cast.ash, cast.bo)
    assert {stage.sees(who.browser).phase for who in (cast.ash, cast.bo)} == {"red"}
    assert stage.here(ours, cast.bo).stage is not Stage.RUNNING


@pytest.mark.parametrize(("zone", "moment"), [*list(NIGHTS.values())[1:3], ("UTC", DAYS["leap day"])])
def test_a_deck_opens_for_both_at_one_moment_on_every_strange_day(
    db: None, clock: Clock, zone: str, moment: tuple[int, ...]
) -> None:
    clock.now = at(moment)
    cast = Cast()
    ours = Shared(begun(cast.ash, cast.bo), cast)
    with timezone.override(zone):
        decks.open_between(ours, days="2")
        for who in (cast.ash, cast.bo):
            decks.seal(ours, who, "nothing")
        decks.both_visit(ours, 3)
        clock.now = -(-clock.now // 3600) * 3600 + 2 * 86400 - 1
        unlocks(cast.ash, cast.bo)
        assert not shows_found(ours)
        clock.turn(seconds=1)
        assert shows_found(ours)


def shows_found(ours: Shared) -> bool:
    """Whether both see what a deck found; none of them alone does."""
    said = [ours.see(who, "deck/") + ours.see(who, f"items/{ITEM}/") for who in (ours.cast.ash, ours.cast.bo)]
    seen = {FOUND in each for each in said}
    assert len(seen) == 1
    return seen.pop()


def both_see(ours: Shared) -> set[str]:
    """What either of them sees as agreed or to talk about."""
    return agreed_on(ours.cast.ash, ours.id) | agreed_on(ours.cast.bo, ours.id)
