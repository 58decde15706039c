"""What I stated before, from my own notes."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from ownaccord.accounts.access import unlocked
from ownaccord.accounts.requests import Unlocked
from ownaccord.consent import access, queries
from ownaccord.consent.views.answers import page


@require_safe
@unlocked(own=True)
def history(request: Unlocked, space: str) -> HttpResponse:
    """My own positions in this space as they changed, newest first."""
    found = access.looked(request, space)
    return page(request, found, "history", moments=queries.history_of(found))
