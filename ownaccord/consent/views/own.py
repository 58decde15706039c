"""My own items: writing one for myself, bringing it here on purpose, taking it back; and limits in my own words."""

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ownaccord.accounts.access import unlocked
from ownaccord.accounts.held import Held
from ownaccord.accounts.requests import Unlocked
from ownaccord.consent import access, authoring, own_shelf
from ownaccord.consent.forms import OwnItemForm, OwnLimitForm
from ownaccord.consent.looking import Look
from ownaccord.consent.said import tried
from ownaccord.consent.views.answers import ANOTHER_LOOK, page, there
from ownaccord.lib.coaching import coached


@require_safe
@unlocked(own=True)
def own_items(request: Unlocked, space: str) -> HttpResponse:
    """What I wrote myself, and what of it is in this space."""
    found = access.looked(request, space)
    return page(request, found, "own_items", own=own_shelf.own_shelf(found))


def _held_form(data: QueryDict, request: HttpRequest, **where: object) -> OwnItemForm:
    return OwnItemForm(data)


@require_http_methods(["GET", "HEAD", "POST"])
@unlocked(Held(_("An own item"), _held_form), own=True)
def own_new(request: Unlocked, space: str) -> HttpResponse:
    """Write one, for myself."""
    found = access.looked(request, space)
    form = OwnItemForm(request.POST if request.method == "POST" else None)
    return _kept(request, found, form)


@require_http_methods(["GET", "HEAD", "POST"])
@unlocked(Held(_("An own item"), _held_form), own=True)
def own_item(request: Unlocked, space: str, own: str) -> HttpResponse:
    """Change it, for myself: where it was brought it stays as it was until I bring it again."""
    found = access.looked(request, space)
    known = access.own_item_for(found, own)
    sent = request.POST if request.method == "POST" else None
    return _kept(request, found, OwnItemForm(sent, slug=known.slug, initial=OwnItemForm.again(known)), known.slug)


def _kept(request: Unlocked, found: Look, form: OwnItemForm, slug: str = "") -> HttpResponse:
    hint = coached(request, form, "sentence")
    if hint is not None or not form.is_valid():
        status = ANOTHER_LOOK if form.is_bound else 200
        return page(request, found, "own_form", status, form=form, slug=slug, coached=hint)
    definition = form.definition()
    said = tried(lambda: authoring.keep(person=request.person, keys=request.keys, definition=definition), "own-kept")
    return there("own-items", said, space=found.space.id)


@require_POST
@unlocked(Held(_("Keep it as a limit"), OwnLimitForm))
def own_limit(request: Unlocked, space: str) -> HttpResponse:
    """Keep what must never happen, in any words, for me alone."""
    found, form = access.looked(request, space), OwnLimitForm(request.POST)
    if not form.is_valid():
        return page(request, found, "own_form", ANOTHER_LOOK, form=OwnItemForm(request.POST), slug="")
    typed = form.cleaned_data
    said = tried(lambda: authoring.keep_as_limit(person=request.person, keys=request.keys, **typed), "own-limit")
    return there("own-items", said, space=space)


@require_http_methods(["GET", "HEAD", "POST"])
@unlocked(Held(_("Bring it here")), own=True)
def own_bring(request: Unlocked, space: str, own: str) -> HttpResponse:
    """What bringing it here means; POST brings it."""
    found = access.looked(request, space)
    definition = access.own_item_for(found, own)
    if request.method != "POST":
        return page(request, found, "own_bring", own=own_shelf.one(found, definition))

    def step() -> None:
        authoring.bring(look=access.looked(request, space), keys=request.keys, definition=definition)

    return there("own-items", tried(step, "own-brought"), space=space)


@require_POST
@unlocked(Held(_("Take it back"), tightens=True))
def own_take_back(request: Unlocked, space: str, own: str) -> HttpResponse:
    """Take it out of this space: nothing on it is in force any more."""
    found = access.looked(request, space)
    if own not in {each.slug for each in own_shelf.own_shelf(found).items if each.here}:
        raise Http404

    def step() -> None:
        authoring.take_back(look=access.looked(request, space), keys=request.keys, slug=own)

    return there("own-items", tried(step, "own-back"), space=space)


@require_POST
@unlocked()
def own_let_go(request: Unlocked, space: str, own: str) -> HttpResponse:
    """Let go of an own item or an own limit, in my notes."""
    mine = own_shelf.own_shelf(access.looked(request, space))
    if own not in {each.slug for each in mine.items} | {each.slug for each in mine.limits}:
        raise Http404
    authoring.let_go(person=request.person, keys=request.keys, slug=own)
    return there("own-items", "own-gone", space=space)
