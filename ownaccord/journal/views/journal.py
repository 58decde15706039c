"""The journal as a whole: its pages, a search in it, a file of it, and what is not as it was left."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ownaccord.accounts.access import SeeOther, unlocked
from ownaccord.accounts.requests import Unlocked
from ownaccord.journal import actions, entries, export, queries, sought
from ownaccord.journal.forms import SoughtForm
from ownaccord.journal.sheets import SHEETS
from ownaccord.journal.views.answers import ANOTHER_LOOK, page, there


@require_safe
@unlocked()
def journal(request: Unlocked) -> HttpResponse:
    """What I wrote, the newest first; coming here forgets what was looked for."""
    number = request.GET.get("page", "1")
    # Short digits only: a number of any length would be a number of any cost.
    wanted = int(number) if number.isascii() and number.isdecimal() and len(number) < 7 else 1
    found = queries.journal(request.person, request.keys, wanted)
    return sought.forget(request, page(request, "journal", journal=found, sheets=SHEETS.values()))


@require_http_methods(["GET", "HEAD", "POST"])
@unlocked()
def search(request: Unlocked) -> HttpResponse:
    """What was found. The words come in the body of a form and never stand in an address."""
    words = sought.read(request)
    if request.method != "POST":
        finds = queries.finds(request.person, request.keys, words)
        return page(request, "search", form=SoughtForm(initial={"words": words}), words=words, finds=finds)
    form = SoughtForm(request.POST)
    if not form.is_valid():
        return page(request, "search", ANOTHER_LOOK, form=form)
    return sought.keep(request, SeeOther(request.path), form.cleaned_data["words"])


@require_http_methods(["GET", "HEAD", "POST"])
@unlocked()
def take(request: Unlocked) -> HttpResponse:
    """Everything here as one plain text file."""
    if request.method != "POST":
        return page(request, "take")
    return HttpResponse(
        export.as_text(request.person, request.keys), content_type="text/plain; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="notes.txt"'},
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@unlocked()
def lost(request: Unlocked) -> HttpResponse:
    """What is stored and does not open: what that means, and erasing it."""
    if request.method != "POST":
        return page(request, "lost", lost=bool(entries.look(request.person, request.keys).lost))
    actions.erase_lost(person=request.person, keys=request.keys)
    return there("journal", "erased")


@require_POST
@unlocked()
def seen(request: Unlocked) -> HttpResponse:
    """I have seen that something is not as I left it."""
    actions.take_as_left(person=request.person, keys=request.keys)
    return there("journal", "seen")
