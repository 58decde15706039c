"""The words on screen for what somebody can say about an item; the stored words are the keys."""

from django.utils.translation import gettext_lazy as _

PAST = {
    "tried": _("I have tried it"),
    "want": _("I would like to try it"),
}

ASKING = {
    "yes": _("Yes, ask me"),
    "later": _("Not now"),
    "no": _("None of this is for me"),
}

SAID = {
    "kept": _("Kept, for you alone."),
    "same": _("Nothing changed: it was so already."),
    "undone": _("Taken back. It is as it was before."),
    "nothing": _("There was nothing to take back."),
    "limit": _("Kept, for you alone. It is a limit, and nobody else knows of it unless you tell them."),
    "shown": _("Shown. The people in this space can read it from now on."),
    "taken-back": _("Taken back. It is shown no more; what somebody has read, they have read."),
    "not-now": _("Nothing changed. While this space starts anew, nothing can be shown."),
    "full": _("Nothing changed. You show as much here as there is room for; something can be taken back first."),
    "unanswered": _("Nothing is kept on this card."),
    "erased": _("Erased. What you show of it in a space stays there until you take it back."),
    "all": _("There is no other card there now. These are your answers."),
    "through": _("There is no other card there now."),
    "for-later": _("On your list."),
    "off-list": _("Off your list."),
    "asking": _("Kept. You can change it at any time."),
    "first": _("It stands first now."),
    "out": _("It is out, and kept nowhere."),
    "put": _("It is on your list."),
    "off": _("It is off your list."),
    "opened": _("Open for you, until you close it again. Nobody else sees that."),
}
