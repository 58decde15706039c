"""Between the rows of this room and what `core` makes of them."""

from collections.abc import Collection

from ownaccord.accounts.keys import encode
from ownaccord.core.carrying import Stored
from ownaccord.core.tabling import Tabled
from ownaccord.scenes.models import Scene, Step
from ownaccord.scenes.models import Tabled as Row
from ownaccord.spaces.epochs import macs_of


def tabled(space: str, epoch: int) -> tuple[str, Tabled] | None:
    """Return who put a plan on this table, and the plan as stored; None when there is none of this epoch."""
    row = Row.objects.filter(space_id=space, epoch=epoch).first()
    return None if row is None else (str(row.author_id), Tabled(bytes(row.body), macs_of(bytes(row.macs))))


def lay(space: str, epoch: int, author: str, made: Tabled) -> None:
    """Store a plan in place of the one that lay there."""
    Row.objects.update_or_create(
        space_id=space,
        defaults={"epoch": epoch, "author_id": author, "body": made.body, "macs": encode(dict(made.macs))},
    )


def take_off(space: str) -> None:
    """Remove the plan."""
    Row.objects.filter(space_id=space).delete()


def scene(space: str, mark: bytes) -> Scene | None:
    """Return the scene of this mark, here."""
    return Scene.objects.filter(space_id=space, mark=mark).first()


def newest(space: str, *, drill: bool) -> Scene | None:
    """Return the newest scene, or rehearsal, of this space that is still stored."""
    return Scene.objects.filter(space_id=space, drill=drill).order_by("-pk").first()


def steps(of: Scene) -> list[Stored]:
    """Return what is stored of a scene, in order."""
    rows = Step.objects.filter(scene=of).order_by("number").values_list("number", "sealed", "open")
    return [Stored(number, bytes(sealed), word) for number, sealed, word in rows]


def next_free(of: Scene) -> int:
    """Return the number after the last step, also where one before it is missing; 0 before it began."""
    last = Step.objects.filter(scene=of).order_by("-number").values_list("number", flat=True).first()
    return 0 if last is None else last + 1


def add(to: Scene, step: Stored) -> None:
    """Store one more step."""
    Step.objects.create(scene=to, number=step.number, sealed=step.sealed, open=step.open)


def end(scene: Scene) -> None:
    """Say in the row that it is over, for whoever has no key; this one knows it, too."""
    Scene.objects.filter(pk=scene.pk, over=False).update(over=True)
    scene.over = True


def hold(mark: bytes) -> Scene | None:
    """Inside a transaction: the scene of this mark, into which nobody else writes until that is over."""
    return Scene.objects.select_for_update().filter(mark=mark).first()


def hold_every(space: str) -> list[Scene]:
    """Inside a transaction: the same for every scene and rehearsal of this space."""
    return list(Scene.objects.select_for_update().filter(space_id=space).order_by("pk"))


def scenes(space: str) -> list[Scene]:
    """Return the scenes of this space that are still stored, the newest first."""
    return list(Scene.objects.filter(space_id=space, drill=False).order_by("-pk"))


def begun(scenes: Collection[int]) -> frozenset[int]:
    """Return which of these scenes have begun."""
    return frozenset(Step.objects.filter(scene_id__in=scenes).values_list("scene_id", flat=True).distinct())


def drop_drills(space: str) -> None:
    """Remove the rehearsals of a space with their passes."""
    Scene.objects.filter(space_id=space, drill=True).delete()


def drop_unbegun(space: str) -> None:
    """Remove rehearsals, and scenes that never began, with their passes; what has begun stays until it is swept."""
    begun = Step.objects.filter(scene__space_id=space, scene__drill=False).values("scene_id")
    Scene.objects.filter(space_id=space).exclude(pk__in=begun).delete()


def sweep(today: int) -> None:
    """Remove what scenes of the day before yesterday and earlier left, with their passes."""
    Scene.objects.filter(day__lt=today - 1).delete()
