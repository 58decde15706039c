"""What is stored about decks: sealed proposals and blinded points. No item, no answer, no time is in any column."""

from django.db import models

from ownaccord.accounts.models import Person
from ownaccord.spaces.models import Space


class Message(models.Model):
    """One message of one round (docs/develop/spec/reveal.md). No row is believed before its MAC fits."""

    class Step(models.TextChoices):
        """A deck is proposed and taken up; then come the four messages of core.reveal."""

        PROPOSE = "propose"
        TAKE_UP = "take up"
        OFFER = "offer"
        ANSWER = "answer"
        RETURN = "return"
        TALLY = "tally"

    space = models.ForeignKey(Space, models.CASCADE, related_name="reveal_messages")
    epoch = models.PositiveBigIntegerField()
    # 16 random bytes that name the round and nothing else.
    mark = models.BinaryField(max_length=16)
    step = models.CharField(max_length=8, choices=Step.choices)
    author = models.ForeignKey(Person, models.CASCADE, related_name="reveal_messages")
    body = models.BinaryField()
    macs = models.BinaryField()

    class Meta:
        """Each message once a round."""

        constraints = [models.UniqueConstraint(fields=["space", "mark", "step"], name="one_message_a_step")]
