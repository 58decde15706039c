"""What the pages of small steps say after a form."""

from django.utils.translation import gettext_lazy as _

from ownaccord.consent.said import SAID as OF_CONSENT
from ownaccord.consent.said import Said

SAID = {
    **OF_CONSENT,
    "step": Said(_("Kept as the last step, for you alone.")),
    "dropped-step": Said(_("The last step is gone.")),
    "full-steps": Said(_("Nothing changed. There is no room for more here."), kept=False),
    "asked": Said(_("Asked for. It rests among your wishes until you have slept on it; nobody sees it.")),
    "down": Said(_("One step down. What is lower counts at once.")),
    "shown": Said(_("Shown here, for everybody in this space. How far you are is not on it.")),
    "not-shown": Said(_(
        "Not shown. This rests for now, or somebody has told that it is off-limits. Your steps are kept as they are."
    ), kept=False),
    "unshown": Said(_("Not shown any more.")),
    "taken": Said(_("Yours from its foot on. Change it as you like; nothing is asked for yet.")),
    "gone-steps": Said(_("Let go. What you have stated stays as it is.")),
    "another-day": Said(_("Noted, for you alone.")),
    "look-first": Said(_("Nothing changed. Name another day on which you look at all of it, first."), kept=False),
    "rests": Said(_("Nothing changed. The last step is still among your wishes."), kept=False),
}
