"""What the pages of cooling-off say after a form, and when they can remind."""

from django.utils.translation import gettext_lazy as _

from ownaccord.consent.said import SAID as OF_CONSENT
from ownaccord.consent.said import Said

SAID = {
    **OF_CONSENT,
    "begun": Said(_("You are cooling off. It is not available any more, from now on.")),
    "ended": Said(_("Ended. Nothing counts again by that.")),
}

REMIND = {
    0: _("No date"),
    3: _("In three days"),
    7: _("In a week"),
    14: _("In two weeks"),
    30: _("In 30 days"),
    90: _("In 90 days"),
}
