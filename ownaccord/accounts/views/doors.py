"""Signing in, unlocking, exiting, signing out, and the curtain between two people in one browser."""

from functools import partial
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ownaccord.accounts import cookies, entry, first_start, hooks, letting_in, own_pages, sign_ins, signs, tabs
from ownaccord.accounts.access import SeeOther, open_page, signed_in, unlocked
from ownaccord.accounts.forms import SignInForm, UnlockForm
from ownaccord.accounts.models import SignIn
from ownaccord.accounts.requests import Asked, Unlocked
from ownaccord.accounts.views.answers import sent, tried
from ownaccord.lib import ballast, database
from ownaccord.lib.headers import clear_site_data


@open_page
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: Asked) -> HttpResponse:
    """Name and words; also for one more person in this browser."""
    if first_start.is_open() and request.method != "POST":
        return SeeOther(reverse("welcome"))
    form = SignInForm(sent(request))
    others = bool(request.sign_ins)
    return tried(request, form, "sign_in", partial(_sign_in, request, form), others=others)


def _sign_in(request: Asked, form: SignInForm) -> HttpResponse:
    letting_in.own_browser(request)
    data = form.cleaned_data
    opened = entry.sign_in(
        name=data["name"], secret=data["secret"], browser=request.browser, now=request.now, here=request.sign_ins
    )
    return letting_in.let_in(request, opened, to=letting_in.wanted(request))


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def unlock(request: Asked) -> HttpResponse:
    """The words again after a lock; shows nothing private and no name."""
    if request.keys is not None and request.method != "POST":
        return SeeOther(letting_in.wanted(request) or "/")
    form = UnlockForm(sent(request), initial={"next": letting_in.wanted(request) or ""})
    return tried(
        request, form, "unlock", partial(_unlock, request, form),
        held=request.GET.get("held"), several=len(request.sign_ins) > 1,
    )  # fmt: skip


def _unlock(request: Asked, form: UnlockForm) -> HttpResponse:
    # A page that was locked for somebody else opens for them.
    row, token = tabs.owner(request) or request.sign_ins[0]
    secret = form.cleaned_data["secret"]
    opened = entry.unlock(row=row, token=token, secret=secret, browser=request.browser, now=request.now)
    return letting_in.let_in(request, opened, to=letting_in.wanted(request))


@unlocked()
@require_http_methods(["GET", "HEAD", "POST"])
def again(request: Unlocked) -> HttpResponse:
    """The words once more before a page for one person alone; shows nothing private and no name."""
    form = UnlockForm(sent(request), initial={"next": letting_in.wanted(request) or ""})
    return tried(request, form, "again", partial(_again, request, form), held=request.GET.get("held"))


def _again(request: Unlocked, form: UnlockForm) -> HttpResponse:
    secret = form.cleaned_data["secret"]
    entry.prove(person=request.person, secret=secret, browser=request.browser, now=request.now)
    response = SeeOther(letting_in.place(request, letting_in.wanted(request)))
    own_pages.stays(request, response, always=True)
    return response


# Without a token on purpose: a page that is too old must still be able to exit. A stranger's page cannot send it (the
# cookies are SameSite=Strict), and the worst it could do is lock.
@csrf_exempt
@open_page
@require_POST
def exit_now(request: Asked) -> HttpResponse:
    """Lock everything that is open in this browser and show a blank page."""
    response = clear_site_data(SeeOther(reverse("blank")))
    try:
        for row, _token in request.sign_ins:
            ballast.insisted(partial(sign_ins.lock, row))
    except database.AWAY:
        forget_sign_ins(request, response)
    request.keys = None
    hooks.at_exit(request)
    return response


def forget_sign_ins(request: HttpRequest, response: HttpResponse) -> None:
    """Where keys cannot be erased just now: this browser forgets its sign-ins, without whose token none opens."""
    cookies.drop(request, response, cookies.SIGN_INS)


@open_page
@require_safe
def blank(request: Asked) -> HttpResponse:
    """A page with nothing on it, which goes on to the neutral address if there is one."""
    return render(request, "accounts/blank.html")


@require_POST
@signed_in
def sign_out(request: Asked) -> HttpResponse:
    """End the sign-in whose page this was; another person's in the same browser stays, locked."""
    ends = tabs.owner(request)
    for each in request.sign_ins:
        (sign_ins.end if each is ends else sign_ins.lock)(each[0])
    request.sign_ins, request.keys = [each for each in request.sign_ins if each is not ends], None
    response = clear_site_data(SeeOther(reverse("curtain") if request.sign_ins else reverse("sign-in")))
    letting_in.keep_cookies(request, response)
    # Whoever comes next to this browser finds no more in it than after Exit now.
    hooks.at_exit(request)
    return response


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def curtain(request: Asked) -> HttpResponse:
    """Two people in one browser: each finds their own place by a sign, without names."""
    request.curtain = True
    chosen = next((each for each in request.sign_ins if each[0].pk == request.POST.get("choose")), None)
    if request.method == "POST" and chosen is not None:
        return _behind(request, chosen)
    found = [row.sign for row, _token in request.sign_ins]
    rows = zip(request.sign_ins, signs.told_apart(found), strict=True)
    places = [{"id": row.pk, "sign": words} for (row, _token), words in rows]
    alike = len(set(found)) < len(found)
    return render(request, "accounts/curtain.html", {"places": places, "alike": alike, "held": request.GET.get("held")})


def _behind(request: Asked, chosen: tuple[SignIn, bytes]) -> HttpResponse:
    for row, _token in request.sign_ins:
        sign_ins.lock(row)
    request.keys = None
    request.sign_ins = [chosen, *(each for each in request.sign_ins if each is not chosen)]
    response = clear_site_data(SeeOther(f"{reverse('unlock')}?{urlencode({'chosen': 'yes'})}"))
    letting_in.keep_cookies(request, response)
    return response
