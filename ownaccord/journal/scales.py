"""The words on screen for the measures; the stored values are the scale's name and the word's place, 0 to 4.

The words are this software's own: no instrument that needs a licence, and nothing that a doctor would reckon with.
"""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ownaccord.core.measure import Scale

Words = str | Promise

NAMES: Mapping[Scale, Words] = {
    Scale.MOOD: _("Mood"),
    Scale.SLEEP: _("Sleep"),
    Scale.WORTH: _("How I think of myself"),
    Scale.BODY: _("Body"),
    Scale.CONNECTION: _("Feeling connected"),
}

ANSWERS: Mapping[Scale, tuple[Words, ...]] = {
    Scale.MOOD: (_("Very low"), _("Low"), _("In between"), _("Good"), _("Bright")),
    Scale.SLEEP: (_("Hardly any"), _("Broken"), _("Some"), _("Mostly well"), _("Deep")),
    Scale.WORTH: (_("Harshly"), _("Critically"), _("Mixed"), _("Kindly"), _("Warmly")),
    Scale.BODY: (_("Painful or worn out"), _("Uneasy"), _("So-so"), _("Comfortable"), _("At home in it")),
    Scale.CONNECTION: (_("Alone"), _("Distant"), _("Sometimes"), _("Close"), _("Held")),
}


def word(scale: Scale, place: int) -> str:
    """Return the word at this place of a scale."""
    return str(ANSWERS[scale][place])
