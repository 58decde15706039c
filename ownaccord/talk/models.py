"""What is stored about threads: sealed posts. No item, no word, no time is in any column."""

from django.db import models

from ownaccord.accounts.models import Person
from ownaccord.spaces.models import Space


class Post(models.Model):
    """One post of one thread (docs/develop/spec/thread.md). No row is believed before its MAC fits."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="posts")
    epoch = models.PositiveBigIntegerField()
    mark = models.BinaryField(max_length=16)
    author = models.ForeignKey(Person, models.CASCADE, related_name="posts")
    number = models.PositiveIntegerField()
    previous = models.BinaryField(max_length=32)
    head = models.BinaryField()
    sealed_hash = models.BinaryField(max_length=32)
    sealed = models.BinaryField(null=True)
    macs = models.BinaryField()

    class Meta:
        """One post a place."""

        constraints = [
            models.UniqueConstraint(fields=["space", "epoch", "mark", "author", "number"], name="one_post_a_place")
        ]
