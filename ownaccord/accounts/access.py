"""The doors: open to all, for those who are signed in (locked or not), and for those who are unlocked.

A stranger is sent to the sign-in page whatever the address was, so nobody learns what exists. A form that arrives at an
unlocked door while locked is sealed and waits; if its button only tightens, the pause comes at once.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast
from urllib.parse import urlencode

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from ownaccord.accounts import held as holding
from ownaccord.accounts import hooks, own_pages, remembered, stops, tabs
from ownaccord.accounts.held import Held
from ownaccord.accounts.requests import Asked, Unlocked
from ownaccord.lib import database

View = Callable[..., HttpResponse]


class SeeOther(HttpResponseRedirect):
    """The answer to a form that worked: look there now."""

    status_code = 303


def open_page(view: View) -> View:
    """Let everybody in; the marker that somebody thought about this door."""
    view.door = "open"  # type: ignore[attr-defined]
    return view


def signed_in(view: View) -> View:
    """Let in whoever is signed in, locked or not."""

    @wraps(view)
    def door(request: Asked, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, **kwargs) if request.person else SeeOther(reverse("sign-in"))

    door.door = "signed-in"  # type: ignore[attr-defined]
    return door


def unlocked(held: Held | None = None, *, own: bool = False, always: bool = False) -> Callable[[View], View]:
    """Let in whoever is unlocked; `held` says how a form that arrives locked is kept and shown again.

    `own`: a page for one person alone, wherever its address is; all below `me/` are, but those of the account itself.
    `always`: one of those that ask for the words again whatever was chosen.
    """

    def make(view: View) -> View:
        of_account = view.__module__.startswith(f"{__package__}.")

        @wraps(view)
        def door(request: Asked, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.person is None:
                return SeeOther(reverse("sign-in"))
            if request.method == "POST" and tabs.is_of_another(request):
                return _from_another(request, held, kwargs)
            if request.keys is None:
                return _locked(request, held, kwargs)
            is_own = own or always or (_below_me(request) and not of_account)
            if is_own and own_pages.asks(cast(Unlocked, request), always=always):
                return _locked(request, held, kwargs, to="again")
            response = _answered(view, request, held, args, kwargs)
            if is_own:
                with database.courtesy(connection):
                    own_pages.stays(request, response, always=always)
            if request.method == "POST" and (sent := request.POST.get("_held")) and response.status_code < 400:
                with database.courtesy(connection):
                    holding.let_go(request.person, sent)
            return response

        door.door = "unlocked"  # type: ignore[attr-defined]
        door.held = held  # type: ignore[attr-defined]
        return door

    return make


def _answered(
    view: View, request: Asked, held: Held | None, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> HttpResponse:
    """Answer with the view. Where nothing can be stored just now, a pause stands in for what would have tightened."""
    try:
        return view(request, *args, **kwargs)
    except database.AWAY:
        if request.method == "POST" and held is not None and held.tightens:
            scope = stops.scope_of(kwargs.get("space"))
            stops.pause(person=person_of(request), scope=scope)
            request.paused_instead = True
            hooks.at_pause(cast(Unlocked, request), scope)
        raise


def person_of(request: HttpRequest) -> str:
    """Return the id of the signed-in person, behind a door that made sure of one."""
    person = getattr(request, "person", None)
    if not isinstance(person, str):
        raise PermissionError
    return person


def words_again(to: str) -> SeeOther:
    """Return the way to this page by the words once more."""
    return SeeOther(f"{reverse('again')}?{urlencode({'next': to})}")


def _below_me(request: Asked) -> bool:
    """Return whether this address is among the reader's own."""
    return request.resolver_match is not None and request.resolver_match.route.startswith("me/")


def _locked(request: Asked, held: Held | None, kwargs: dict[str, Any], to: str = "unlock") -> HttpResponse:
    if request.method != "POST":
        return SeeOther(f"{reverse(to)}?{urlencode({'next': request.path})}")
    if held is not None and held.tightens:
        return _tightened(request, stops.scope_of(kwargs.get("space")))
    return _to(to, "yes" if held is not None and holding.hold(request) else "no")


def _from_another(request: Asked, held: Held | None, kwargs: dict[str, Any]) -> HttpResponse:
    """A form from a page of somebody else in this browser: theirs, as if they were locked; the curtain says so."""
    if held is not None and held.tightens:
        return _tightened(request, stops.scope_of(kwargs.get("space")), to="curtain")
    return _to("curtain", "yes" if held is not None and holding.hold(request) else "no")


def _tightened(request: Asked, scope: str, to: str = "unlock") -> HttpResponse:
    author = tabs.owner(request)
    # Whose page it was cannot be known any more: then it counts for everybody here. More paused is never wrong.
    whose = [author] if author is not None else request.sign_ins
    for row, _token in whose:
        stops.pause(person=row.person_id, scope=scope)
    request.paused_instead = True
    try:
        kept = holding.hold(request)
    except DatabaseError:
        # The pause is stored; the form is only for its author's comfort.
        kept = False
    response = _to(to, "paused" if kept else "paused-only")
    for row, token in whose:
        remembered.remember(request, response, row, token, scope)
    return response


def _to(page: str, held: str) -> SeeOther:
    return SeeOther(f"{reverse(page)}?{urlencode({'held': held})}")
