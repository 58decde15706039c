"""The sentences after a form about measures or debriefs: what happened, and nothing more."""

from django.utils.translation import gettext_lazy as _

MEASURES = {
    "kept": _("Kept, for you alone."),
    "nothing": _("Nothing was kept. That is fine, too."),
    "gone": _("Erased. It is not kept any more."),
    "line": _("Your line is drawn. You can move it or take it away at any time."),
    "no-line": _("There is no line."),
    "same": _("Nothing changed. It was not there any more."),
}

DEBRIEFS = {
    "kept": _("Kept, for you alone."),
    "changed": _("Kept as it is now, for you alone."),
    "nothing": _("Nothing was kept. That is fine, too."),
    "gone": _("Erased for good."),
    "busy": _("Nothing changed. It was changed on another page meanwhile; this is how it stands now."),
}
