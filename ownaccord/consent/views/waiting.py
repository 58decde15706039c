"""The waiting time of a space: visible to all, naming nobody. Longer counts at once, shorter is slept on."""

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from ownaccord.accounts.access import unlocked
from ownaccord.accounts.held import Held
from ownaccord.accounts.requests import Unlocked
from ownaccord.consent import access, actions, queries
from ownaccord.consent.actions import Outcome
from ownaccord.consent.forms import WaitForm
from ownaccord.consent.said import tried
from ownaccord.consent.views.answers import ANOTHER_LOOK, page, there


@require_http_methods(["GET", "HEAD", "POST"])
@unlocked(Held(_("Waiting time"), WaitForm))
def wait(request: Unlocked, space: str) -> HttpResponse:
    """How long a wish is slept on here, and how long I ask for."""
    found = access.looked(request, space)
    form = WaitForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        status = ANOTHER_LOOK if form.is_bound else 200
        return page(request, found, "wait", status, form=form, wait=queries.wait_of(found))
    hours = form.cleaned_data["hours"]

    def step() -> Outcome:
        return actions.set_wait(look=access.looked(request, space), keys=request.keys, hours=hours)

    said = tried(step, "wait")
    return there("wait", "resting" if said == Outcome.WISHED else said, space=space)


@require_POST
@unlocked(Held(_("Waiting time")))
def wait_still_so(request: Unlocked, space: str) -> HttpResponse:
    """Write the shorter time that was slept on."""
    found = access.looked(request, space)
    if queries.wait_of(found).wish is None:
        return there("wait", "same", space=space)

    def step() -> None:
        actions.confirm_wait(look=access.looked(request, space), keys=request.keys)

    return there("wait", tried(step, "wait"), space=space)


@require_POST
@unlocked(Held(_("Waiting time")))
def drop_wait(request: Unlocked, space: str) -> HttpResponse:
    """Let the wish for a shorter time go."""
    found = access.looked(request, space)
    return there("wait", tried(lambda: actions.drop_wait(look=found, keys=request.keys), "dropped"), space=space)
