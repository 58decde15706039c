"""Words to practise: their kinds, one kind, one phrase, and what whoever listens can say. Nothing is asked or kept.

Filling in and keeping need a vault of one's own; the pages that do it are the profile's.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ownaccord.accounts.access import open_page
from ownaccord.catalogue.phrases import PhraseKind, load_phrases, placed
from ownaccord.library import reading


@require_safe
@open_page
def kinds(request: HttpRequest) -> HttpResponse:
    """What there are words for."""
    return reading.page(request, "kinds", groups=load_phrases())


@require_safe
@open_page
def kind(request: HttpRequest, group: int) -> HttpResponse:
    """All phrases of one kind. A number that has none is not there."""
    groups = load_phrases()
    if not 0 < group <= len(groups):
        raise Http404
    return reading.page(request, "kind", group=groups[group - 1], number=group)


@require_safe
@open_page
def phrase(request: HttpRequest, group: int, phrase: int) -> HttpResponse:
    """One phrase, large, with ways to practise it."""
    found = placed(group, phrase)
    if found is None:
        raise Http404
    following = phrase + 1 if placed(group, phrase + 1) else 1
    return reading.page(
        request, "phrase", group=found[0], phrase=found[1], number=group, place=phrase, following=following,
        stops=found[0].kind is PhraseKind.STOP,
    )  # fmt: skip


@require_safe
@open_page
def heard(request: HttpRequest) -> HttpResponse:
    """For whoever listens: how to say back what was heard."""
    return reading.page(request, "heard")


@require_safe
@open_page
def meant(request: HttpRequest) -> HttpResponse:
    """For whoever said it: whether that was it."""
    return reading.page(request, "meant")
