"""The wheel of feelings: an inner ring of plain words, and around each of them some that say it more exactly.

Every word can be chosen by itself; none follows from another, and none is read as anything but itself. The stored words
are the keys.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Petal:
    """One word of the inner ring, and those around it."""

    name: str
    label: Words
    ring: Mapping[str, Words]


WHEEL: tuple[Petal, ...] = (
    Petal("glad", _("Glad"), {
        "playful": _("Playful"), "proud": _("Proud"), "grateful": _("Grateful"), "relieved": _("Relieved"),
    }),
    Petal("calm", _("Calm"), {
        "rested": _("Rested"), "clear": _("Clear"), "free": _("Free"), "sure": _("Sure of myself"),
    }),
    Petal("close", _("Close"), {
        "seen": _("Seen"), "loved": _("Loved"), "tender": _("Tender"), "trusting": _("Trusting"),
    }),
    Petal("stirred", _("Stirred"), {
        "curious": _("Curious"), "excited": _("Excited"), "bold": _("Bold"), "restless": _("Restless"),
    }),
    Petal("sad", _("Sad"), {
        "lonely": _("Lonely"), "let_down": _("Let down"), "empty": _("Empty"), "tearful": _("Tearful"),
    }),
    Petal("afraid", _("Afraid"), {
        "worried": _("Worried"), "tense": _("Tense"), "cornered": _("Cornered"), "panicky": _("Panicky"),
    }),
    Petal("angry", _("Angry"), {
        "irritated": _("Irritated"), "hurt": _("Hurt"), "used": _("Used"), "unheard": _("Not heard"),
    }),
    Petal("ashamed", _("Ashamed"), {
        "guilty": _("Guilty"), "exposed": _("Exposed"), "foolish": _("Foolish"), "small": _("Small"),
    }),
    Petal("numb", _("Numb"), {
        "far": _("Far away"), "tired": _("Tired"), "confused": _("Confused"), "nothing": _("Nothing at all"),
    }),
)  # fmt: skip

FEELINGS: Mapping[str, Words] = {
    word: label for petal in WHEEL for word, label in ({petal.name: petal.label} | dict(petal.ring)).items()
}
