"""The sentences of this room. None says whose doing it was, or who has read what."""

from django.utils.translation import gettext_lazy as _

from ownaccord.core.pattern import Pattern
from ownaccord.core.turns import Move

SAID = {
    "said": _("Said. The others see it the next time they look here, and owe no answer."),
    "ended": _("Ended. Nobody owes a reason. It rests, for 90 days at most."),
    "left": _("Noted: you would leave it. Once everybody says so, it is left."),
    "let-go": _("Let go. It need not be heard back."),
    "kept": _("Kept. It opens for everybody once everybody has written."),
    "way": _("Put down, for everybody to read. You can take it back at any time."),
    "try": _("Noted. The others learn it only if everybody would try the same."),
    "left-alone": _("Left as it is. Nothing was kept, and nobody learns of it."),
    "try-back": _("Taken back. Nobody learns that it was there."),
    "firm": _("Marked as not for compromise. Only you see that, and you can take it back whenever you like."),
    "firm-back": _("Not marked any more. Nothing else changed."),
    "firm-full": _("There is room for no more. Nothing was marked; take another one back first."),
    "forgotten": _("Erased, in every space. What was before is not remembered again."),
    "noticing-off": _("Nothing is remembered for this any more, and what was is erased."),
    "noticing-on": _("From now on it is remembered, in your own notes alone."),
    "put": _("Put down. It asks, and changes nothing. The others see it the next time they look here."),
    "not-now": _("Said. Terms rest here for 90 days, or until you put some down. Nobody owes a reason."),
    "written": _("Written, apart. Nobody reads it before everybody has written."),
    "shown": _("Yours can be read now."),
    "alike": _("Noted: to you they mean the same."),
    "differs": _("Noted: something differs. You can talk about it here."),
    "erased": _("Your words are erased for good. What somebody has read, they have read."),
    "same": _("Nothing changed."),
}
AFTER = {
    Move.END: "ended", Move.LEAVE_IT: "left", Move.LET_GO: "let-go", Move.NOT_NOW: "not-now", Move.PUT: "put",
    Move.APART: "written", Move.SHOWN: "shown", Move.SAME: "alike", Move.DIFFERS: "differs",
    Move.POSITION: "kept", Move.MATTERS: "kept", Move.WAY: "way", Move.TRY: "try",
}  # fmt: skip

MOVES = {
    Move.ASK: _("Asks to hear it back"),
    Move.HEARD: _("What I heard"),
    Move.THAT_IS_IT: _("That is it."),
    Move.CLEARER: _("Made clearer"),
    Move.LET_GO: _("It need not be heard back."),
    Move.PUT: _("Puts terms down"),
    Move.ASK_TERMS: _("Asks for terms"),
    Move.NOT_NOW: _("Not now."),
    Move.SAME: _("In our own words it is the same."),
    Move.DIFFERS: _("In our own words something differs."),
    Move.LEAVE_IT: _("I would leave it as it is."),
}

OFFERED = {
    Move.POSITION: _("This is what I would like"),
    Move.MATTERS: _("This is what matters to me"),
    Move.WAY: _("Put it down as a way"),
    Move.SAY: _("Say it"),
    Move.ASK: _("Say it, and hear it back"),
    Move.HEARD: _("This is what I heard"),
    Move.THAT_IS_IT: _("That is it"),
    Move.CLEARER: _("Make it clearer"),
    Move.LET_GO: _("It need not be heard back"),
}

BUTTONS = {
    **{str(move): words for move, words in OFFERED.items()},
    str(Move.TRY): _("I would try this"),
    str(Move.ASK_TERMS): _("Ask for terms"),
    str(Move.NOT_NOW): _("Not now"),
    str(Move.SHOWN): _("Show mine, and read"),
    str(Move.SAME): _("They mean the same"),
    str(Move.DIFFERS): _("Something differs"),
    str(Move.LEAVE_IT): _("Leave it as it is"),
    str(Move.END): _("End this thread"),
}

NOT_YOUR_TURN = _("It is not as it was when you looked. Your words are kept below; nothing was sent.")

SEEN = {
    Pattern.SOON: (
        _("Soon after something was brought up with you, you made it wider, more than once."),
        _("Talking can do that, and that is what it is for. A yes can also come because waiting was hard."),
    ),
    Pattern.ONE_SIDE: (
        _("When something became wider, yours was the last word each time, as far as this page can see."),
        _("It cannot see what others had stated before you. It may have been your own wish."),
    ),
    Pattern.AGAIN: (
        _("The same thing was brought up with you again and again."),
        _("Perhaps it was not finished, or you liked to be asked. Perhaps an answer was not heard."),
    ),
    Pattern.NIGHT: (
        _("It was always at night."),
        _("By the clock of whoever wrote, which can be wrong. Some only have the night. Tired people agree more."),
    ),
}
"""Each pattern with what is uncertain about it. All of it can be chance."""

QUESTIONS = (
    _("Could you have said no that day, and would the evening still have been all right?"),
    _("When you said no before, was it left at that, without a face, a silence or another try?"),
    _("Did you want it before it was brought up, or so that the asking would stop?"),
    _("Can you say what you would like, too, and is it heard?"),
    _("Has anybody said that others do it, that a good partner would, or what would happen if you did not?"),
    _("Were you tired, had you been drinking, or did you need money, a bed or a lift when you agreed?"),
    _("Afterwards, were you glad, or glad that it was over?"),
    _("In play: does one word stop it at once, and is everybody at ease when it does?"),
)
