"""The whole map as a file to keep: on paper, and as data. Looking changes nothing, and nothing is kept here."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from ownaccord.accounts.access import unlocked
from ownaccord.accounts.requests import Unlocked
from ownaccord.consent import access, map_data, pdf, queries
from ownaccord.consent.views.answers import page


@require_safe
@unlocked()
def map_on_paper(request: Unlocked, space: str) -> HttpResponse:
    """The map as a PDF, or a page that says how to have it."""
    found = access.looked(request, space)
    if not pdf.possible():
        return page(request, found, "paper_missing")
    return _kept(pdf.pdf(queries.sheet(found, "", "")), "application/pdf", "notes.pdf")


@require_safe
@unlocked()
def map_as_data(request: Unlocked, space: str) -> HttpResponse:
    """The map as JSON."""
    found = access.looked(request, space)
    return _kept(map_data.map_data(queries.sheet(found, "", "")), "application/json", "notes.json")


def _kept(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
