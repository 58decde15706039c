"""What is stored about scenes, as plain values of one moment: plans, scenes, steps and passes."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ownaccord.scenes import models


class PlanRow(NamedTuple):
    """A plan on the table of a space."""

    epoch: int
    author: str
    body: bytes
    macs: bytes


class SceneRow(NamedTuple):
    """A scene that has devices, whether or not it has begun."""

    space: str
    mark: bytes
    drill: bool
    outline: bytes
    day: int
    over: bool


class PassRow(NamedTuple):
    """What one browser carries a scene with."""

    scene: int
    person: str
    device: int
    hashed: bytes
    bare: bytes
    copy: bytes
    heard: int


Step = tuple[bytes, str]
"""(sealed, the open word) of a stored step."""


@dataclass(frozen=True, slots=True)
class Laid:
    """All of it. Nothing in it is ever changed in place."""

    plans: dict[str, PlanRow] = field(default_factory=dict)
    scenes: dict[int, SceneRow] = field(default_factory=dict)
    steps: dict[tuple[int, int], Step] = field(default_factory=dict)
    passes: dict[int, PassRow] = field(default_factory=dict)

    def steps_of(self, mark: bytes) -> set[tuple[int, Step]]:
        """The steps of the scene of this mark, each with its number."""
        here = {pk for pk, row in self.scenes.items() if row.mark == mark}
        return {(number, step) for (pk, number), step in self.steps.items() if pk in here}


NOTHING = Laid()


class SceneTables:
    """The tables of the room of scenes in a database, or whatever stands for them."""

    def __init__(self) -> None:
        self.plan: Any = models.Tabled
        self.scene: Any = models.Scene
        self.step: Any = models.Step
        self.way: Any = models.Pass

    def take(self) -> Laid:
        """Everything as it is now."""
        scenes = {s.pk: SceneRow(s.space_id, bytes(s.mark), s.drill, bytes(s.outline), s.day, s.over)
                  for s in self.scene.objects.all()}  # fmt: skip
        plans = {p.space_id: PlanRow(p.epoch, p.author_id, bytes(p.body), bytes(p.macs))
                 for p in self.plan.objects.all()}  # fmt: skip
        if not scenes and not plans:
            return NOTHING
        steps = {(s.scene_id, s.number): (bytes(s.sealed), s.open) for s in self.step.objects.all()}
        passes = {p.pk: PassRow(p.scene_id, p.person_id, p.device, bytes(p.hashed), bytes(p.bare), bytes(p.copy),
                                p.heard) for p in self.way.objects.all()}  # fmt: skip
        return Laid(plans, scenes, steps, passes)

    def put(self, then: Laid) -> None:
        """Everything as it was then; what is the same already is left alone."""
        now = self.take()
        if now.plans != then.plans:
            self.plan.objects.all().delete()
            for space, plan in then.plans.items():
                self.plan.objects.create(space_id=space, author_id=plan.author, **_but(plan, "author"))
        if (now.scenes, now.steps, now.passes) == (then.scenes, then.steps, then.passes):
            return
        self.scene.objects.all().delete()
        for pk, scene in then.scenes.items():
            self.scene.objects.create(pk=pk, space_id=scene.space, **_but(scene, "space"))
        self.step.objects.bulk_create(
            self.step(scene_id=pk, number=number, sealed=sealed, open=word)
            for (pk, number), (sealed, word) in then.steps.items()
        )
        for pk, way in then.passes.items():
            self.way.objects.create(
                pk=pk, scene_id=way.scene, person_id=way.person, **_but(way, "scene", "person")
            )

    def clear(self) -> None:
        """Nothing is stored."""
        self.put(NOTHING)


def _but(row: Any, *names: str) -> dict[str, Any]:
    return {name: value for name, value in row._asdict().items() if name not in names}
