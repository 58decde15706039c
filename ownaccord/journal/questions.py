"""What a debrief asks, in its order. Nothing has to be answered, and nothing is read out of an answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ownaccord.consent.choices import HELPS, SIGNS
from ownaccord.journal.wheel import FEELINGS

Words = str | Promise


class Kind(StrEnum):
    """How a question is answered."""

    LINE = "line"
    TEXT = "text"
    SOME = "some"
    ONE = "one"
    WHEEL = "wheel"


@dataclass(frozen=True, slots=True)
class Question:
    """One question; `table` are the answers that are offered, by their stored words."""

    name: str
    label: Words
    kind: Kind = Kind.TEXT
    help: Words = ""
    table: Mapping[str, Words] = field(default_factory=dict)


BODY: Mapping[str, Words] = {
    "light": _("Light"),
    "warm": _("Warm"),
    "loose": _("Loose"),
    "heavy": _("Heavy"),
    "tight": _("Tight"),
    "sore": _("Sore"),
    "cold": _("Cold"),
    "trembling": _("Trembling"),
    "dizzy": _("Dizzy"),
    "worn_out": _("Worn out"),
}

TOUCHED: Mapping[str, Words] = {
    "no": _("No"),
    "near": _("It came near"),
    "yes": _("Yes"),
    "unsure": _("Not sure yet"),
}

QUESTIONS: tuple[Question, ...] = (
    Question("good", _("What was good")),
    Question("hard", _("What was hard")),
    Question("feelings", _("What I feel about it"), Kind.WHEEL, _("As many as fit, also when they do not fit each "
             "other. Some have finer words around them."), FEELINGS),
    Question("body", _("My body, now"), Kind.SOME, "", BODY),
    Question("triggers", _("What set something off"), Kind.TEXT, _("A word, a touch, a smell, a moment.")),
    Question("noticed", _("Early signs that I noticed"), Kind.SOME, "", SIGNS),
    Question("noticed_own", _("A sign of my own"), Kind.LINE),
    Question("helped", _("What helped"), Kind.SOME, "", HELPS),
    Question("helped_own", _("Something else that helped"), Kind.LINE),
    Question("limit", _("Was a limit of mine touched?"), Kind.ONE, _("Only you see this. A limit is what you call "
             "one, whether or not it was told."), TOUCHED),
    Question("next_time", _("My line for next time"), Kind.LINE),
)  # fmt: skip
