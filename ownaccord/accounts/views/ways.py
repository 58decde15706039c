"""The other ways in and changing them: a new device, recovery, a reset, a new passphrase, everything renewed."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from ownaccord.accounts import cookies, devices, drawing, entry, letting_in, renewal, vaults
from ownaccord.accounts.access import SeeOther, open_page, unlocked
from ownaccord.accounts.fields import secret_of
from ownaccord.accounts.forms import NewDeviceForm, PassphraseForm, RecoverForm, RenewForm, ResetForm
from ownaccord.accounts.keys import BadCode
from ownaccord.accounts.letting_in import before_the_form
from ownaccord.accounts.models import KeyWrap
from ownaccord.accounts.requests import Asked, Unlocked
from ownaccord.accounts.views.answers import page, sent, tried

METHODS = ["GET", "HEAD", "POST"]


@open_page
@require_http_methods(METHODS)
def new_device(request: Asked) -> HttpResponse:
    """This browser becomes one more device: words from another one, and the passphrase."""
    form = NewDeviceForm(sent(request))
    return before_the_form(request, tried(request, form, "new_device", partial(_join_device, request, form)))


def _join_device(request: Asked, form: NewDeviceForm) -> HttpResponse:
    letting_in.own_browser(request)
    data = form.cleaned_data
    opened = devices.join(words=data["words"], passphrase=data["passphrase"], browser=request.browser, now=request.now)
    return letting_in.let_in(request, opened)


@open_page
@require_http_methods(METHODS)
def recover(request: Asked) -> HttpResponse:
    """The recovery code; everything is new afterwards, and nothing can be loosened for a day."""
    form = RecoverForm(sent(request))
    answer = tried(request, form, "recover", partial(_recover, request, form), suggestion=_suggestion())
    return before_the_form(request, answer)


def _recover(request: Asked, form: RecoverForm) -> HttpResponse:
    letting_in.own_browser(request)
    data = form.cleaned_data
    try:
        opened = renewal.recover(
            name=data["name"], code=data["code"], passphrase=form.chosen, browser=request.browser, now=request.now
        )
    except BadCode:
        form.add_error("code", form.slip)
        return render(request, "accounts/recover.html", {"form": form, "suggestion": _suggestion()}, status=422)
    return letting_in.let_in(request, opened, codes_first=True)


@open_page
@require_http_methods(METHODS)
def reset(request: Asked) -> HttpResponse:
    """Begin anew when everything was lost, with words of whoever runs this computer."""
    form = ResetForm(sent(request))
    answer = tried(request, form, "reset", partial(_reset, request, form), suggestion=_suggestion())
    return before_the_form(request, answer)


def _reset(request: Asked, form: ResetForm) -> HttpResponse:
    letting_in.own_browser(request)
    data = form.cleaned_data
    opened = renewal.reset(
        secret=secret_of(data["words"]), name=data["name"], passphrase=form.chosen,
        browser=request.browser, now=request.now,
    )  # fmt: skip
    response = letting_in.let_in(request, opened, codes_first=True)
    cookies.drop(request, response, cookies.LINK)
    return response


@unlocked()
@require_http_methods(METHODS)
def passphrase(request: Unlocked) -> HttpResponse:
    """A new passphrase on every device; somebody with six words only makes new words instead."""
    if request.sign_in.wrap.kind != KeyWrap.Kind.DEVICE:
        return page(request, "passphrase_portable")
    form = PassphraseForm(sent(request), known=(_name(request),))
    return tried(request, form, "passphrase", partial(_change, request, form), suggestion=_suggestion())


def _change(request: Unlocked, form: PassphraseForm) -> HttpResponse:
    data = form.cleaned_data
    entry.prove(person=request.person, secret=data["secret"], browser=request.browser, now=request.now)
    renewal.change_passphrase(keys=request.keys, passphrase=data["passphrase"], now=request.now)
    return SeeOther("/me/?kept=passphrase")


@unlocked()
@require_http_methods(METHODS)
def someone_may_know(request: Unlocked) -> HttpResponse:
    """Everything that opens the account becomes new; nothing shows in any space."""
    form = RenewForm(sent(request), name=_name(request))
    return tried(request, form, "someone_may_know", partial(_renew, request, form), suggestion=_suggestion())


def _renew(request: Unlocked, form: RenewForm) -> HttpResponse:
    letting_in.own_browser(request)
    secret = form.cleaned_data["secret"]
    entry.prove(person=request.person, secret=secret, browser=request.browser, now=request.now)
    opened = renewal.somebody_may_know(
        keys=request.keys, passphrase=form.chosen, browser=request.browser, now=request.now
    )
    return letting_in.let_in(request, opened, codes_first=True)


def _name(request: Unlocked) -> str:
    return str(vaults.read(request.person, request.keys).get("name", ""))


def _suggestion() -> str:
    return drawing.passphrase()
