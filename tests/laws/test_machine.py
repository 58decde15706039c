"""A share of the no-loosening machine in every test run, and what it stands on (docs/develop/attack/laws.md)."""

import ast
import re
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import pytest

from ownaccord.accounts import stops, vaults
from ownaccord.consent import memory, starting
from ownaccord.consent.looking import Look
from ownaccord.core.position import Side
from ownaccord.core.terms import Terms
from ownaccord.core.wish import DAY, HOUR, Wish
from tests.laws.machine import braking, calming, doings, figures
from tests.laws.machine.devices import Device
from tests.laws.machine.history import History
from tests.laws.machine.house import House, Shelves, remembering
from tests.laws.machine.kept import Kept
from tests.laws.machine.machine import Fell, Run, Tally, history, machine, shortest
from tests.laws.machine.truth import Loosened

TESTS = Path(__file__).parents[2]
ORACLES = [Path(__file__).parent / "machine" / name for name in ("truth.py", "everywhere.py", "scene_truth.py")]
SEED = 20_280_228
# With the thousand in memory some two thousand steps.
SHARE = {"sqlite": 800, "postgresql": 300}


def imports(file: Path) -> Iterator[str]:
    """Every module that a file names in an import, wherever in it."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0
            yield str(node.module)
            yield from (f"{node.module}.{each.name}" for each in node.names)


def reached(file: Path, seen: set[Path]) -> set[str]:
    """What a file imports, and what those of its imports that are tests' own modules import."""
    seen.add(file)
    found = set(imports(file))
    for name in sorted(found):
        other = TESTS / Path(*name.split(".")).with_suffix(".py")
        if name.startswith("tests.") and other.is_file() and other not in seen:
            found |= reached(other, seen)
    return found


@pytest.mark.parametrize("oracle", ORACLES, ids=lambda file: file.name)
def test_the_oracle_shares_no_code_with_what_it_judges(oracle: Path) -> None:
    own = ("itertools", "tests.laws.machine.allowed", "tests.laws.machine.truth")
    assert {name for name in reached(oracle, set()) if not name.startswith(own)} == set()


@pytest.mark.django_db
def test_nothing_is_loosened_whatever_is_done_to_the_database(stands_on: str) -> None:
    steps = SHARE[stands_on]
    tally = machine(stands_on, House(), SEED, steps)
    assert tally.steps >= steps
    assert_something_was_tried(tally)


def test_nothing_is_loosened_in_memory_either() -> None:
    assert_something_was_tried(machine("memory", Shelves(), SEED, 1000))


def assert_something_was_tried(tally: Tally) -> None:
    """One and two spaces; much was in force, attacks ended in all three ways; what remained is of the known kinds."""
    assert 0 < tally.of_two < tally.histories
    assert tally.in_force > tally.steps // 20
    assert sum(tally.detected.values()) > tally.steps // 10
    assert sum(tally.harmless.values()) > 0
    assert {kind for _name, kind in tally.residual} <= set(figures.RESIDUAL)


def test_a_seed_replays_exactly() -> None:
    for seed in (SEED + 2, 10_000 * SEED):
        one, two = (history(Shelves(), seed, 60) for _ in range(2))
        assert one == two
        assert one.of_two == (seed > SEED + 2)


@contextmanager
def plain_pauses_do_not_count() -> Iterator[None]:
    with patch.object(stops, "pausing", lambda *_whose: frozenset()):
        yield


def test_a_broken_promise_falls_and_can_be_shortened() -> None:
    with plain_pauses_do_not_count():
        with pytest.raises(Fell) as found:
            machine("memory", Shelves(), SEED, 4000)
        brief = shortest(Shelves(), found.value, (64, 32))
        assert brief.step - len(brief.skipped) <= found.value.step
        with pytest.raises(Fell):
            history(Shelves(), brief.seed, brief.step, brief.skipped)


def test_the_kept_run_says_a_million_steps_and_no_loosening() -> None:
    kept = figures.KEPT.read_text(encoding="utf-8")
    assert figures.number(kept, "loosenings") == 0
    assert figures.number(kept, "steps") >= 1_000_000
    assert re.search(r"^- commit: [0-9a-f]{12}$", kept, re.M)


