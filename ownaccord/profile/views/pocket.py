"""Words at hand: the pocket list, one of its lines, a line of my own, and a phrase with my words in it."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ownaccord.accounts import vaults
from ownaccord.accounts.access import unlocked
from ownaccord.accounts.held import Held
from ownaccord.accounts.requests import Unlocked
from ownaccord.catalogue.phrases import PhraseKind
from ownaccord.core.pocket import Full
from ownaccord.profile import access, pocket_actions
from ownaccord.profile.forms_pocket import FULL, BlanksForm, LineForm
from ownaccord.profile.views.answers import ANOTHER_LOOK, page, there
from ownaccord.scenes import pocket as pockets


@require_safe
@unlocked()
def pocket(request: Unlocked) -> HttpResponse:
    """The lines that I want at hand, in my order."""
    return page(request, "pocket", lines=pockets.lines(vaults.read(request.person, request.keys)))


@require_safe
@unlocked()
def line(request: Unlocked, line: str) -> HttpResponse:
    """One of them, large."""
    return page(request, "pocket_line", line=access.line_for(vaults.read(request.person, request.keys), line))


@require_POST
@unlocked()
def put_first(request: Unlocked, line: str) -> HttpResponse:
    """Put it before the others."""
    access.line_for(vaults.read(request.person, request.keys), line)
    pocket_actions.put_first(person=request.person, keys=request.keys, line=line)
    return there("pocket", "first")


@require_POST
@unlocked()
def take_out(request: Unlocked, line: str) -> HttpResponse:
    """Have it at hand no more."""
    access.line_for(vaults.read(request.person, request.keys), line)
    pocket_actions.take_out(person=request.person, keys=request.keys, line=line)
    return there("pocket", "out")


@require_http_methods(["GET", "HEAD", "POST"])
@unlocked(Held(_("A line in your own words"), LineForm))
def new(request: Unlocked) -> HttpResponse:
    """A line in my own words."""
    form = LineForm(request.POST if request.method == "POST" else None)
    if not form.is_valid() or not _kept(request, form, form.cleaned_data["words"]):
        return page(request, "pocket_new", ANOTHER_LOOK if form.is_bound else 200, form=form)
    return there("pocket", "kept")


def _held_form(data: QueryDict, request: HttpRequest, group: int, phrase: int) -> BlanksForm:
    return BlanksForm(*access.phrase_for(group, phrase), data)


@require_http_methods(["GET", "HEAD", "POST"])
@unlocked(Held(_("Your words in a sentence"), _held_form))
def say(request: Unlocked, group: int, phrase: int) -> HttpResponse:
    """A phrase with my words in it: shown large and kept nowhere, unless I say so."""
    kind, known = access.phrase_for(group, phrase)
    form = BlanksForm(kind, known, request.POST if request.method == "POST" else None)
    keeps = request.POST.get("step") == "keep"
    if form.is_valid() and keeps and form.may_be_kept() and _kept(request, form, form.words):
        return there("pocket", "kept")
    status = ANOTHER_LOOK if form.errors else 200
    shown = form.words if form.is_bound and form.is_valid() else known.shown
    return page(
        request, "say", status, group=kind, phrase=known, number=group, place=phrase, form=form, words=shown,
        looked=form.is_bound and not form.errors, stops=kind.kind is PhraseKind.STOP,
    )  # fmt: skip


def _kept(request: Unlocked, form: BlanksForm | LineForm, words: str) -> bool:
    """Whether there was room; if not, the form says so."""
    try:
        pocket_actions.keep(person=request.person, keys=request.keys, words=words)
    except Full:
        form.add_error(None, FULL)
        return False
    return True
