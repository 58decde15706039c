"""What somebody with the database in their hands can do to the rows of scenes: moves, as those in `moves`."""

from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any

from tests.laws.machine.kept import Kept
from tests.laws.machine.moves import ALL, Loot, Move, _flip
from tests.laws.machine.scene_rows import Laid, PassRow, PlanRow, SceneRow

SCENE_MOVES: dict[str, Move] = {}
Change = Callable[[Laid, Loot, Random, Kept], Laid]


def move(made: Change) -> Change:
    """One thing that can be done to the rows of scenes."""

    def moved(kept: Kept, loot: Loot, chance: Random) -> Kept:
        return replace(kept, scenes=made(kept.scenes, loot, chance, kept))

    name = made.__name__.replace("_", " ")
    SCENE_MOVES[name] = ALL[name] = moved
    return made


def _one(rows: Any, chance: Random) -> Any:
    return chance.choice(sorted(rows)) if rows else None


def _without(laid: Laid, scene: int) -> Laid:
    return Laid(
        laid.plans, {pk: row for pk, row in laid.scenes.items() if pk != scene},
        {place: step for place, step in laid.steps.items() if place[0] != scene},
        {pk: row for pk, row in laid.passes.items() if row.scene != scene},
    )  # fmt: skip


@move
def delete_of_a_scene(laid: Laid, loot: Loot, chance: Random, kept: Kept) -> Laid:
    """The plan, a scene with all that is its own, one step, or one pass."""
    how = chance.choice(("plan", "scene", "step", "pass"))
    if how == "plan":
        return replace(laid, plans={})
    if how == "scene":
        return _without(laid, _one(laid.scenes, chance)) if laid.scenes else laid
    gone = _one(laid.steps if how == "step" else laid.passes, chance)
    if how == "step":
        close = chance.random() < 0.5
        return replace(laid, steps={_closed(place, gone, close): s for place, s in laid.steps.items() if place != gone})
    return replace(laid, passes={pk: row for pk, row in laid.passes.items() if pk != gone})


def _closed(place: tuple[int, int], gone: tuple[int, int] | None, close: bool) -> tuple[int, int]:
    """Where a step is once another one was taken out and the gap was closed."""
    after = close and gone is not None and place[0] == gone[0] and place[1] > gone[1]
    return (place[0], place[1] - 1) if after else place


@move
def cut_off_steps(laid: Laid, loot: Loot, chance: Random, kept: Kept) -> Laid:
    """The newest steps of a scene, most often all after the start, and whatever says that it is over."""
    if not laid.steps:
        return laid
    scene = _one({pk for pk, _number in laid.steps}, chance)
    last = max(number for pk, number in laid.steps if pk == scene)
    left = 0 if chance.random() < 0.5 else chance.randint(-1, last)
    steps = {place: step for place, step in laid.steps.items() if place[0] != scene or place[1] <= left}
    return replace(laid, steps=steps, scenes={**laid.scenes, scene: laid.scenes[scene]._replace(over=False)})


@move
def edit_of_a_scene(laid: Laid, loot: Loot, chance: Random, kept: Kept) -> Laid:
    """One bit, or one plain column, of one row."""
    how = chance.choice(("plan", "scene", "step", "pass"))
    if how == "plan" and laid.plans:
        return replace(laid, plans={space: _edited_plan(row, chance) for space, row in laid.plans.items()})
    if how == "scene" and laid.scenes:
        pk = _one(laid.scenes, chance)
        return replace(laid, scenes={**laid.scenes, pk: _edited_scene(laid.scenes[pk], chance)})
    if how == "step" and laid.steps:
        place = _one(laid.steps, chance)
        sealed, word = laid.steps[place]
        changed = (_flip(sealed, chance), word) if sealed and chance.random() < 0.5 else (b"", chance.choice(OPEN))
        return replace(laid, steps={**laid.steps, place: changed})
    if how == "pass" and laid.passes:
        pk = _one(laid.passes, chance)
        return replace(laid, passes={**laid.passes, pk: _edited_pass(laid.passes[pk], chance)})
    return laid


OPEN = ("pause", "leave", "green", "")


def _edited_plan(row: PlanRow, chance: Random) -> PlanRow:
    part = chance.choice(("body", "macs", "epoch"))
    if part == "epoch":
        return row._replace(epoch=row.epoch + chance.choice((-1, 1)))
    return row._replace(**{part: _flip(getattr(row, part), chance)})


