"""The deck on the table: proposing one, taking it up or not, taking it back, and what it found."""

from collections.abc import Callable

from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ownaccord.accounts import vaults
from ownaccord.accounts.access import SeeOther, unlocked
from ownaccord.accounts.held import Held
from ownaccord.accounts.requests import Unlocked
from ownaccord.catalogue import load
from ownaccord.consent.addresses import Addresses
from ownaccord.core.errors import TooLate
from ownaccord.core.ledger import Quarantine
from ownaccord.reveal import access, actions, queries, words
from ownaccord.reveal.actions import Busy, Unfair
from ownaccord.reveal.forms import CHOSEN, ProposeForm
from ownaccord.reveal.table import RUNNING
from ownaccord.reveal.views.answers import ANOTHER_LOOK, page, there
from ownaccord.spaces.access import OpenSpace


@require_safe
@unlocked()
def deck(request: Unlocked, space: str) -> HttpResponse:
    """What lies on the table, as far as it is mine; what was found, once its time has come."""
    found = access.space_for(request, space)
    here = access.table_for(request, found)
    if here is None:
        return page(request, found, "none", running=access.has_round(request, found))
    said = queries.stated(request, space)
    return page(
        request, found, "deck", here=here, deck=queries.face(here.round.deal) if here.round else None,
        offered=queries.offered(here.offered) if here.offered else None,
        found=queries.found(here, request.keys, said), before=queries.found_before(here, request.keys, said),
        everything=queries.everything(here), aside=queries.aside(here),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@unlocked(Held(_("Propose a deck"), ProposeForm))
def propose(request: Unlocked, space: str) -> HttpResponse:
    """Choose a deck and when it opens, and put it on the table as a whole."""
    found = access.pair_for(request, space)
    here = access.table_for(request, found)
    if here is None or here.state in RUNNING:
        return there("deck", "not-now" if here is None else "busy", space=space)
    form = ProposeForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and (answer := _proposed(request, found, form)) is not None:
        return answer
    return page(request, found, "propose", ANOTHER_LOOK if form.is_bound else 200, form=form)


def _proposed(request: Unlocked, space: OpenSpace, form: ProposeForm) -> HttpResponse | None:
    """Answer with where it led; None when the form has to say why nothing was proposed."""
    other = next(who for who in space.members if who != request.person)
    besides = queries.not_asked(request, space.id)
    lines = form.lines(vaults.read(request.person, request.keys), other, request.now, besides)
    if not lines:
        return None
    called = "" if form.cleaned_data["deck"] == CHOSEN else form.cleaned_data["deck"]
    try:
        actions.propose(
            space=space, keys=request.keys, called=called, lines=lines, opens_at=form.opens_at(request.now),
            now=request.now,
        )  # fmt: skip
    except Unfair as unfair:
        form.add_error("days", words.UNFAIR[unfair.why])
        return None
    except (Busy, Quarantine) as refused:
        return there("deck", "busy" if isinstance(refused, Busy) else "not-now", space=space.id)
    return there("deck", "proposed", space=space.id)


def _tried(space: OpenSpace, step: Callable[[], object], done: str) -> SeeOther:
    """Take a step and answer with the deck's page, which says what became of it."""
    try:
        step()
    except TooLate:
        return there("deck", "late", space=space.id)
    except (Busy, Unfair):
        return there("deck", "busy", space=space.id)
    except Quarantine:
        return there("deck", "not-now", space=space.id)
    return there("deck", done, space=space.id)


def _which(data: QueryDict, request: Unlocked, space: str) -> str:
    """The deck that a form which waited locked was about, if it is still on the table."""
    here = access.table_for(request, access.pair_for(request, space))
    return queries.face(here.offered.deal).name if here and here.offered else ""


def _what(data: QueryDict, request: Unlocked, space: str) -> str:
    """The item that a form which waited locked was about."""
    at, every = Addresses(space, request.keys.mark_key()), load()
    item = every.item(at.word(data.get("item", ""), (each.slug for each in every.items)))
    return item.name if item else ""


@require_POST
@unlocked(Held(_("Take it up"), about=_which))
def take_up(request: Unlocked, space: str) -> HttpResponse:
    """Say yes to being asked these items, and to that time."""
    found, word = access.pair_for(request, space), request.POST.get("mark", "")
    return _tried(
        found, lambda: actions.take_up(space=found, keys=request.keys, word=word, now=request.now), "taken"
    )


@require_POST
@unlocked(Held(_("Not now")))
def put_aside(request: Unlocked, space: str) -> HttpResponse:
    """Not now: nothing is sent, and no proposal is shown to me before its time; or show them to me again."""
    found = access.pair_for(request, space)
    if request.POST.get("with") == "again":
        actions.show_again(space=found, keys=request.keys)
        return there("deck", "again", space=space)
    return _tried(found, lambda: actions.put_aside(space=found, keys=request.keys, now=request.now), "aside")


@require_POST
@unlocked(Held(_("Take it back"), tightens=True))
def take_back(request: Unlocked, space: str) -> HttpResponse:
    """Take the deck off the table, for both."""
    found = access.pair_for(request, space)
    return _tried(found, lambda: actions.take_back(space=found, keys=request.keys, now=request.now), "back")


@require_POST
@unlocked()
def put_away(request: Unlocked, space: str) -> HttpResponse:
    """Put a deck away that is over."""
    found = access.pair_for(request, space)
    return _tried(found, lambda: actions.put_away(space=found, keys=request.keys, now=request.now), "away")


@require_POST
@unlocked(Held(_("Not now"), about=_what))
def let_rest(request: Unlocked, space: str) -> HttpResponse:
    """Not now, about something that was found: it goes from my own pages, and nobody is told."""
    found = access.pair_for(request, space)
    at, named = Addresses(found.id, request.keys.mark_key()), request.POST.get("item", "")
    here = access.table_for(request, found)
    known = [] if here is None else [each.item for each, _opens in queries.every_mutual(here)]
    actions.let_rest(space=found, keys=request.keys, item=at.word(named, known))
    return there("deck", "resting", space=space)
