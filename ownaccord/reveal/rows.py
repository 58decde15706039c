"""Between the messages of a round and the rows that hold them."""

from dataclasses import dataclass

from ownaccord.accounts.keys import encode
from ownaccord.core.reveal import Message, Step
from ownaccord.reveal.models import Message as Row
from ownaccord.spaces.epochs import macs_of

PROPOSE, TAKE_UP = Row.Step.PROPOSE, Row.Step.TAKE_UP


@dataclass(frozen=True, slots=True, repr=False)
class Proposed:
    """A proposal as its row says: nothing of it is believed yet."""

    mark: bytes
    author: str
    message: Message


def of(space: str, epoch: int, mark: bytes) -> dict[str, Message]:
    """Return the messages of a round by their step."""
    rows = Row.objects.filter(space_id=space, epoch=epoch, mark=mark)
    return {str(row.step): _message(row) for row in rows}


def steps(messages: dict[str, Message]) -> dict[Step, Message]:
    """Return those messages that `core.reveal` knows."""
    return {step: messages[step] for step in Step if step in messages}


def proposals(space: str, epoch: int) -> list[Proposed]:
    """Return what lies on the table, the newest first."""
    rows = Row.objects.filter(space_id=space, epoch=epoch, step=PROPOSE).order_by("-pk")
    return [Proposed(bytes(row.mark), str(row.author_id), _message(row)) for row in rows]


def _message(row: Row) -> Message:
    return Message(bytes(row.body), macs_of(bytes(row.macs)))


def store(space: str, epoch: int, mark: bytes, author: str, step: str, message: Message) -> None:
    """Store a message, in place of whatever lies in its row."""
    Row.objects.update_or_create(
        space_id=space, mark=mark, step=step,
        defaults={"epoch": epoch, "author_id": author, "body": message.body, "macs": encode(dict(message.macs))},
    )  # fmt: skip


def drop(space: str, mark: bytes) -> None:
    """Remove a round."""
    Row.objects.filter(space_id=space, mark=mark).delete()


def drop_others(space: str, mark: bytes) -> None:
    """Remove every other round of this space: who takes up a deck has been here since those were over."""
    Row.objects.filter(space_id=space).exclude(mark=mark).delete()


def drop_untaken(space: str) -> None:
    """Remove proposals that nobody took up."""
    taken = Row.objects.filter(space_id=space, step=TAKE_UP).values_list("mark", flat=True)
    Row.objects.filter(space_id=space).exclude(mark__in=[bytes(mark) for mark in taken]).delete()


def drop_space(space: str) -> None:
    """Remove every round of a space."""
    Row.objects.filter(space_id=space).delete()
