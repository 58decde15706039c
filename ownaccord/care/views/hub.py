"""Care: what is there for me now, what comes afterwards, and everything that helps in between."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from ownaccord.accounts.access import unlocked
from ownaccord.accounts.requests import Unlocked
from ownaccord.care import follow_ups, places
from ownaccord.care.views.mine import page


@require_safe
@unlocked()
def hub(request: Unlocked) -> HttpResponse:
    """Every place of this section, for its reader alone."""
    return page(
        request, "hub", now=follow_ups.now(request), places=places.own(), spaces=places.spaces_of(request)
    )