def test_leaving_without_a_record_is_known_to_the_own_vault_and_to_no_older_record() -> None:
    house = Shelves()
    with house.lived_in(), remembering(lambda: run.cards.now):
        run = Run(house, SEED, spaces=1)
        world = run.world
        for each in world.people * 2:
            doings.start_anew(world, each.devices[0])
        before, serials, saw = house.take(), dict(world.serials), dict(world.saw)
        (place, row), *_others = sorted(before.rows.items())
        world.calm = world.exact = False
        world.attacked = replace(before, rows={**before.rows, place: replace(row, state_hash=bytes(32))})
        house.put(world.attacked)
        leaver, other = world.people[0].devices[0], world.people[1].devices[0]
        doings.leave(world, leaver, SimpleNamespace(random=lambda: 1))
        assert (world.truth.left, world.serials, world.saw) == (leaver.owner.id, serials, saw)
        trouble = Loosened("it goes on", {leaver.owner.id}, ended=True)
        known = world.excused(trouble, leaver, None, world.blob(leaver.owner.id))
        unknown = world.excused(trouble, other, None, world.blob(other.owner.id))
        older = world.excused(trouble, leaver, None, world.blob(leaver.owner.id, before))
    assert known is None
    assert {unknown, older} <= {"no witness", "not seen by this witness"}
    house.clear()


def says_still_so(world: History, device: Device, *items: str) -> None:
    """Still so, on the wishes for these items and on no others."""
    book = vaults.read(device.owner.id, device.owner.keys)
    answers = [float(wish.item not in items) for wish in memory.wishes(book, world.space)]
    doings.still_so(world, device, SimpleNamespace(random=iter(answers).__next__))


def a_new_start_after_still_so(run: Run) -> Device:
    """Two people agree on a story, and one of them says yes to a massage alone; nobody unlocks; a row is damaged."""
    world = run.world
    devices = both_start_anew(world)
    massage, story = (world.cards.now.item(each) for each in ("hand-massage", "story-reading"))
    doings.states(world, devices[0], massage, Side.GIVE, Terms(review_by=world.clock + 9 * DAY))
    for device, side in zip(devices, story.sides, strict=True):
        doings.states(world, device, story, side, Terms(review_by=world.clock + 9 * DAY))
    world.clock += 12 * HOUR
    says_still_so(world, devices[1], story.slug)
    says_still_so(world, devices[0], story.slug, massage.slug)
    assert {item for item, _way in world.truth.in_force(world.clock)} == {story.slug}
    doings.a_row_is_damaged(world, devices[0], SimpleNamespace(choice=lambda each: each[0]))
    assert world.truth.says == {each.id: {} for each in world.people}
    return devices[0]


def every_wait_is_waived(entry: Any, look: Look, _force: Any, wait: int) -> Wish:
    return Wish(entry.item, entry.side, entry.terms, look.clock - wait, entry.edition)


@pytest.mark.parametrize("broken", [False, True])
def test_what_was_in_force_at_its_authors_own_record_needs_no_new_wait_and_nothing_else_does(broken: bool) -> None:
    house = Shelves()
    with house.lived_in(), remembering(lambda: run.cards.now):
        run = Run(house, SEED, spaces=1)
        with patch.object(starting, "_wish", every_wait_is_waived if broken else starting._wish):
            device = a_new_start_after_still_so(run)
        world, said = run.world, run.world.truth.says
        says_still_so(world, device, "story-reading")
        assert {item for item, _side in said[device.owner.id]} == {"story-reading"}
        with pytest.raises(Loosened, match=r"second act: still .'hand-massage'") if broken else nullcontext():
            says_still_so(world, device, "hand-massage")
        assert {item for item, _side in said[device.owner.id]} == {"story-reading"}
    house.clear()


