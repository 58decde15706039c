"""What stands in a calendar besides review dates: one's own follow-ups and recheck-ins, and nobody else's."""

from datetime import UTC, datetime, timedelta

import pytest

from ownaccord.accounts import vaults
from ownaccord.care import after_memory, feed, follow_up_actions, follow_ups, occasions, rechecking
from ownaccord.care.after_memory import Said
from ownaccord.care.follow_up_memory import Ended
from tests.databases import ON_SQLITE
from tests.people import Clock, Somebody
from tests.rooms.care.conftest import makes_an_address
from tests.rooms.care.test_dates import reads
from tests.rooms.consent.shared import Shared

pytestmark = [pytest.mark.django_db, ON_SQLITE]
HOUR = 3600


def shown(ash: Somebody) -> list[tuple[str, str]]:
    """Titles and local times of what stands in the calendar of Ash now."""
    feed.refresh(ash.id, ash.keys)
    return sorted((title, at) for title, state, at, _sequence in reads(makes_an_address(ash)) if state == "CONFIRMED")


def test_a_follow_up_stands_at_its_moment_until_it_has_come(ours: Shared, ash: Somebody, clock: Clock) -> None:
    end = Ended(mark="m" * 16, at=clock.now, away=0)
    follow_up_actions.note_end(person=ash.id, keys=ash.keys, space=ours.id, ended=end)
    berlin = timedelta(hours=2 if datetime.fromtimestamp(clock.now, UTC).month < 10 else 1)
    wanted = [f"{datetime.fromtimestamp(clock.now + h * HOUR, UTC) + berlin:%Y-%m-%d %H:%M}" for h in (6, 24, 48, 72)]
    assert [at for _title, at in shown(ash)] == wanted
    clock.turn(hours=7)
    ash.unlock()
    assert [at for _title, at in shown(ash)] == wanted[1:]


def test_no_hour_in_the_calendar_says_how_its_owner_was(ours: Shared, ash: Somebody, clock: Clock) -> None:
    def ends(mark: str) -> None:
        end = Ended(mark=mark * 16, at=clock.now, away=0)
        follow_up_actions.note_end(person=ash.id, keys=ash.keys, space=ours.id, ended=end)

    ends("m")
    clock.turn(hours=4)
    ash.unlock()
    vaults.change(ash.id, ash.keys, lambda book: after_memory.keep(book, ours.id, Said(clock.now, ("low",))))
    clock.turn(hours=200)
    ash.unlock()
    ends("n")
    moved = [each.moment.at for each in follow_ups.every(ash.id, ash.keys) if each.mark == "n" * 16]
    own = [clock.now + hours * HOUR for hours in (6, 24, 48, 72)]
    assert moved[0] < own[0] and moved[1:] == own[1:]
    assert [each.at for each in occasions.follow_ups(ash.id, ash.keys, clock.now)] == own


def test_what_was_taken_back_or_left_is_in_no_calendar(ours: Shared, ash: Somebody, clock: Clock) -> None:
    address = makes_an_address(ash)
    ours.press(ash, "rhythm/mine/", cadence="week", form="short", every="")
    assert [state for _title, state, _at, _sequence in reads(address)] == ["CONFIRMED"]
    ours.press(ash, "rhythm/take-back/")
    assert [state for _title, state, _at, _sequence in reads(address)] == ["CANCELLED"]
    ours.press(ash, "rhythm/mine/", cadence="week", form="short", every="")
    ours.press(ash, "leave/")
    assert {state for _title, state, _at, _sequence in reads(address)} == {"CANCELLED"}


def test_a_recheck_in_stands_on_its_day_at_ones_own_hour_for_its_owner_alone(
    ours: Shared, ash: Somebody, clock: Clock
) -> None:
    on = datetime.fromtimestamp(clock.now, UTC).date() + timedelta(days=5)
    rechecking.set_date(space=ours.id, keys=ours.cast.bo.keys, on=on - timedelta(days=2), now=clock.now)
    assert shown(ash) == []
    rechecking.set_date(space=ours.id, keys=ash.keys, on=on, now=clock.now)
    assert [at for _title, at in shown(ash)] == [f"{on:%Y-%m-%d} 10:00"]
