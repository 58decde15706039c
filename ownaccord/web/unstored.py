"""The page for when nothing can be stored just now: a full, locked or read-only disk, a database that does not answer.

It says that what was sent is not stored yet, keeps what was typed, and needs no database. Nothing is sent by itself.
"""

from dataclasses import dataclass

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import Resolver404, resolve, reverse
from django.utils.functional import Promise

from ownaccord.accounts.access import SeeOther
from ownaccord.accounts.held import Held
from ownaccord.accounts.views.doors import forget_sign_ins
from ownaccord.lib.database import AWAY
from ownaccord.lib.headers import clear_site_data
from ownaccord.lib.lanes import stops_something

# Passphrases, codes and words: never on a page again. Such a form is typed anew.
SECRET = frozenset({"secret", "passphrase", "again", "code", "words", "first", "second"})
AGAIN_IN = "5"


@dataclass(frozen=True, slots=True, repr=False)
class Typed:
    """What was sent: its title, its form with what was typed in it, and what was sent beside the form's fields."""

    path: str
    title: str | Promise
    form: BaseForm | None
    beside: tuple[tuple[str, str], ...]


def page(request: HttpRequest) -> HttpResponse:
    """503, in words, with what was typed; Exit is answered all the same."""
    if request.path == reverse("exit"):
        response: HttpResponse = clear_site_data(SeeOther(reverse("blank")))
        forget_sign_ins(request, response)
        return response
    request.unstored = True  # type: ignore[attr-defined]
    sent, held = _sent(request), _held(request.path)
    context = {
        "sent": request.method == "POST",
        "stopping": stops_something(request.path) or (held is not None and held.tightens),
        "paused_instead": getattr(request, "paused_instead", False),
        "secret": bool(SECRET & sent.keys()),
        "typed": None if SECRET & sent.keys() else _typed(request.path, sent, held),
    }
    response = render(request, "errors/503.html", context, status=503)
    response["Retry-After"] = AGAIN_IN
    return response


def _sent(request: HttpRequest) -> QueryDict:
    try:
        return request.POST
    except Exception:
        # What came cannot be read a second time: then there is nothing to keep.
        return QueryDict()


def _typed(path: str, sent: QueryDict, held: Held | None) -> Typed | None:
    fields = [(name, value) for name in sent for value in sent.getlist(name) if name != "csrfmiddlewaretoken"]
    if not fields:
        return None
    form = _form(held, sent)
    inside = {form.add_prefix(name) for name in form.fields} if form else set()
    return Typed(path, held.title if held else "", form, tuple(each for each in fields if each[0] not in inside))


def _held(path: str) -> Held | None:
    try:
        found = getattr(resolve(path).func, "held", None)
    except Resolver404:
        return None
    return found if isinstance(found, Held) else None


def _form(held: Held | None, sent: QueryDict) -> BaseForm | None:
    """The form as it was typed, where it can be shown without looking at anything that is stored."""
    if held is None or not isinstance(held.form, type):
        return None
    try:
        form: BaseForm = held.form(sent)
        form.is_valid()
    except AWAY:
        return None
    return form
