"""The codes that a person keeps: each is shown until it was written down, then never again.

Until then it is shown to whoever has just typed the words of today, or still has its page open: a moment with the
unlocked device would be enough to copy what opens the account from anywhere.
"""

import hmac
from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from ownaccord.accounts import codes, entry, letting_in, own_pages, vaults
from ownaccord.accounts.access import SeeOther, signed_in, unlocked, words_again
from ownaccord.accounts.forms import ProveForm
from ownaccord.accounts.keys import VaultBook
from ownaccord.accounts.models import KeyWrap
from ownaccord.accounts.picture import address_with, qr
from ownaccord.accounts.requests import Unlocked
from ownaccord.accounts.views.answers import page, tried
from ownaccord.vault.recovery import plain_words

PLACES_OF_GROUPS = (2, 6)
PLACES_OF_WORDS = (1, 4)


@unlocked()
@require_http_methods(["GET", "HEAD", "POST"])
def recovery(request: Unlocked) -> HttpResponse:
    """The recovery code, until two groups of it were typed back; a new one for whoever knows the words of today."""
    code = _shown(request, codes.RECOVERY)
    asked = PLACES_OF_GROUPS
    more = {"groups": code.split("-") if code else None, "asked": [place + 1 for place in asked]}
    if code and (answer := _typed(request, codes.RECOVERY, code.split("-"), asked)):
        return answer
    if request.POST.get("step") == "new":
        return _proven(request, "recovery", partial(codes.new_recovery, keys=request.keys, now=request.now), more)
    return _page(request, "recovery", more, shows=bool(code))


@unlocked()
@require_http_methods(["GET", "HEAD", "POST"])
def portable(request: Unlocked) -> HttpResponse:
    """The six words for any browser, until two of them were typed back; new ones for whoever knows today's words."""
    words = _shown(request, codes.PORTABLE)
    asked = PLACES_OF_WORDS
    more = {
        "words": words.split() if words else None,
        "asked": [place + 1 for place in asked],
        "has": codes.has_portable(request.person),
        "droppable": _has_device(request),
    }
    if words and (answer := _typed(request, codes.PORTABLE, words.split(), asked)):
        return answer
    if request.POST.get("step") in ("new", "drop"):
        return _proven(request, "portable", partial(_change_portable, request), more)
    return _page(request, "portable", more, shows=bool(words))


def _change_portable(request: Unlocked) -> None:
    if request.POST["step"] == "new":
        codes.new_portable(keys=request.keys, now=request.now)
    elif _has_device(request):
        codes.drop_portable(keys=request.keys)


@unlocked()
@require_http_methods(["GET", "HEAD", "POST"])
def stop_code(request: Unlocked) -> HttpResponse:
    """The stop code: made, shown until kept, replaced, or removed. "Not now" is as good an answer as any.

    The first one is made without being asked for anything. One that is kept is replaced or removed only by whoever
    knows the words of today.
    """
    step = request.POST.get("step")
    if step == "kept":
        return _kept(request, codes.STOP)
    if step == "later":
        return _kept(request, codes.STOP_OFFER)
    more = _stop_page(request)
    if more["words"] and own_pages.asks(request, always=True):
        return words_again(request.path)
    if step == "new" and more["words"]:
        # A second press: the words that are on the page, and may be on paper already, stay the ones that count.
        return SeeOther(reverse("me-stop-code"))
    if step == "new" and (more["offered"] or not more["has"]):
        codes.new_stop_code(keys=request.keys)
        return SeeOther(reverse("me-stop-code"))
    if step in ("new", "drop"):
        change = codes.new_stop_code if step == "new" else codes.drop_stop_code
        return _proven(request, "stop_code", partial(change, keys=request.keys), more)
    response = page(request, "stop_code", **more, form=ProveForm())
    if more["words"]:
        own_pages.stays(request, response, always=True)
    return response


def _stop_page(request: Unlocked) -> dict[str, Any]:
    words = _shown(request, codes.STOP)
    address = address_with(request.build_absolute_uri(reverse("stop")), words) if words else ""
    return {
        "words": words.split() if words else None,
        "has": codes.has_stop_code(request.person),
        "offered": bool(_shown(request, codes.STOP_OFFER)),
        "svg": qr(address) if address else None,
    }


@signed_in
@require_http_methods(["GET", "HEAD"])
def after(request: Unlocked) -> HttpResponse:
    """On from the codes: to the invitation somebody came with, or home."""
    return SeeOther(letting_in.after_codes(request))


def _proven(request: Unlocked, template: str, change: Callable[[], None], more: dict[str, Any]) -> HttpResponse:
    """Make this change for whoever knows the words of today; for anybody else the page again, and nothing changed."""
    form = ProveForm(request.POST)

    def step() -> HttpResponse:
        secret = form.cleaned_data["secret"]
        entry.prove(person=request.person, secret=secret, browser=request.browser, now=request.now)
        change()
        response = SeeOther(request.path)
        own_pages.stays(request, response, always=True)
        return response

    return tried(request, form, template, step, section="mine", **more)


def _typed(request: Unlocked, what: str, parts: list[str], asked: tuple[int, int]) -> HttpResponse | None:
    """On to the next code for whoever typed this one back, however long they copied it; or the words again, or None.

    Who has it on paper had the page that shows it, and is not asked between one code and the next.
    """
    if request.method == "POST" and _typed_back(request, parts, asked):
        response = _kept(request, what)
        own_pages.stays(request, response, always=True)
        return response
    if own_pages.asks(request, always=True):
        wrong = request.method == "POST" and "first" in request.POST
        return words_again(f"{request.path}?wrong=yes" if wrong else request.path)
    return None


def _page(request: Unlocked, template: str, more: dict[str, Any], *, shows: bool) -> HttpResponse:
    """The page; while it shows a code, what was typed back did not fit, and it stays open."""
    posted = shows and request.method == "POST"
    wrong = posted or (shows and request.GET.get("wrong") == "yes")
    response = page(request, template, **more, form=ProveForm(), wrong=wrong, status=422 if posted else 200)
    if shows:
        own_pages.stays(request, response, always=True)
    return response


def _shown(request: Unlocked, key: str) -> str | None:
    found = vaults.read(request.person, request.keys).get(key)
    return found if found is None else str(found)


def _kept(request: Unlocked, what: str) -> HttpResponse:
    codes.kept(keys=request.keys, what=what)
    book: VaultBook = vaults.read(request.person, request.keys)
    return SeeOther(letting_in.next_code(book))


def _typed_back(request: Unlocked, parts: list[str], asked: tuple[int, int]) -> bool:
    typed = [request.POST.get(name, "")[:60] for name in ("first", "second")]
    return all(
        hmac.compare_digest(_plain(text), _plain(parts[place])) for text, place in zip(typed, asked, strict=True)
    )


def _plain(text: str) -> bytes:
    return plain_words(text).translate(str.maketrans("oil", "011")).encode()


def _has_device(request: Unlocked) -> bool:
    own = request.sign_in.wrap.kind == KeyWrap.Kind.DEVICE
    return own and KeyWrap.objects.filter(person_id=request.person, kind=KeyWrap.Kind.DEVICE).exists()
