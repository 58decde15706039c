"""What is stored about scenes: sealed plans, steps and passes. No item, no word and no exact time is in any column but
when a device was last heard, which goes with its pass.
"""

from django.db import models

from ownaccord.accounts.models import Person
from ownaccord.spaces.models import Space


class Tabled(models.Model):
    """A plan on the table of a space (docs/develop/spec/scene.md). Not believed before its MAC fits."""

    space = models.OneToOneField(Space, models.CASCADE, primary_key=True, related_name="tabled")
    epoch = models.PositiveBigIntegerField()
    author = models.ForeignKey(Person, models.CASCADE, related_name="tabled")
    body = models.BinaryField()
    macs = models.BinaryField()


class Scene(models.Model):
    """A scene or a rehearsal, as far as what carries it needs it; `day` says when it may be swept away.

    `over`: it runs no more, whatever its steps say, and nothing that happens elsewhere concerns it. Never set back.
    """

    space = models.ForeignKey(Space, models.CASCADE, related_name="scenes")
    # The 16 random bytes of the plan, or of the rehearsal; they name it and nothing else.
    mark = models.BinaryField(max_length=16, unique=True)
    drill = models.BooleanField()
    outline = models.BinaryField()
    day = models.PositiveIntegerField()
    # Neither how nor when it ended: for a stop without keys, which has to know whether there is anything to stop.
    over = models.BooleanField(default=False, db_default=False)


class Pass(models.Model):
    """What one browser carries a scene with: a hash of its secret, and what only this secret opens."""

    scene = models.ForeignKey(Scene, models.CASCADE, related_name="passes")
    person = models.ForeignKey(Person, models.CASCADE, related_name="scene_passes")
    device = models.PositiveSmallIntegerField()
    hashed = models.BinaryField(max_length=32, unique=True)
    bare = models.BinaryField()
    # Empty after Exit now.
    copy = models.BinaryField()
    heard = models.PositiveBigIntegerField(default=0)


class Step(models.Model):
    """One step of a scene in its place; `open` is the word of one that was stored without a key, and only lowers."""

    scene = models.ForeignKey(Scene, models.CASCADE, related_name="steps")
    number = models.PositiveIntegerField()
    sealed = models.BinaryField()
    open = models.CharField(max_length=8)

    class Meta:
        """One step a place."""

        constraints = [models.UniqueConstraint(fields=["scene", "number"], name="one_step_a_place")]


class Revision(models.Model):
    """How new a space is to its streams; it only grows."""

    space = models.OneToOneField(Space, models.CASCADE, primary_key=True, related_name="live_revision")
    number = models.PositiveBigIntegerField()