def _edited_scene(row: SceneRow, chance: Random) -> SceneRow:
    part = chance.choice(("outline", "mark", "over", "over", "drill", "day"))
    if part in ("outline", "mark"):
        return row._replace(**{part: _flip(getattr(row, part), chance)})
    return row._replace(**{part: row.day + 9 if part == "day" else not getattr(row, part)})


def _edited_pass(row: PassRow, chance: Random) -> PassRow:
    part = chance.choice(("bare", "copy", "device", "heard", "person"))
    if part in ("bare", "copy") and getattr(row, part):
        return row._replace(**{part: _flip(getattr(row, part), chance)})
    return row._replace(device=row.device + 1) if part == "device" else row._replace(heard=row.heard + 3600)


@move
def swap_of_scenes(laid: Laid, loot: Loot, chance: Random, kept: Kept) -> Laid:
    """Two steps, two passes, the marks of two scenes, a step of another scene, or the author of the plan."""
    how = chance.choice(("steps", "passes", "marks", "author"))
    if how == "author":
        others = sorted(kept.vaults)
        return replace(laid, plans={s: row._replace(author=chance.choice(others)) for s, row in laid.plans.items()})
    rows: dict[Any, Any] = {"steps": laid.steps, "passes": laid.passes, "marks": laid.scenes}[how]
    if len(rows) < 2:
        return laid
    one, two = chance.sample(sorted(rows), 2)
    if how == "marks":
        # Whose rows these are: everything that belongs to the one belongs to the other now.
        other = {one: two, two: one}
        steps = {(other.get(pk, pk), number): step for (pk, number), step in laid.steps.items()}
        return replace(laid, steps=steps)
    if how == "steps":
        return replace(laid, steps={**laid.steps, one: laid.steps[two], two: laid.steps[one]})
    a, b = laid.passes[one], laid.passes[two]
    part = chance.choice(("bare", "copy", "scene"))
    a, b = a._replace(**{part: getattr(b, part)}), b._replace(**{part: getattr(a, part)})
    return replace(laid, passes={**laid.passes, one: a, two: b})


@move
def replay_of_a_step(laid: Laid, loot: Loot, chance: Random, kept: Kept) -> Laid:
    """A step once more as the next one, of the same scene or another; or one that is open."""
    if not laid.steps:
        return laid
    scene, taken = _one({pk for pk, _number in laid.steps}, chance), laid.steps[_one(laid.steps, chance)]
    then = loot.then(chance)
    if then is not None and then.scenes.steps and chance.random() < 0.5:
        taken = then.scenes.steps[_one(then.scenes.steps, chance)]
    number = 1 + max(number for pk, number in laid.steps if pk == scene)
    step = (b"", chance.choice(OPEN)) if chance.random() < 0.2 else taken
    return replace(laid, steps={**laid.steps, (scene, number): step})


@move
def roll_back_scenes(laid: Laid, loot: Loot, chance: Random, kept: Kept) -> Laid:
    """Everything about scenes, or only what was on the table, or only the steps."""
    then = loot.then(chance)
    if then is None:
        return laid
    how, old = chance.randrange(3), then.scenes
    if how == 0:
        return old
    if how == 1:
        return replace(laid, plans=old.plans)
    steps = {place: step for place, step in old.steps.items() if place[0] in laid.scenes}
    return replace(laid, steps=steps, scenes={pk: row._replace(over=False) for pk, row in laid.scenes.items()})


@move
def begin_without_a_word(laid: Laid, loot: Loot, chance: Random, kept: Kept) -> Laid:
    """A start, made up or of another scene, for one that has not begun."""
    waiting = sorted(set(laid.scenes) - {pk for pk, _number in laid.steps})
    if not waiting:
        return laid
    starts = [step for (_pk, number), step in sorted(laid.steps.items()) if number == 0]
    step = chance.choice(starts) if starts and chance.random() < 0.7 else (chance.randbytes(104), "")
    return replace(laid, steps={**laid.steps, (chance.choice(waiting), 0): step})


KNOWN = (
    ("cut off steps",), ("cut off steps", "delete pauses"), ("roll back scenes",), ("roll back all rows",),
    ("roll back scenes", "roll back all rows"), ("roll back scenes", "roll back an author"),
)  # fmt: skip
"""What anybody would try who has read how it works."""
