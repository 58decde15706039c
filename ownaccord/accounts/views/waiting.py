"""Held forms: after the unlock each is shown again as it was typed; nothing is sent by itself."""

from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.urls import Resolver404, resolve, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from ownaccord.accounts import held
from ownaccord.accounts.access import SeeOther, unlocked
from ownaccord.accounts.held import Held, HeldText
from ownaccord.accounts.requests import Unlocked
from ownaccord.accounts.views.answers import page


@dataclass(frozen=True, slots=True, repr=False)
class Waiting:
    """A held form as its page shows it: `unasked` is what was sent beside its fields, such as the button's own name."""

    id: str
    path: str
    title: str | Promise
    about: str
    form: BaseForm | None
    unasked: tuple[tuple[str, str], ...]


@unlocked(own=True)
@require_safe
def held_forms(request: Unlocked) -> HttpResponse:
    """What was typed and arrived while this was locked."""
    texts = held.waiting(request.keys, request.sign_ins[0], request.now)
    return page(request, "held", waiting=[_shown(text, request) for text in texts])


@require_POST
@unlocked()
def let_go(request: Unlocked, held_form: str) -> HttpResponse:
    """Forget one of them."""
    held.let_go(request.person, held_form)
    left = held.waiting(request.keys, request.sign_ins[0], request.now)
    return SeeOther(reverse("held") if left else "/")


def _shown(text: HeldText, request: Unlocked) -> Waiting:
    spec, said = _spec(text.path)
    title = spec.title if spec else _("Something you typed")
    form = _form(spec, text, request, said)
    asked = {form.add_prefix(name) for name in form.fields} if form else set()
    unasked = tuple(each for each in text.fields if each[0] not in asked)
    return Waiting(text.id, text.path, title, _about(spec, text, request, said), form, unasked)


def _spec(path: str) -> tuple[Held | None, dict[str, Any]]:
    try:
        match = resolve(path)
    except Resolver404:
        return None, {}
    found = getattr(match.func, "held", None)
    return (found if isinstance(found, Held) else None), dict(match.kwargs)


def _about(spec: Held | None, text: HeldText, request: Unlocked, said: dict[str, Any]) -> str:
    try:
        return spec.words(text.data(), request, said) if spec else ""
    except Http404:
        return ""


def _form(spec: Held | None, text: HeldText, request: Unlocked, said: dict[str, Any]) -> BaseForm | None:
    try:
        return spec.bound(text.data(), request, said) if spec else None
    except Exception:
        # A form that cannot be rebuilt (its item is gone, say) is still shown, as the plain words that were typed.
        return None
