"""Afterwards: what each wanted and offered, what to have at hand, and how I am now, for myself alone."""

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from ownaccord.accounts import vaults
from ownaccord.accounts.access import unlocked
from ownaccord.accounts.held import Held
from ownaccord.accounts.requests import Unlocked
from ownaccord.care import after_memory
from ownaccord.care.forms_follow_up import AfterForm
from ownaccord.scenes import access, aftercare, queries
from ownaccord.scenes.settling import settled
from ownaccord.scenes.table import Table
from ownaccord.scenes.views.answers import ANOTHER_LOOK, page, there
from ownaccord.scenes.words import AFTER

DIGITS = 12


@require_http_methods(["GET", "HEAD", "POST"])
@unlocked(Held(_("How am I now?"), AfterForm))
def after(request: Unlocked, space: str) -> HttpResponse:
    """What helps now, as everybody shows it; what I keep of it is mine alone."""
    here = settled(request, space)
    form = AfterForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _page(request, here, form, ANOTHER_LOOK if form.is_bound else 200)
    said = form.said(request.now)
    if said is None:
        return there("after", "nothing", space=space)
    vaults.change(request.person, request.keys, lambda book: after_memory.keep(book, space, said))
    return there("after", "kept", space=space)


def _page(request: Unlocked, here: Table, form: AfterForm, status: int) -> HttpResponse:
    found = aftercare.gaps(here.look.space, request.keys)
    return page(
        request, here.look.space, "after", status, form=form, gaps=found, at_hand=aftercare.at_hand(found),
        ready=here.plan.things if here.plan else (), until=queries.until(here),
        was_red=queries.was_red(here),
        kept=after_memory.said(here.look.book, here.look.space.id)[::-1], said=AFTER.get(request.GET.get("said", "")),
    )  # fmt: skip


@require_POST
@unlocked()
def let_go(request: Unlocked, space: str) -> HttpResponse:
    """Forget one of the moments that I kept."""
    access.table_for(request, space)
    text = request.POST.get("at", "")
    at = int(text) if text.isascii() and text.isdecimal() and len(text) <= DIGITS else 0
    vaults.change(request.person, request.keys, lambda book: after_memory.let_go(book, space, at))
    return there("after", "let-go", space=space)
