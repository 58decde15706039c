"""What a page says after a form: short codes in the address, the sentences here. None is about anybody else."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeVar

from django.db import IntegrityError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ownaccord.consent.actions import CardUnread, Outcome
from ownaccord.consent.authoring import TooMany
from ownaccord.consent.cooled import CoolingOff
from ownaccord.consent.debriefs import NoDebrief
from ownaccord.consent.ladders import LookFirst, NoRoom, NotShown, StepRests
from ownaccord.consent.writing import LookAgain
from ownaccord.core.errors import Lapsed, Ratcheted, Refused, TooEarly

T = TypeVar("T")
MEANWHILE = (LookAgain, IntegrityError)
# Each try that fails means that another one of the same person's was written.
TRIES = 20


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence after a form, and whether something was kept by it."""

    text: str | Promise
    kept: bool = True

    @property
    def kind(self) -> str:
        """The kind of notice."""
        return "kept" if self.kept else "note"


SAID: Mapping[str, Said] = {
    "written": Said(_("Written. It counts now, as far as everybody else allows it too.")),
    "wished": Said(_("Kept among your wishes; nobody sees it. You can say “Still so” once you have slept on it.")),
    "both": Said(_("What is tighter counts already. The rest is among your wishes until you have slept on it.")),
    "tighter": Said(_(
        "What is tighter counts already. The rest is not among your wishes: its card is to be read first, you are "
        "cooling off on it, or a debrief of your own comes first."
    )),
    "tightened": Said(_("It is not available any more, from now on.")),
    "told": Said(_("Told. It stands on the map as off-limits, and it is not asked about.")),
    "untold": Said(_("You do not tell it any more. It stays a No.")),
    "read": Said(_("Noted: you have read this card.")),
    "opened": Said(_("Open for you, until you close it again. Nobody else sees that.")),
    "closed": Said(_("Closed again. What you have stated in it stays as it is.")),
    "own-kept": Said(_("Kept, for you alone. Nobody else sees it until you bring it here.")),
    "own-limit": Said(_("Kept as a limit, for you alone.")),
    "own-brought": Said(_("Brought here. Everybody in this space can read it now. Nothing on it is allowed by that.")),
    "own-back": Said(_("Taken back. Nothing on it is in force any more.")),
    "own-gone": Said(_("Let go. It is in your notes no more.")),
    "own-full": Said(_("Nothing changed. There is room for twenty of your own."), kept=False),
    "let-go": Said(_("Taken back. It was not available before either.")),
    "still": Said(_("Written, as you said it. It counts now, as far as everybody else allows it too.")),
    "dropped": Said(_("Let go. Nothing changed for anybody.")),
    "renewed": Said(_("Kept as it is, with a later review date.")),
    "wait": Said(_("The waiting time you ask for is set.")),
    "wait-later": Said(_("Kept. It counts from your new start on.")),
    "resting": Said(_("The shorter time is kept until you have slept on it. Until then nothing changes.")),
    "seen": Said(_("Noted.")),
    "paused": Said(_("Paused. Nothing in this space is available now, until you lift it.")),
    "lifted": Said(_("Your pause is lifted. Whatever is newer than the pause waits among your wishes.")),
    "anew": Said(_("You have started anew. What you had stated is among your wishes; nothing of it counts by itself.")),
    "same": Said(_("Nothing changed: it was so already."), kept=False),
    "none": Said(_("Nothing was chosen, and nothing changed."), kept=False),
    "card": Said(_("Nothing changed. Trial and Yes need the card read first, as it is today."), kept=False),
    "debrief": Said(_(
        "Nothing changed. A scene has used up a trial of this. You can state it again once you have kept a debrief of "
        "your own, and not while you are below your own line."
    ), kept=False),
    "cooling": Said(_(
        "Nothing changed. You are cooling off on this. You can end that first, on the page “Cooling-off”."
    ), kept=False),
    "early": Said(_("Nothing changed. It has not been slept on long enough yet."), kept=False),
    "scene": Said(
        _("Nothing changed. From the first yes to a scene until a day after its end only tightening works."), kept=False
    ),
    "lapsed": Said(_("Nothing changed. That wish has lapsed; you can state it again."), kept=False),
    "late": Said(_("Nothing changed: another page of yours wrote at the same moment. Look again."), kept=False),
    "not-now": Said(_("Nothing changed. Only tightening works at this moment."), kept=False),
}


REFUSALS: Mapping[type[Refused], str] = {
    CardUnread: "card",
    CoolingOff: "cooling",
    NoDebrief: "debrief",
    TooMany: "own-full",
    NoRoom: "full-steps",
    NotShown: "not-shown",
    StepRests: "rests",
    LookFirst: "look-first",
    Lapsed: "lapsed",
}


def refusal(refused: Refused) -> str:
    """Return the code for a step that was not taken; always that nothing changed."""
    if isinstance(refused, TooEarly):
        return "scene" if isinstance(refused, Ratcheted) else "early"
    return next((code for kind, code in REFUSALS.items() if isinstance(refused, kind)), "not-now")


def tried(step: Callable[[], object], done: str) -> str:
    """Take the step and return the code of what happened: `done` when it was simply done, or why nothing was."""
    try:
        outcome = taken(step)
    except Refused as refused:
        return refusal(refused)
    except MEANWHILE:
        return "late"
    if isinstance(outcome, Outcome) and outcome is not Outcome.WRITTEN:
        return outcome.value
    return done


def taken(step: Callable[[], T]) -> T:
    """Take a step that looks afresh, again as often as another page of the same person wrote in between."""
    for _try in range(TRIES):
        with suppress(*MEANWHILE):
            return step()
    return step()
