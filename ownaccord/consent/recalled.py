"""What a form that waited locked was about, in words, for the page that shows it again."""

from django.http import QueryDict
from django.utils.translation import gettext as _

from ownaccord.accounts.requests import Unlocked
from ownaccord.consent import access, choices, queries


def item(data: QueryDict, request: Unlocked, space: str, item: str) -> str:
    """Return the item, with its side and with “Talk first only” where the form said so; Http404 when it is gone."""
    card = access.item_for(access.looked(request, space), item)
    words = stated(data, request, space, item) if data.get("side") not in (None, "", "all") else card.name
    return _("%(what)s (Talk first only)") % {"what": words} if data.get("level") == "1" else words


def stated(data: QueryDict, request: Unlocked, space: str, item: str) -> str:
    """Return the item and the side; its level stands in the form."""
    card = access.item_for(access.looked(request, space), item)
    side = access.side_for(card, str(data.get("side", "")))
    return _("%(item)s: %(side)s") % {"item": card.name, "side": choices.SIDES[side.value]}


def wishes(data: QueryDict, request: Unlocked, space: str) -> str:
    """Return the items of the chosen wishes."""
    values = [*data.getlist("chosen"), *data.getlist("wish")]
    found = access.looked(request, space)
    return ", ".join(dict.fromkeys(queries.name_of(found, value.partition("/")[0]) for value in values))
