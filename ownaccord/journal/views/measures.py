"""How I am, for myself: say it in twenty seconds, look at it over time, let an answer go, draw my own line."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ownaccord.accounts import vaults
from ownaccord.accounts.access import unlocked
from ownaccord.accounts.held import Held
from ownaccord.accounts.requests import Unlocked
from ownaccord.core.measure import Scale
from ownaccord.journal import actions_measure as actions
from ownaccord.journal import entries, measured, scales
from ownaccord.journal.forms_measure import LineForm, MeasureForm
from ownaccord.journal.plot import Span
from ownaccord.journal.said_measures import MEASURES
from ownaccord.spaces.answers import ANOTHER_LOOK, there


@require_http_methods(["GET", "HEAD", "POST"])
@unlocked(Held(_("How am I?"), MeasureForm))
def measure(request: Unlocked) -> HttpResponse:
    """Five scales, each as optional as all of them."""
    form = MeasureForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _page(request, "measure", MEASURES, ANOTHER_LOOK if form.is_bound else 200, form=form)
    said = form.said()
    if said:
        actions.keep(person=request.person, keys=request.keys, said=said, now=request.now)
    return there("measures", "kept" if said else "nothing")


@require_safe
@unlocked()
def measures(request: Unlocked) -> HttpResponse:
    """What I said over time: a plot, the same as a table, and what was around moments that I kept."""
    asked = request.GET.get("span", "")
    span = Span(asked) if asked in set(Span) else Span.SEASON
    book = vaults.read(request.person, request.keys)
    found = entries.every(request.person, request.keys, measured.KINDS)
    seen = measured.page(found, book, span, request.now)
    return _page(
        request, "measures", MEASURES, seen=seen, span=span, spans=measured.SPANS.items(),
        form=LineForm(initial={"drawn": "" if seen.line is None else str(seen.line)}),
        names=[scales.NAMES[each] for each in Scale],
    )  # fmt: skip


@require_POST
@unlocked()
def let_go(request: Unlocked, entry: str) -> HttpResponse:
    """Erase one answer for good."""
    gone = actions.let_go(person=request.person, keys=request.keys, entry=entry)
    return there("measures", "gone" if gone else "same")


@require_POST
@unlocked(Held(_("My line"), LineForm))
def line(request: Unlocked) -> HttpResponse:
    """Draw my own line, move it, or take it away."""
    form = LineForm(request.POST)
    if not form.is_valid():
        return there("measures", "same")
    drawn = form.line_drawn()
    actions.draw_line(person=request.person, keys=request.keys, line=drawn)
    return there("measures", "no-line" if drawn is None else "line")


def _page(request: Unlocked, name: str, sentences: Mapping[str, Any], status: int = 200, **more: Any) -> HttpResponse:
    said = sentences.get(request.GET.get("said", ""))
    return render(request, f"journal/{name}.html", {"section": "mine", "said": said, **more}, status=status)
