"""Follow-ups: one page for each moment, my own times, and words that I prepare. All of it is for me alone."""

from django.http import Http404, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from ownaccord.accounts import vaults
from ownaccord.accounts.access import unlocked
from ownaccord.accounts.held import Held
from ownaccord.accounts.requests import Unlocked
from ownaccord.care import follow_up_actions as actions
from ownaccord.care import follow_up_memory as memory
from ownaccord.care import follow_ups
from ownaccord.care.forms_follow_up import AfterForm, PreparedForm, TimesForm
from ownaccord.care.views.mine import ANOTHER_LOOK, page, there
from ownaccord.lib.coaching import coached
from ownaccord.spaces import access as spaces

METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
@unlocked(Held(_("How am I now?"), AfterForm), own=True)
def follow_up(request: Unlocked, moment: str) -> HttpResponse:
    """How I am now, what helps me, and the words that I prepared."""
    about = follow_ups.follow_up_for(request, moment)
    form = AfterForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        status = ANOTHER_LOOK if form.is_bound else 200
        return page(request, "follow_up", status, form=form, about=about, beside=follow_ups.beside(request, about))
    said = form.said(request.now)
    if said is None:
        return there("follow-up", "nothing", moment=about.address)
    actions.answer(person=request.person, keys=request.keys, about=about, said=said)
    return there("follow-up", "kept", moment=about.address)


@require_POST
@unlocked()
def away(request: Unlocked, moment: str) -> HttpResponse:
    """Put it away without a word."""
    about = follow_ups.follow_up_for(request, moment)
    actions.put_away(person=request.person, keys=request.keys, about=about)
    return there("care", "away")


@require_http_methods(METHODS)
@unlocked(Held(_("When I am asked"), TimesForm))
def times(request: Unlocked) -> HttpResponse:
    """My own times, or none."""
    known = memory.times(vaults.read(request.person, request.keys))
    form = TimesForm(request.POST if request.method == "POST" else None, initial=TimesForm.again(known))
    if not form.is_valid():
        return page(request, "times", ANOTHER_LOOK if form.is_bound else 200, form=form)
    actions.keep_times(person=request.person, keys=request.keys, new=form.said())
    return there("care", "times")


@require_http_methods(METHODS)
@unlocked(Held(_("Words for afterwards"), PreparedForm), own=True)
def prepared(request: Unlocked, space: str) -> HttpResponse:
    """What I want to read then, and what I may want to send by hand."""
    here = spaces.space_for(request.person, space, request.keys)
    if not here.begun:
        raise Http404
    known = memory.prepared(vaults.read(request.person, request.keys), here.id)
    form = PreparedForm(request.POST if request.method == "POST" else None, initial=PreparedForm.again(known))
    hint = coached(request, form, "to_you")
    if hint is not None or not form.is_valid():
        status = ANOTHER_LOOK if form.is_bound else 200
        return page(request, "prepared", status, form=form, space=here, coached=hint)
    actions.prepare(person=request.person, keys=request.keys, space=here.id, new=form.said())
    return there("prepared", "prepared", space=here.id)
