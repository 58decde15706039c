"""The sentences of this room. None says whose doing it was, or who has read what."""

from django.utils.translation import gettext_lazy as _

from ownaccord.core.turns import Move

SAID = {
    "said": _("Said. The others see it the next time they look here, and owe no answer."),
    "ended": _("Ended. Nobody owes a reason. It rests, for 90 days at most."),
    "left": _("Noted: you would leave it. Once everybody says so, it is left."),
    "let-go": _("Let go. It need not be heard back."),
    "erased": _("Your words are erased for good. What somebody has read, they have read."),
    "same": _("Nothing changed."),
}
AFTER = {Move.END: "ended", Move.LEAVE_IT: "left", Move.LET_GO: "let-go"}

MOVES = {
    Move.ASK: _("Asks to hear it back"),
    Move.HEARD: _("What I heard"),
    Move.THAT_IS_IT: _("That is it."),
    Move.CLEARER: _("Made clearer"),
    Move.LET_GO: _("It need not be heard back."),
    Move.LEAVE_IT: _("I would leave it as it is."),
}

OFFERED = {
    Move.SAY: _("Say it"),
    Move.ASK: _("Say it, and hear it back"),
    Move.HEARD: _("This is what I heard"),
    Move.THAT_IS_IT: _("That is it"),
    Move.CLEARER: _("Make it clearer"),
    Move.LET_GO: _("It need not be heard back"),
}

BUTTONS = {
    **{str(move): words for move, words in OFFERED.items()},
    str(Move.LEAVE_IT): _("Leave it as it is"),
    str(Move.END): _("End this thread"),
}

NOT_YOUR_TURN = _("It is not as it was when you looked. Your words are kept below; nothing was sent.")
