"""The sentences of this room: what happened after a form, and why a deck cannot be dealt. None is about the other."""

from django.utils.translation import gettext_lazy as _

SAID = {
    "proposed": _("On the table. The other sees it the next time they look here, and owes no answer."),
    "taken": _("You answer it now, each apart. Nothing is compared before both have sealed."),
    "aside": _("Put aside, for you. Nothing was sent; the other sees no difference."),
    "again": _("Proposals are shown to you again."),
    "kept": _("Kept, for you alone."),
    "limit": _("Kept, for you alone. It is a limit, and nobody else knows of it unless you tell them."),
    "same": _("Nothing changed: it was so already."),
    "sealed": _("Sealed. It opens at the agreed time, or it does not complete; until then nobody sees anything."),
    "back": _("Taken off the table, for both. Nothing was compared."),
    "late": _("It is too late to take it back: the comparing has begun. Nothing of it permits anything."),
    "away": _("Put away. What you found stays on the pages of the items."),
    "resting": _("It is not on your pages any more. The other sees no difference."),
    "busy": _("Nothing changed. This deck is not on the table any more, or another one is."),
    "not-now": _("Nothing changed. While this space starts anew, no deck can be dealt."),
    "paused": _("Sealed, and it waits: while you pause here, nothing is compared."),
}

UNFAIR = {
    "soon": _("Too soon after the last deck. An everyday deck can follow after two days, any other after two weeks."),
    "rests": _("Some of these were dealt in the last 90 days and rest until then."),
    "unknown": _("Something in this deck cannot be dealt here. One of you may have a newer version of Own Accord."),
    "first": _("This deck does not keep to the rules by which both learn the same. It cannot be taken up."),
    "few": _("Too few items for a deck: one of them could be singled out. It cannot be taken up."),
    "far": _("It would open too far ahead. Sixty days is the most."),
}
"""Why a deck cannot be dealt as it is."""
