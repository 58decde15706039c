"""What is stored about care: a sealed calendar, and mail that its owner asked for, in plain by their choice.

The calendar opens with the secret in its address alone. Whoever reads the database sees of mail what the page that asks
for it says: to whom, in which hour, and the words.
"""

from django.db import models

from ownaccord.accounts.models import Person


class Feed(models.Model):
    """Somebody's calendar (docs/develop/spec/calendar.md): a keyed hash of its address's secret, and sealed text."""

    person = models.OneToOneField(Person, models.CASCADE, primary_key=True, related_name="feed")
    lookup = models.BinaryField(max_length=32, unique=True)
    sealed = models.BinaryField()


class Mailbox(models.Model):
    """That mail may go to this address of a person: they typed back the code that was sent there."""

    person = models.OneToOneField(Person, models.CASCADE, primary_key=True, related_name="mailbox")
    address = models.EmailField()


class Reminder(models.Model):
    """One mail that is to be sent once, in an hour since 1970; the row goes when it is sent or given up."""

    class Kind(models.TextChoices):
        """Planned from the calendar and made anew with it, asked for by a page, or the code for an address."""

        PLANNED = "planned"
        ASKED = "asked"
        CODE = "code"

    person = models.ForeignKey(Person, models.CASCADE, related_name="reminders")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    hour = models.PositiveIntegerField(db_index=True)
    words = models.CharField(max_length=200)
    tries = models.PositiveSmallIntegerField(default=0)
    # Set before anything is sent: whatever ends the process meanwhile, nobody sends it a second time.
    claimed = models.BooleanField(default=False)
