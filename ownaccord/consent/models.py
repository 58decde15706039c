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
