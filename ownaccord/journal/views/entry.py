"""One entry: written, read, changed, and erased for good."""

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from ownaccord.accounts.access import unlocked
from ownaccord.accounts.held import Held
from ownaccord.accounts.requests import Unlocked
from ownaccord.core.entry import Kind
from ownaccord.core.errors import TooLate
from ownaccord.journal import access, actions, entries, leads, portrait
from ownaccord.journal.forms import SheetForm
from ownaccord.journal.sheets import SHEETS
from ownaccord.journal.views.answers import ANOTHER_LOOK, page, there


def _new_form(data: QueryDict, request: HttpRequest, kind: Kind) -> SheetForm:
    return SheetForm(SHEETS[kind], data)


@require_http_methods(["GET", "HEAD", "POST"])
@unlocked(Held(_("Journal"), _new_form))
def write(request: Unlocked, kind: Kind) -> HttpResponse:
    """A new entry of this kind."""
    sheet = SHEETS[kind]
    form = SheetForm(sheet, request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return page(request, "write", ANOTHER_LOOK if form.is_bound else 200, sheet=sheet, form=form)
    said = form.said()
    entry = actions.write(person=request.person, keys=request.keys, kind=kind, now=request.now, said=said)
    return there("journal-entry", "kept", entry=entry)


@require_safe
@unlocked()
def entry(request: Unlocked, entry: str) -> HttpResponse:
    """One entry, as I wrote it."""
    found = access.entry_for(request, entry)
    return page(request, "entry", entry=portrait.written(found), then=leads.of(request, found.kind))


def _change_form(data: QueryDict, request: Unlocked, entry: str) -> SheetForm:
    return SheetForm(SHEETS[access.entry_for(request, entry).kind], data)


@require_http_methods(["GET", "HEAD", "POST"])
@unlocked(Held(_("Journal"), _change_form))
def change(request: Unlocked, entry: str) -> HttpResponse:
    """Write an entry anew; not over one that another device or page wrote meanwhile."""
    if request.method == "POST" and not entries.is_there(request.person, entry):
        return _gone(request)
    known = access.entry_for(request, entry)
    sheet = SHEETS[known.kind]
    form = SheetForm(sheet, request.POST if request.method == "POST" else None, initial=SheetForm.again(known))
    if not form.is_valid():
        status = ANOTHER_LOOK if form.is_bound else 200
        return page(request, "write", status, sheet=sheet, form=form, entry=known)
    try:
        seen, said = form.version, form.said()
        actions.change(person=request.person, keys=request.keys, entry=known.id, seen=seen, said=said)
    except TooLate:
        newer = access.entry_for(request, entry)
        form.was_overtaken(request.POST, newer.version)
        return page(request, "write", ANOTHER_LOOK, sheet=sheet, form=form, entry=newer, newer=portrait.written(newer))
    return there("journal-entry", "changed", entry=known.id)


def _gone(request: Unlocked) -> HttpResponse:
    """What was typed into an entry that is not there any more: still here, and it can become a new one."""
    sheet = next(
        (each for each in SHEETS.values() if any(asked.name in request.POST for asked in each.questions)), None
    )
    if sheet is None:
        raise Http404
    form = SheetForm(sheet, request.POST)
    form.add_error(None, _("This entry is not there any more. Kept now, what you typed becomes a new one."))
    return page(request, "write", ANOTHER_LOOK, sheet=sheet, form=form, to=f"journal-{sheet.kind}")


@require_http_methods(["GET", "HEAD", "POST"])
@unlocked()
def erase(request: Unlocked, entry: str) -> HttpResponse:
    """What is gone when I erase this, and doing it."""
    known = access.entry_for(request, entry)
    if request.method != "POST":
        return page(request, "erase", entry=portrait.written(known))
    actions.erase(person=request.person, keys=request.keys, entry=known.id)
    return there("journal", "erased")
