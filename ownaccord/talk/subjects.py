"""What a thread can be about."""

from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from ownaccord.core.turns import SOLVING, Move

TALKING = frozenset(
    {Move.SAY, Move.ASK, Move.HEARD, Move.THAT_IS_IT, Move.CLEARER, Move.LET_GO, Move.LEAVE_IT, Move.END}
)
"""What belongs to every thread."""
AGREEING = frozenset({Move.PUT, Move.ASK_TERMS, Move.NOT_NOW, Move.APART, Move.SHOWN, Move.SAME, Move.DIFFERS})
"""What belongs to a thread about an item alone: terms, and saying in own words what was agreed."""

# No slug of any item is written like this.
REPAIR = "~line"
BESIDE = "~beside"
WAYS = "~ways"
CARD = "~card"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a thread is about: an item by its slug, or, at a `place` of its own, what needs no item to be open.

    `solves`: they see it differently and work it out step by step, in a thread beside the one of the item.
    """

    slug: str
    name: str | Promise
    place: str = ""
    solves: bool = False

    @property
    def is_repair(self) -> bool:
        """Whether it is about a line that was crossed."""
        return self.slug == REPAIR

    @property
    def card(self) -> str:
        """The conversation card it is about, by its name; empty for everything else."""
        kind, _, card = self.slug.partition(":")
        return card if kind == CARD else ""

    @property
    def closes(self) -> bool:
        """Whether nothing can be said about it where it is not open: what is there only as long as it is shown."""
        return self.slug == BESIDE or bool(self.card)

    @property
    def has_item(self) -> bool:
        """Whether it is about an item."""
        return not self.place

    @property
    def topic(self) -> str:
        """What its first thread is named by."""
        return f"{WAYS}:{self.slug}" if self.solves and self.has_item else self.slug

    @property
    def sibling(self) -> "Subject | None":
        """The same item in the other kind of thread: an end of either lets both rest."""
        return replace(self, solves=not self.solves) if self.has_item else None


CROSSED = Subject(REPAIR, gettext_lazy("A line was crossed"), "repair")
OPENED = Subject(BESIDE, gettext_lazy("What was opened together"), "beside")
"""Lines about a scene that everybody put down: to be talked about while its reader has them, and no pause holds."""
SOMETHING = Subject(WAYS, gettext_lazy("Something you see differently"), "ways-own", solves=True)


def of_card(card: str, question: str | Promise) -> Subject:
    """Return the subject of the conversation card of this name: to be talked about while somebody shows an answer."""
    return Subject(f"{CARD}:{card}", question, "card-talk")


def moves_of(topic: str) -> frozenset[Move]:
    """Return the moves that belong to a thread of this name; whatever else stands in its rows counts for nothing."""
    kind = topic.partition("#")[0].partition(":")[0]
    if kind == WAYS:
        return TALKING | SOLVING
    return TALKING if kind in (REPAIR, BESIDE, CARD) else TALKING | AGREEING


def ended_key(subject: Subject) -> str:
    """Return under which name the own vault keeps that somebody ended it: beside what rests by a tightening."""
    return f"~{subject.topic}"


def declined_key(subject: Subject) -> str:
    """Return under which name the own vault keeps that its owner said *not now*: what others put down rests."""
    return f"-{subject.slug}"
