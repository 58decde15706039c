"""What can lie ready before a scene, in words: one line for each key of `catalogue.cards.Ready`."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "sign": _("Something for the sign without words: a thing to drop, to press or to ring"),
    "phone": _("A charged telephone, and the emergency number of this place"),
    "someone_who_knows": _("Somebody outside who knows when you will be back in touch"),
    "first_aid": _("A first-aid kit"),
    "shears": _("Blunt-ended shears that cut the material, in reach"),
    "key": _("Two keys that were tried out, or another way to open it"),
    "switch": _("A switch that ends it, in the hand of the one who feels it"),
    "light": _("A light that everybody can reach"),
    "flame": _("Something to put out a flame"),
    "water": _("Water"),
    "blanket": _("A blanket"),
    "towel": _("A towel"),
    "barrier": _("Condoms or dams, in date"),
    "lubricant": _("Lubricant that suits the condoms and toys"),
    "gloves": _("New gloves"),
    "eyes": _("Eye protection for everybody in the room"),
    "sharps": _("A box for used needles"),
}
