"""What the pages of this room say in one sentence after a form, and the words for signals."""

from django.utils.translation import gettext_lazy as _

SAID = {
    "not-now": _("This space starts anew. Nothing can be planned or started until everybody has done so."),
    "busy": _("Something changed meanwhile. Nothing was done; look at it as it is now."),
}
