"""The pages that belong to no room."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ownaccord.accounts.access import open_page
from ownaccord.accounts.requests import Asked


@require_safe
@open_page
def grounding(request: Asked) -> HttpResponse:
    """Breath and senses, for everybody, without keys and without a script."""
    return render(request, "grounding.html", {"section": ""})
