"""Small steps: my ladders, asking for the next step, staying, stepping down; showing the steps, taking some over."""

from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ownaccord.accounts.access import unlocked
from ownaccord.accounts.held import Held
from ownaccord.accounts.requests import Unlocked
from ownaccord.care import ladder_pages
from ownaccord.care.forms_ladder import AgainForm, StepForm, day_in
from ownaccord.care.views.around import ANOTHER_LOOK, page, there
from ownaccord.catalogue import Item
from ownaccord.consent import access, choices, ladders, queries
from ownaccord.consent.actions import Outcome
from ownaccord.consent.looking import Look
from ownaccord.consent.said import tried
from ownaccord.core.ladder import Ladder
from ownaccord.core.position import Side
from ownaccord.lib.coaching import coached


@require_safe
@unlocked()
def steps(request: Unlocked, space: str) -> HttpResponse:
    """My ladders here, and what the others show of theirs."""
    found = access.looked(request, space)
    return page(
        request, found, "steps", mine=ladder_pages.mine(found), offers=ladder_pages.offers(found, request.keys)
    )  # fmt: skip


def _where(found: Look, item: str, side: str) -> tuple[Item, Side]:
    card = ladder_pages.item_for(found, access.item_for(found, item))
    return card, access.side_for(card, found.addresses.word(side, (each.value for each in card.sides)))


def _ladder(found: Look, item: str, side: str) -> Ladder:
    card, mine = _where(found, item, side)
    return ladders.of(found.book, found.space.id, card.slug, mine)


@require_safe
@unlocked()
def ladder(request: Unlocked, space: str, item: str, side: str) -> HttpResponse:
    """My ladder on this side: where I am, and what I can do next."""
    found = access.looked(request, space)
    mine = _ladder(found, item, side)
    return page(
        request, found, "ladder", ladder=ladder_pages.own(found, mine), form=AgainForm(), item=item, side=side,
        card_url=found.addresses.item(mine.item),
    )  # fmt: skip


def _about(data: QueryDict, request: Unlocked, space: str, item: str, side: str) -> str:
    """What a form that waited locked was about, with what was pressed, in words."""
    card, mine = _where(access.looked(request, space), item, side)
    where = _now("%(item)s: %(side)s") % {"item": card.name, "side": choices.SIDES[mine.value]}
    pressed = PRESSED.get(data.get("with") or data.get("step") or "")
    return f"{where}. {pressed}" if pressed else where


def _whose(data: QueryDict, request: Unlocked, space: str) -> str:
    """Whose steps somebody wanted to begin with, in words."""
    found = access.looked(request, space)
    shown, _side = ladder_pages.offered(found, request.keys, data.get("mark", ""), data.get("side", ""))
    return queries.name_of(found, shown.item)


def _held_form(data: QueryDict, request: Unlocked, space: str, item: str, side: str) -> StepForm:
    found = access.looked(request, space)
    return StepForm(data, dynamic=_asks_for_a_sign(_ladder(found, item, side)))


def _asks_for_a_sign(mine: Ladder) -> bool:
    return mine.is_dynamic and not mine.steps


@require_http_methods(["GET", "HEAD", "POST"])
@unlocked(Held(_("A small step"), _held_form, about=_about))
def add(request: Unlocked, space: str, item: str, side: str) -> HttpResponse:
    """One step more at the end of my ladder; the first begins it."""
    found = access.looked(request, space)
    card, own_side = _where(found, item, side)
    mine = _ladder(found, item, side)
    form = StepForm(request.POST if request.method == "POST" else None, dynamic=_asks_for_a_sign(mine))
    hint = coached(request, form, "own_condition")
    if hint is not None or not form.is_valid():
        status = ANOTHER_LOOK if form.is_bound else 200
        more = {"ladder": ladder_pages.own(found, mine), "item": item, "side": side, "coached": hint}
        return page(request, found, "ladder_step", status, form=form, **more)

    def step() -> None:
        look, sign = access.looked(request, space), form.cleaned_data.get("ends_it", "")
        ladders.add(look=look, keys=request.keys, item=card, side=own_side, terms=form.step(), sign=sign,
                    review_at=form.day(look.clock))  # fmt: skip

    return there("ladder", tried(step, "step"), space=space, item=item, side=side)


