"""What is stored about entries: sealed, each with a key of its own. No kind, time, item or space is in any column."""

from django.db import models

from ownaccord.accounts.models import Person


class Entry(models.Model):
    """One entry (docs/develop/spec/entry.md). Its id is random, and without `key_sealed` nobody opens it."""

    id = models.CharField(primary_key=True, max_length=32)
    owner = models.ForeignKey(Person, models.CASCADE, related_name="entries")
    key_sealed = models.BinaryField()
    sealed = models.BinaryField()
    version = models.PositiveBigIntegerField()
