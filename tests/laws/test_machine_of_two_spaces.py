"""The no-loosening machine where people are in two spaces: what can fall only there does fall, and nothing else."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from random import Random
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import pytest

from ownaccord.accounts import renewal
from ownaccord.consent import access as doors
from ownaccord.consent import pausing, starting
from ownaccord.core.terms import Terms
from ownaccord.core.wish import DAY, HOUR
from tests.laws.machine import braking, doings
from tests.laws.machine import history as histories
from tests.laws.machine.between import BETWEEN
from tests.laws.machine.devices import Page, Somebody
from tests.laws.machine.history import History
from tests.laws.machine.house import Shelves, remembering
from tests.laws.machine.machine import Run
from tests.laws.machine.moves import MOVES
from tests.laws.machine.truth import Loosened

SEED = 20_280_228
ALL_OF_THEM = SimpleNamespace(random=lambda: 0.0)


@contextmanager
def two_spaces() -> Iterator[Run]:
    """Two people with a browser each, none of them portable, who have two spaces and have started in both."""
    house, chance = Shelves(), Random(SEED)
    with house.lived_in(), remembering(lambda: run.cards.now):
        pair = [Somebody(name, chance.randbytes, (False,)) for name in "ab"]
        same = patch.multiple(histories, some_people=lambda _chance: pair, beside=lambda people, _chance: [*people])
        with same:
            run = Run(house, SEED, spaces=2)
        for world in run.worlds:
            all_start_anew(world)
        yield run
    house.clear()


def all_start_anew(world: History) -> None:
    for device in world.devices * 2:
        doings.start_anew(world, device)


def agree(world: History) -> None:
    """Both say yes to a story, sleep on it, and say so again."""
    story = world.cards.now.item("story-reading")
    for device, side in zip(world.devices, story.sides, strict=True):
        doings.states(world, device, story, side, Terms(review_by=world.clock + 60 * DAY))
    world.clock += 12 * HOUR
    for device in world.devices:
        doings.still_so(world, device, ALL_OF_THEM)
    for device in world.devices:
        world.looks(device, unlock=True)
    assert world.worth() > 0


@pytest.mark.parametrize("broken", [False, True])
def test_a_backup_that_was_reaffirmed_in_one_space_wakes_nothing_in_the_other(broken: bool) -> None:
    with two_spaces() as run:
        one, other = run.worlds
        agree(other)
        kept = one.saved()
        for device in one.devices:
            one.looks(device, unlock=True)
        one.restore(kept)
        # A quiet day would stand before it as well.
        without = patch.object(renewal, "begin_quiet_day", lambda _book, _now: None)
        with without, patch.object(starting, "_elsewhere", lambda _book, _look: None) if broken else nullcontext():
            all_start_anew(one)
            all_start_anew(other)
            with pytest.raises(Loosened, match="without a second act") if broken else nullcontext():
                for device in other.devices:
                    doings.still_so(other, device, ALL_OF_THEM)
        assert other.worth() == 0


def lifts_all(pages: list[Page]) -> Any:
    """A lift of one pause that takes back those of all spaces."""
    lift = pausing.lift

    def made(*, looks: Any, keys: Any, person: str, scope: str, now: int, meant: Any = None) -> None:
        lift(looks=looks, keys=keys, person=person, scope=scope, now=now, meant=meant)
        for each in doors.begun(pages[-1]):
            lift(looks=(doors.looked(pages[-1], each),), keys=keys, person=person, scope=each, now=now)

    return made


@pytest.mark.parametrize("broken", [False, True])
def test_lifting_the_pause_of_one_space_leaves_that_of_the_other(broken: bool) -> None:
    with two_spaces() as run:
        one, other = run.worlds
        agree(other)
        device, pages = one.devices[0], []
        for world in (one, other):
            here = SimpleNamespace(choice=lambda some: some[0])
            braking.pause_unlocked(world, device, here)
        pages.append(device.page(one.clock))
        with (
            patch.object(pausing, "lift", lifts_all(pages)) if broken else nullcontext(),
            pytest.raises(Loosened, match="a pause went without being lifted") if broken else nullcontext(),
        ):
            braking.lift(one, device, SimpleNamespace(choice=lambda some: some[0]))
        assert other.truth.paused[device.owner.id] == {other.space}
        assert one.truth.paused[device.owner.id] == set()


def test_a_pause_of_everything_holds_in_both_and_is_lifted_in_both() -> None:
    with two_spaces() as run:
        one, other = run.worlds
        agree(other)
        who, device = one.people[0].id, one.devices[0]
        braking.pause_unlocked(one, device, SimpleNamespace(choice=lambda some: some[-1]))
        assert [each.truth.paused[who] for each in (one, other)] == [{""}, {""}]
        assert [each.truth.chained[who] for each in (one, other)] == [True, True]
        assert other.worth() == 0
        braking.lift(one, device, SimpleNamespace(choice=lambda some: some[0]))
        assert [each.truth.paused[who] for each in (one, other)] == [set(), set()]
        assert other.looks(device) == "fine"
        assert other.worth() > 0


def test_leaving_one_space_leaves_the_other_as_it_is() -> None:
    with two_spaces() as run:
        one, other = run.worlds
        agree(other)
        doings.leave(one, one.devices[0], SimpleNamespace(random=lambda: 1.0))
        assert (one.truth.left, other.truth.left) == (one.people[0].id, None)
        assert [other.looks(device, unlock=True) for device in other.devices] == ["fine", "fine"]
        assert other.worth() > 0


def test_each_move_between_two_spaces_changes_something_and_is_for_two_spaces_alone() -> None:
    with two_spaces() as run:
        one, other = run.worlds
        run.loots[0].saw(0, one.house.take())
        agree(other)
        agree(one)
        braking.stop_code(one, one.devices[0], Random(1))
        one.begins(one.people[0])
        all_start_anew(one)
        kept, some = one.house.take(), [(run.loots[n % 2], Random(n)) for n in range(40)]
        changed = {name for name in BETWEEN for loot, chance in some if MOVES[name](kept, loot, chance) != kept}
        alone = Shelves()
        with alone.lived_in():
            names = {*Run(alone, SEED, spaces=1).attacker.names}
    assert changed == BETWEEN
    assert BETWEEN <= {*run.attacker.names} == {*MOVES}
    assert not BETWEEN & names