@require_POST
@unlocked(Held(_("A small step"), about=_about))
def ask(request: Unlocked, space: str, item: str, side: str) -> HttpResponse:
    """Ask for the next step, or for the same once more."""
    mine = _ladder(access.looked(request, space), item, side)
    number = mine.place if request.POST.get("step") == "stay" else mine.place + 1

    def step() -> Outcome:
        look = access.looked(request, space)
        return ladders.ask(look=look, keys=request.keys, ladder=_ladder(look, item, side), number=number)

    said = tried(step, "written")
    return there("ladder", "asked" if said == Outcome.WISHED else said, space=space, item=item, side=side)


@require_POST
@unlocked(Held(_("One step down"), tightens=True, about=_about))
def down(request: Unlocked, space: str, item: str, side: str) -> HttpResponse:
    """One step down, at once."""
    _where(access.looked(request, space), item, side)

    def step() -> None:
        look = access.looked(request, space)
        ladders.step_down(look=look, keys=request.keys, ladder=_ladder(look, item, side))

    return there("ladder", tried(step, "down"), space=space, item=item, side=side)


PRESSED = {
    "next": _("Ask for the next step"), "stay": _("Stay on this step"), "drop": _("Take the last step off"),
    "show": _("Show these steps here"), "back": _("Show them no more"), "let-go": _("Let it go"),
    "again": _("Look again then"),
}  # fmt: skip
CHANGES = {"drop": "dropped-step", "show": "shown", "back": "unshown", "let-go": "gone-steps", "again": "another-day"}


@require_POST
@unlocked(Held(_("Small steps"), about=_about))
def change(request: Unlocked, space: str, item: str, side: str) -> HttpResponse:
    """Take the last step off, show the steps or no more, name another day, or let the ladder go."""
    what, form = request.POST.get("with", ""), AgainForm(request.POST)
    mine = _ladder(access.looked(request, space), item, side)
    if what not in CHANGES or not mine.steps or (what == "again" and not form.is_valid()):
        return there("ladder", "none", space=space, item=item, side=side)
    days = form.cleaned_data["look_again"] if form.is_valid() else 0

    def step() -> None:
        look = access.looked(request, space)
        _changed(what, look, request, _ladder(look, item, side), days)

    said = tried(step, CHANGES[what])
    if said == "gone-steps":
        return there("steps", said, space=space)
    return there("ladder", said, space=space, item=item, side=side)


def _changed(what: str, look: Look, request: Unlocked, mine: Ladder, days: int) -> None:
    if what == "again":
        ladders.look_again(look=look, keys=request.keys, ladder=mine, review_at=day_in(look.clock, days))
        return
    steps = {"drop": ladders.drop_last, "show": ladders.show, "back": ladders.take_back, "let-go": ladders.let_go}
    steps[what](look=look, keys=request.keys, ladder=mine)


@require_POST
@unlocked(Held(_("Begin with these steps"), about=_whose))
def take(request: Unlocked, space: str) -> HttpResponse:
    """Begin a ladder of my own with the steps that somebody shows."""
    found = access.looked(request, space)
    shown, side = ladder_pages.offered(found, request.keys, request.POST.get("mark", ""), request.POST.get("side", ""))

    def step() -> None:
        ladders.take_over(look=access.looked(request, space), keys=request.keys, side=side, shown=shown)

    said = tried(step, "taken")
    mark = found.addresses.mark
    return there("ladder", said, space=space, item=mark(shown.item), side=mark(side.value))