def test_a_new_start_leaves_out_a_pause_only_where_its_author_cannot_know_that_their_vault_is_older() -> None:
    house = Shelves()
    with house.lived_in(), remembering(lambda: run.cards.now):
        run = Run(house, SEED, spaces=1)
        world = run.world
        other, author = (each.devices[0] for each in world.people)
        who = author.owner.id
        for each in (other, author, other, author):
            doings.start_anew(world, each)
        before = house.take()
        braking.pause_unlocked(world, author, SimpleNamespace(choice=lambda each: each[0]))
        paused, record = house.take(), world.truth.paused_in[who]
        author.clear()
        world.truth.start_anew()
        trouble = Loosened("without a pause", {who}, pause=record)
        epoch = Look.__new__(Look)
        object.__setattr__(epoch, "verified", SimpleNamespace(heads={other.owner.id: (0, b"new")}))
        world.saw[b"new"] = dict.fromkeys(world.truth.members, world.truth.start)

        def kind(vault: Kept, rows: Kept) -> str | None:
            house.put(replace(rows, vaults=vault.vaults))
            return world.excused(trouble, author, epoch, world.blob(who))

        assert record > 0
        assert [kind(before, before), kind(paused, before)] == ["no witness", None]
        known = world.blob(who, before)
        house.put(paused)
        assert world._lost_pause(trouble, author, known, [known.known, {}]) is None
        house.put(before)
        # To know that an epoch began, in vault or witness, says nothing of the records before it.
        world.starts.add(world.truth.start)
        began = known._replace(known=dict.fromkeys(world.truth.members, world.truth.start))
        author.known[world.space] = dict(began.known)
        assert world._lost_pause(trouble, author, began, [began.known, began.known]) == "not seen by this witness"
        author.known.clear()
        assert world._lost_pause(trouble, author, known._replace(behind=frozenset({1})), [known.known, {}]) is None
        author.vault[world.space] = known.version + 1, frozenset()
        assert world._lost_pause(trouble, author, known, [known.known, {}]) is None
    house.clear()


@contextmanager
def a_history() -> Iterator[History]:
    """An empty house in memory, and the history that begins in it."""
    house = Shelves()
    with house.lived_in(), remembering(lambda: run.cards.now):
        run = Run(house, SEED, spaces=1)
        yield run.world
    house.clear()


def both_start_anew(world: History) -> list[Device]:
    """The first browsers of two people who have just started; none of them is portable."""
    devices = [each.devices[0] for each in world.people]
    for device in devices:
        device.portable = False
    for device in devices * 2:
        doings.start_anew(world, device)
    return devices


@pytest.mark.parametrize("attacked", [False, True])
def test_of_two_pauses_without_keys_the_one_that_was_deleted_before_the_unlock_never_had_a_record(
    attacked: bool,
) -> None:
    with a_history() as world:
        who = world.people[0].id
        device = both_start_anew(world)[0]
        for scope in (world.space, stops.EVERYTHING):
            braking.tighten_or_pause_locked(world, device, SimpleNamespace(choice=lambda _some, scope=scope: scope))
        if attacked:
            kept = world.house.take()
            world.attacked = replace(kept, pauses=tuple(each for each in kept.pauses if each != (who, world.space)))
            world.house.put(world.attacked)
        world.looks(device, unlock=True)
        assert world.truth.chained[who]
        assert world.truth.unwritten[who] == ({world.space} if attacked else set())


def test_what_was_there_before_a_restore_is_known_as_such_when_somebody_cools_off_before_they_start_anew() -> None:
    with a_history() as world:
        devices = both_start_anew(world)
        story = world.cards.now.item("story-reading")
        for device, side in zip(devices, story.sides, strict=True):
            doings.states(world, device, story, side, Terms(review_by=world.clock + 9 * DAY))
        world.clock += 12 * HOUR
        for device in devices:
            says_still_so(world, device, story.slug)
        world.restore(world.saved())
        for item in (story, world.cards.now.item("hand-massage")):
            calming.begin_to_cool_off(world, devices[0], always(item))
        both_start_anew(world)
        wanted = {}
        with patch.object(world.truth, "wishes_for", lambda _who, key, terms, _now: wanted.update({key: terms})):
            for _each in range(2):
                calming.end_cooling_off(world, devices[0], SimpleNamespace(choice=lambda some: some[0], random=float))
        assert [*wanted] == [(story.slug, str(story.sides[0]))]


def always(item: Any) -> Any:
    """Chance that takes this item where it can, and otherwise the first of what there is."""
    return SimpleNamespace(
        choice=lambda some: item if item in some else some[0], choices=lambda some, _weights: [some[0]]
    )


def test_a_pause_that_a_new_start_takes_into_the_chain_is_known_by_that_record() -> None:
    with a_history() as world:
        device = world.people[0].devices[0]
        calming.begin_to_cool_off(world, device, always(world.cards.now.item("story-reading")))
        assert world.truth.paused_in[device.owner.id] == 0
        doings.start_anew(world, device)
        assert world.truth.paused[device.owner.id]
        assert world.truth.paused_in[device.owner.id] == world.truth.written[device.owner.id] > 0
