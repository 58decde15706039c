"""The first start, the host's one-time words, and making an account."""

from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ownaccord.accounts import cookies, drawing, entry, first_start, letting_in, links, tickets
from ownaccord.accounts.access import SeeOther, open_page
from ownaccord.accounts.fields import secret_of
from ownaccord.accounts.forms import LinkForm, SignUpForm, WelcomeForm
from ownaccord.accounts.requests import Asked
from ownaccord.accounts.tickets import Ticket
from ownaccord.accounts.views.answers import sent, tried

LINK_COOKIE = 3600


@open_page
@require_http_methods(["GET", "HEAD", "POST"])
def welcome(request: Asked) -> HttpResponse:
    """First start: who runs this computer. After the first account there is nothing here."""
    if not first_start.is_open():
        raise Http404
    form = WelcomeForm(sent(request), here=first_start.from_here(request))
    return tried(request, form, "welcome", partial(_begin, request, form))


def _begin(request: Asked, form: WelcomeForm) -> HttpResponse:
    words = form.cleaned_data.get("words")
    response = SeeOther("/sign-up/")
    if words:
        if not links.is_good("first", secret_of(words), request.now):
            raise entry.NoFit
        cookies.put(request, response, cookies.LINK, secret_of(words), LINK_COOKIE)
    first_start.name_host(form.cleaned_data["host"])
    return response


@open_page
@require_http_methods(["GET", "HEAD", "POST"])
def one_time(request: Asked) -> HttpResponse:
    """The host's words: for a new account they are kept in a cookie, for a reset they lead on."""
    form = LinkForm(sent(request))
    return tried(request, form, "one_time", partial(_use_link, request, form))


def _use_link(request: Asked, form: LinkForm) -> HttpResponse:
    secret = secret_of(form.cleaned_data["words"])
    good = {kind for kind in ("account", "reset", "first") if links.is_good(kind, secret, request.now)}
    if not good:
        form.add_error("words", _("These words are no longer good. Please ask for new ones."))
        return render(request, "accounts/one_time.html", {"form": form}, status=422)
    page = "/sign-up/" if "account" in good else "/reset/" if "reset" in good else "/welcome/"
    response = SeeOther(page)
    cookies.put(request, response, cookies.LINK, secret, LINK_COOKIE)
    return response


@open_page
@require_http_methods(["GET", "HEAD", "POST"])
def sign_up(request: Asked) -> HttpResponse:
    """A new account, for somebody who holds something that allows it."""
    ticket = tickets.of(request)
    if ticket is None:
        return render(request, "accounts/sign_up_closed.html", {"first": first_start.is_open()}, status=404)
    form = SignUpForm(sent(request))
    suggestion = drawing.passphrase()
    answer = tried(request, form, "sign_up", partial(_make, request, form, ticket), suggestion=suggestion)
    return letting_in.before_the_form(request, answer)


def _make(request: Asked, form: SignUpForm, ticket: Ticket) -> HttpResponse:
    letting_in.own_browser(request)
    data = form.cleaned_data
    spend = partial(tickets.spend, request, ticket)
    opened = entry.sign_up(
        name=data["name"], passphrase=form.chosen, browser=request.browser, now=request.now, at_once=spend
    )
    response = letting_in.let_in(request, opened, codes_first=True)
    cookies.drop(request, response, cookies.LINK)
    return response
