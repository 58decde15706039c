"""The answers that several pages give: a form that does not fit, too many tries, and a busy moment."""

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from ownaccord.accounts.entry import NameTaken, NoFit
from ownaccord.accounts.keys import Unreadable
from ownaccord.accounts.throttling import Slow
from ownaccord.accounts.wraps import Busy

NO_FIT = _("Name, words or device do not fit.")
WAYS = _("There are three ways in: another device of yours, your recovery code, or your six words.")
TAKEN = _("Somebody here already signs in with this name. Please choose another.")
DAMAGED = _(
    "Your words fit, but what is stored for this account cannot be read: it was damaged or changed. Nothing of it is in"
    " force. A pause and the stop code always work. A backup from before brings it back, or you can begin anew."
)
STOPS = _("A pause and the stop code always work.")


def sent(request: HttpRequest) -> QueryDict | None:
    """Return what a form sent, even when that is nothing; None when only a page was asked for."""
    return request.POST if request.method == "POST" else None


def tried(
    request: HttpRequest, form: Form, template: str, step: Callable[[], HttpResponse], **more: Any
) -> HttpResponse:
    """Answer with what `step` answers, or with the form and calm words about why it could not be done."""
    try:
        if form.is_valid():
            return step()
    except NoFit:
        more["no_fit"] = True
        form.add_error(None, str(NO_FIT))
    except Slow as slow:
        form.add_error(None, _waiting(slow.seconds))
    except NameTaken:
        form.add_error("name", str(TAKEN))
    except Unreadable:
        form.add_error(None, str(DAMAGED))
    except Busy:
        return render(request, "accounts/busy.html", status=503)
    return render(request, f"accounts/{template}.html", {"form": form, **more}, status=422 if form.is_bound else 200)


def page(request: HttpRequest, template: str, status: int = 200, **more: Any) -> HttpResponse:
    """Answer with a page of one's own side."""
    return render(request, f"accounts/{template}.html", {"section": "mine", **more}, status=status)


def _waiting(seconds: int) -> str:
    minutes = -(-seconds // 60)
    words = ngettext(
        "There were many tries. Please wait %(minutes)d minute, then try again.",
        "There were many tries. Please wait %(minutes)d minutes, then try again.",
        minutes,
    )
    return f"{words % {'minutes': minutes}} {STOPS}"
