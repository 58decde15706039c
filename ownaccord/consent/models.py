"""What is stored about consent: one append-only chain of sealed records per space, epoch and author."""

from django.db import models


class LedgerRow(models.Model):
    """One record of a chain as `core.ledger` made it; the state of all but the newest is erased. No time, no item."""

    space = models.CharField(max_length=32)
    epoch = models.PositiveIntegerField()
    author = models.CharField(max_length=32)
    seq = models.PositiveIntegerField()
    header = models.BinaryField()
    state_hash = models.BinaryField(max_length=32)
    state = models.BinaryField(null=True)
    macs = models.BinaryField()

    class Meta:
        """One record a place."""

        constraints = [models.UniqueConstraint(fields=["space", "epoch", "author", "seq"], name="one_record_a_place")]
        ordering = ["space", "epoch", "author", "seq"]


class ServedCard(models.Model):
    """One card of the catalogue as it was last served here. The whole catalogue is in it, whatever anybody stated."""

    slug = models.CharField(max_length=64, primary_key=True)
    name = models.CharField(max_length=200)
    edition = models.PositiveIntegerField()
    ceiling = models.PositiveSmallIntegerField()
    sides = models.CharField(max_length=200)
