"""Take my things, and delete me: one page each."""

from functools import partial

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from ownaccord.accounts import cookies, leaving, letting_in, remembered, things
from ownaccord.accounts.access import SeeOther, unlocked
from ownaccord.accounts.forms import TakeForm
from ownaccord.accounts.lookups import witness_name
from ownaccord.accounts.requests import Unlocked
from ownaccord.accounts.views.answers import page, sent, tried
from ownaccord.lib.headers import clear_site_data

TYPES = {"html": "text/html; charset=utf-8", "json": "application/json"}


@unlocked(own=True)
@require_http_methods(["GET", "HEAD", "POST"])
def take(request: Unlocked) -> HttpResponse:
    """Everything that is mine, as one file."""
    form = TakeForm(sent(request))
    return tried(request, form, "take", partial(_file, request, form), section="mine")


def _file(request: Unlocked, form: TakeForm) -> HttpResponse:
    kind, passphrase = form.cleaned_data["kind"], form.cleaned_data["passphrase"]
    mine = things.gather(request)
    content = things.as_json(mine) if kind == "json" else things.as_page(mine)
    if not passphrase:
        return _attached(content, TYPES[kind], f"notes.{kind}")
    return _attached(things.seal(content, passphrase), "application/octet-stream", f"notes.{kind}.age")


def _attached(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@unlocked()
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: Unlocked) -> HttpResponse:
    """One page, nothing to type, one button."""
    if request.method != "POST":
        return page(request, "delete")
    person = request.person
    leaving.delete(request)
    response = clear_site_data(SeeOther("/sign-in/?deleted=yes"))
    remembered.forget(request, response, person)
    request.sign_ins = [each for each in request.sign_ins if each[0].person_id != person]
    letting_in.keep_cookies(request, response)
    cookies.drop(request, response, cookies.WITNESS + witness_name(person))
    request.keys = request.witness = None  # type: ignore[assignment]
    return response
