"""Threads: the list of a space, one thread, and taking back what one has said."""

from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ownaccord.accounts.access import unlocked
from ownaccord.accounts.held import Held
from ownaccord.accounts.requests import Unlocked
from ownaccord.catalogue import Item
from ownaccord.consent.access import item_for, looked
from ownaccord.consent.looking import Look
from ownaccord.core.errors import Refused
from ownaccord.spaces import answers
from ownaccord.spaces.answers import ANOTHER_LOOK, there
from ownaccord.talk import actions, queries, threads
from ownaccord.talk.forms import SayForm
from ownaccord.talk.threads import Here
from ownaccord.talk.words import AFTER, NOT_YOUR_TURN, SAID

DIGITS = 9


@require_safe
@unlocked()
def talk(request: Unlocked, space: str) -> HttpResponse:
    """Every thread in which something was said."""
    found = looked(request, space)
    lines = queries.lines(found, threads.every(found, request.keys))
    return answers.page(request, found.space, "talk/talk.html", SAID, lines=lines, readable=found.epoch_key is not None)


def _which(data: QueryDict, request: Unlocked, space: str, item: str) -> str:
    """The item that a form which waited locked was about."""
    return item_for(looked(request, space), item).name


@require_http_methods(["GET", "HEAD", "POST"])
@unlocked(Held(_("In a thread"), SayForm, about=_which))
def thread(request: Unlocked, space: str, item: str) -> HttpResponse:
    """What was said about one item, and what its reader can do there now."""
    found = looked(request, space)
    card = item_for(found, item)
    here = threads.open_thread(found, card, request.keys)
    form = SayForm(request.POST if request.method == "POST" else None)
    if here is None or not form.is_valid():
        return _page(request, here, card, found, form)
    try:
        actions.say(here=here, keys=request.keys, move=form.chosen, words=form.said, now=request.now)
    except Refused:
        form.add_error("words", NOT_YOUR_TURN)
        return _page(request, threads.open_thread(looked(request, space), card, request.keys), card, found, form)
    return there("talk-thread", AFTER.get(form.chosen, "said"), space=space, item=found.addresses.mark(card.slug))


def _page(request: Unlocked, here: Here | None, card: Item, look: Look, form: SayForm) -> HttpResponse:
    status, mark = ANOTHER_LOOK if form.is_bound else 200, look.addresses.mark(card.slug)
    more: dict[str, object] = {"form": form, "mark": mark, "item_name": card.name}
    if here:
        more |= {"here": here, "posts": queries.said(here)}
        more |= {"buttons": queries.buttons(here), "writes": queries.writes(here)}
    return answers.page(request, look.space, "talk/thread.html", SAID, status, **more)


@require_POST
@unlocked()
def erase(request: Unlocked, space: str, item: str) -> HttpResponse:
    """Erase the words of one own post for good."""
    found = looked(request, space)
    card = item_for(found, item)
    here = threads.open_thread(found, card, request.keys)
    text = request.POST.get("number", "")
    number = int(text) if text.isascii() and text.isdecimal() and len(text) <= DIGITS else 0
    done = here is not None and actions.erase(here=here, keys=request.keys, number=number)
    said = "erased" if done else "same"
    return there("talk-thread", said, space=space, item=found.addresses.mark(card.slug))
