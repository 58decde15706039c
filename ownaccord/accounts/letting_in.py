"""What happens with a browser when an account was just opened in it: cookies, other sign-ins, and where to go."""

from typing import cast

from django.http import HttpResponse
from django.urls import NoReverseMatch, Resolver404, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme

from ownaccord.accounts import codes, cookies, held, hooks, own_pages, remembered, sign_ins, vaults, witnesses
from ownaccord.accounts.access import SeeOther
from ownaccord.accounts.keys import VaultBook
from ownaccord.accounts.models import SignIn
from ownaccord.accounts.requests import Asked, Unlocked
from ownaccord.accounts.sign_ins import Opened

INVITED = "oa_join"


def own_browser(request: Asked) -> None:
    """Make sure that this browser has a device secret; `let_in` keeps it in its cookie."""
    request.browser = request.browser.with_device()


def before_the_form(request: Asked, response: HttpResponse) -> HttpResponse:
    """Give a page on which somebody makes a way in the device secret already: the answer to its form can get lost.

    By then everything older may be worthless, and without a device secret the new passphrase would open nothing.
    """
    own_browser(request)
    if request.browser.fresh:
        cookies.put(request, response, cookies.DEVICE, request.browser.device, cookies.YEAR)
    return response


def let_in(request: Asked, opened: Opened, *, codes_first: bool = False, to: str | None = None) -> HttpResponse:
    """Answer an opened account: its sign-in comes first, the others here are locked, remembered pauses come back."""
    remembered.bring_back(request, opened.keys)
    others = _lock_others(request, opened)
    before = request.sign_ins
    request.sign_ins = [(opened.sign_in, opened.token), *others][: cookies.MOST_SIGN_INS]
    same = request.person == opened.keys.person
    request.sign_in, request.person, request.keys = opened.sign_in, opened.keys.person, opened.keys
    request.opening = opened.opening
    if request.witness is None or not same:
        # Never the witness of somebody else who was open in this browser until now.
        witnesses.read(request, opened.keys)
    hooks.at_unlock(cast(Unlocked, request))
    response = SeeOther(next_code(_book(request)) if codes_first else place(request, to))
    request.sign_ins, now_here = before, request.sign_ins
    remembered.forget(request, response, opened.keys.person)
    request.sign_ins = now_here
    keep_cookies(request, response)
    own_pages.stays(request, response, always=True)
    return response


def keep_cookies(request: Asked, response: HttpResponse) -> None:
    """Write the sign-ins of this request into their cookie, and the device secret if there is one.

    What opens the keys is written while they are open; the middleware drops it when they are not.
    """
    shared = any(row.shared for row, _ in request.sign_ins)
    if request.keys is not None and request.opening:
        until = None if shared else sign_ins.LONGEST_UNLOCKED
        cookies.put(request, response, cookies.OPENING, request.opening, until)
    cookies.put_tokens(request, response, [token for _, token in request.sign_ins], shared=shared)
    if request.browser.device:
        cookies.put(request, response, cookies.DEVICE, request.browser.device, cookies.YEAR)


def next_code(book: VaultBook) -> str:
    """Return where the codes go on that were made and not kept yet; after the last one, the beginning."""
    for key, page in ((codes.PORTABLE, "me-portable"), (codes.RECOVERY, "me-recovery"), (codes.STOP, "me-stop-code")):
        if key in book:
            return reverse(page)
    return reverse("me-stop-code") if codes.STOP_OFFER in book else reverse("after-codes")


def after_codes(request: Asked) -> str:
    """Return where a new person goes on: to the invitation they came with, or home."""
    if cookies.get(request, INVITED) or INVITED in request.COOKIES:
        try:
            return reverse("join")
        except NoReverseMatch:
            pass
    return "/"


def wanted(request: Asked) -> str | None:
    """Return the page of this house that somebody wanted before the door; None for any other address."""
    text = request.POST.get("next") or request.GET.get("next") or ""
    if not text.startswith("/") or not url_has_allowed_host_and_scheme(text, allowed_hosts=None):
        return None
    try:
        resolve(text.partition("?")[0])
    except Resolver404:
        return None
    return text


def _lock_others(request: Asked, opened: Opened) -> list[tuple[SignIn, bytes]]:
    others = []
    for row, token in request.sign_ins:
        if row.person_id == opened.keys.person:
            sign_ins.end(row)
        else:
            sign_ins.lock(row)
            others.append((row, token))
    return others


def place(request: Asked, to: str | None) -> str:
    """Return where somebody goes on: to a form of theirs that waits, or where they wanted to go."""
    if request.keys and held.waiting(request.keys, request.sign_ins[0], request.now):
        return reverse("held")
    return to or "/"


def _book(request: Asked) -> VaultBook:
    return vaults.read(request.person, request.keys) if request.keys and request.person else VaultBook()
