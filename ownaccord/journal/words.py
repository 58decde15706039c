"""One sentence after each thing that was done here."""

from django.utils.translation import gettext_lazy as _

SAID = {
    "kept": _("Kept, for you alone."),
    "changed": _("Kept as it is now. What stood there before is gone."),
    "erased": _("Erased, for good."),
    "seen": _("From now on this is how you left it."),
}
