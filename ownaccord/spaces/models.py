"""What is stored about spaces: who has a seat, what an invitation carries sealed, and the grants of epoch keys.

No name in plain and no exact time: days and hours since 1970-01-01 UTC. No row here is believed: keys count only as
far as each person's own vault has pinned them, and a seat only says whose pages exist.
"""

from django.db import models

from ownaccord.accounts.models import Person


class Space(models.Model):
    """An exact set of persons. Epoch 0 means that it has not begun."""

    id = models.CharField(primary_key=True, max_length=32)
    epoch = models.PositiveBigIntegerField(default=0)
    ended = models.BooleanField(default=False)
    made_on = models.PositiveIntegerField()


class Seat(models.Model):
    """One person in one space."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="seats")
    person = models.ForeignKey(Person, models.CASCADE, related_name="seats")
    joined_on = models.PositiveIntegerField()

    class Meta:
        """One seat a person and space."""

        constraints = [models.UniqueConstraint(fields=["space", "person"], name="one_seat_a_person")]


class Invitation(models.Model):
    """What one person offers another under a secret that the database never sees (docs/develop/spec/invitation.md).

    A row is open until the invitee columns are filled; declined, expired and mistyped leave no trace in it.
    """

    class Kind(models.TextChoices):
        """What it leads to: the first epoch, or the next one with keys pinned anew."""

        BEGIN = "begin"
        RENEW = "renew"

    lookup = models.BinaryField(primary_key=True, max_length=32)
    space = models.ForeignKey(Space, models.CASCADE, related_name="invitations")
    kind = models.CharField(max_length=5, choices=Kind.choices)
    epoch = models.PositiveBigIntegerField()
    inviter = models.ForeignKey(Person, models.CASCADE, related_name="invitations_made")
    inviter_public = models.BinaryField(max_length=32)
    inviter_mac = models.BinaryField(max_length=32)
    info_sealed = models.BinaryField()
    invitee = models.ForeignKey(Person, models.CASCADE, null=True, related_name="invitations_joined")
    invitee_public = models.BinaryField(max_length=32, null=True)
    invitee_mac = models.BinaryField(max_length=32, null=True)
    answer_sealed = models.BinaryField(null=True)
    expires_hour = models.PositiveIntegerField()
    # Which seat of a list it is for; null in a space for two. Only shown: what counts lies under the secret.
    seat = models.PositiveSmallIntegerField(null=True)


class Introduction(models.Model):
    """Everybody's names and keys, sealed to one member by one whom they pinned (docs/develop/spec/introduction.md)."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="introductions")
    epoch = models.PositiveBigIntegerField()
    to = models.ForeignKey(Person, models.CASCADE, related_name="introductions_held")
    by = models.ForeignKey(Person, models.CASCADE, related_name="introductions_made")
    sealed = models.BinaryField()
    macs = models.BinaryField()

    class Meta:
        """One introduction a space, reader and introducer."""

        constraints = [models.UniqueConstraint(fields=["space", "to", "by"], name="one_introduction_each")]


class Shown(models.Model):
    """Everything that one member shows of themselves to the others, sealed (docs/develop/spec/shown.md)."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="shown")
    author = models.ForeignKey(Person, models.CASCADE, related_name="shown")
    epoch = models.PositiveBigIntegerField()
    number = models.PositiveBigIntegerField()
    sealed = models.BinaryField()
    macs = models.BinaryField()

    class Meta:
        """One a space and member."""

        constraints = [models.UniqueConstraint(fields=["space", "author"], name="one_shown_a_member")]


class Grant(models.Model):
    """One epoch key, sealed to one member by one member; who granted it is checked by MAC, never by this row."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="grants")
    epoch = models.PositiveBigIntegerField()
    to = models.ForeignKey(Person, models.CASCADE, related_name="grants_held")
    by = models.ForeignKey(Person, models.CASCADE, related_name="grants_made")
    sealed = models.BinaryField()
    macs = models.BinaryField()

    class Meta:
        """One grant a space, epoch and member."""

        constraints = [models.UniqueConstraint(fields=["space", "epoch", "to"], name="one_grant_a_member")]


class Together(models.Model):
    """One round of texts that open together (docs/develop/spec/together.md). It says nothing about who has written.

    A mark names the round and nothing else: 16 random bytes, or 24 that follow from a scene and the epoch key.
    """

    space = models.ForeignKey(Space, models.CASCADE, related_name="together")
    epoch = models.PositiveBigIntegerField()
    mark = models.BinaryField(max_length=32)
    ends_on = models.PositiveIntegerField()

    class Meta:
        """A mark once a space."""

        constraints = [models.UniqueConstraint(fields=["space", "mark"], name="one_round_a_mark")]


class Said(models.Model):
    """One member's row in a round, of one size whatever it says; `text` is empty until everybody has written."""

    together = models.ForeignKey(Together, models.CASCADE, related_name="said")
    author = models.ForeignKey(Person, models.CASCADE, related_name="said_together")
    body = models.BinaryField()
    macs = models.BinaryField()
    text = models.BinaryField(default=bytes)

    class Meta:
        """One a round and member."""

        constraints = [models.UniqueConstraint(fields=["together", "author"], name="one_row_a_member")]
