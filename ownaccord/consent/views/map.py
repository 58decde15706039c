"""The map of a space, and what is no longer available since its reader last looked."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST, require_safe

from ownaccord.accounts.access import unlocked
from ownaccord.accounts.requests import Unlocked
from ownaccord.consent import access, actions, glimpse, queries
from ownaccord.consent.changed import changed
from ownaccord.consent.said import tried
from ownaccord.consent.views.answers import page, there


@require_safe
@unlocked()
def consent_map(request: Unlocked, space: str) -> HttpResponse:
    """What is in force now, as a list and for printing."""
    found = access.looked(request, space)
    sheet = queries.sheet(found, request.GET.get("category", ""), request.GET.get("person", ""))
    news = queries.news(found, glimpse.gone(request, found))
    due = queries.due(found)
    answer = page(request, found, "map", sheet=sheet, news=news, due=due, changed=changed(found))
    return glimpse.keep(request, answer, found)


@require_POST
@unlocked()
def seen(request: Unlocked, space: str) -> HttpResponse:
    """I have seen this: what is in force now is what I know."""
    found = access.looked(request, space)
    answer = there("map", tried(lambda: actions.seen_it(look=found, keys=request.keys), "seen"), space=space)
    return glimpse.keep(request, answer, found, told=True)
