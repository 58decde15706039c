"""The plan on the table: reading it, saying yes for now or not today, rehearsing, starting, taking it off."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ownaccord.accounts.access import SeeOther, unlocked
from ownaccord.accounts.held import Held
from ownaccord.accounts.requests import Unlocked
from ownaccord.consent.said import MEANWHILE, taken
from ownaccord.consent.writing import NotNow
from ownaccord.core.errors import Ratcheted, Refused
from ownaccord.core.opening import AnotherLook, OthersFirst
from ownaccord.lib.streams.live import known_now
from ownaccord.scenes import access, actions, memory, passes, queries
from ownaccord.scenes.actions import Busy, Missing, TheirWord, Unrehearsed
from ownaccord.scenes.forms_yes import NOT, YesForm
from ownaccord.scenes.queries import Room
from ownaccord.scenes.settling import settled
from ownaccord.scenes.table import Stage, Table
from ownaccord.scenes.views.answers import ANOTHER_LOOK, page, there

MONTH = 30 * 86400
WORDS: dict[type[Refused], str] = {
    Busy: "busy", NotNow: "not-now", AnotherLook: "look", OthersFirst: "others-first", TheirWord: "their-word",
    Unrehearsed: "rehearse", Missing: "missing", Ratcheted: "scene",
}  # fmt: skip


@require_safe
@unlocked()
def plan(request: Unlocked, space: str) -> HttpResponse:
    """What lies on the table, who is ready, and what comes next. What devices have said is written down here."""
    since = known_now(request.COOKIES, secure=request.is_secure())
    here = settled(request, space)
    every = access.carrying(request, here.scene.scene) if here.scene else ()
    queries.heard(every, request.now)
    if here.stage is Stage.RUNNING and every:
        return SeeOther("/now/")
    waiting = here.stage is Stage.TABLED and queries.waits(every, request.now)
    rehearsed = memory.rehearsed_at(here.look.book, space)
    return page(
        request, here.look.space, "plan", here=here, plan=queries.face(here), yeses=queries.yeses(here),
        not_here=queries.not_here(here), until=queries.until(here), rehearsed=bool(rehearsed), since=since,
        long_ago=here.look.clock - rehearsed > MONTH,
        reached=here.has_reached_all, may_begin_again=here.may_begin_again,
        room=_room(request, here), drill=here.drill is not None and here.drill.live is None,
        carries=here.plan.mark.hex() if waiting and here.plan else "",
    )  # fmt: skip


def _tried(step: Callable[[], object], done: str, space: str, to: str = "plan") -> SeeOther:
    """Take a step that looks afresh, and answer with the page that says what became of it."""
    try:
        taken(step)
    except Refused as refused:
        return there("plan", _word(refused), space=space)
    except MEANWHILE:
        return there("plan", "busy", space=space)
    return there(to, done, space=space)


def _word(refused: Refused) -> str:
    return next((word for kind, word in WORDS.items() if isinstance(refused, kind)), "busy")


@require_http_methods(["GET", "HEAD", "POST"])
def say_yes(request: HttpRequest, space: str) -> HttpResponse:
    """Say yes for now, or not: what does not hold is a No, and no No waits for a passphrase.

    A yes does not wait either: one that was typed an hour ago is not for now.
    """
    does_not = any(said == NOT for name, said in request.POST.items() if name.startswith(("holds_", "line_")))
    return (not_today if does_not else _yes)(request, space=space)


say_yes.door = "unlocked"  # type: ignore[attr-defined]
say_yes.held = None  # type: ignore[attr-defined]


@require_http_methods(["GET", "HEAD", "POST"])
@unlocked()
def _yes(request: Unlocked, space: str) -> HttpResponse:
    """See the own limits and terms in words, look at what has to hold, and say yes for now."""
    # Before the look, from which the witness learns.
    knows = _knows(request, space)
    here = settled(request, space)
    if here.plan is None or here.stage is not Stage.TABLED:
        return there("plan", "busy", space=space)
    room = _room(request, here)
    form = YesForm(here, queries.conditions(here), knows, room.fits > 0, request.POST or None)
    if not form.is_valid():
        return page(
            request, here.look.space, "yes", ANOTHER_LOOK if form.is_bound else 200, here=here, form=form,
            plan=queries.face(here), limits=queries.limits(here.look), tells=queries.tells(here.look, request.keys),
            room=room, own=access.is_own(request),
        )  # fmt: skip
    kept: list[bytes] = []

    def step() -> None:
        again = access.table_for(request, space)
        if again.plan is None or again.plan.digest.hex() != form.cleaned_data["plan"]:
            raise Busy
        at_hand = bool(form.cleaned_data.get("at_hand"))
        shows = queries.shows(again, request.keys, own=access.is_own(request), at_hand=at_hand)
        secret = actions.confirm(here=again, keys=request.keys, shows=shows)
        kept[:] = [secret] if secret else []

    response = _tried(step, "yes", space)
    for secret in kept:
        passes.keep(request, response, secret)
    return response


def _room(request: Unlocked, here: Table) -> Room:
    """How far words at hand could go along in this browser: on a shared device nobody's do."""
    return queries.room(here, request.keys) if access.is_own(request) else Room()


def _knows(request: Unlocked, space: str) -> bool:
    """Whether this browser has seen this space before; otherwise the items are confirmed one by one."""
    return request.witness is not None and request.witness.seen(space) is not None


@require_POST
@unlocked(Held(_("Not today"), tightens=True))
def not_today(request: Unlocked, space: str) -> HttpResponse:
    """End it before it began. Nothing is spent, and nobody is told why. What has begun meanwhile is over, too."""
    begun: list[bool] = []

    def step() -> None:
        begun[:] = [actions.not_today(here=access.table_for(request, space), keys=request.keys)]

    response = _tried(step, "not-today", space)
    return there("plan", "stopped", space=space) if begun == [True] else response


@require_POST
@unlocked()
def start(request: Unlocked, space: str) -> HttpResponse:
    """Start the scene that everybody has said yes to."""

    def step() -> None:
        actions.start(here=access.table_for(request, space), keys=request.keys)

    return _tried(step, "started", space)


@require_POST
@unlocked()
def again(request: Unlocked, space: str) -> HttpResponse:
    """Put the same plan on the table once more."""

    def step() -> None:
        actions.again(here=settled(request, space), keys=request.keys)

    return _tried(step, "again", space)


@require_POST
@unlocked()
def put_back(request: Unlocked, space: str) -> HttpResponse:
    """Put back what the own yes held and no scene has spent."""

    def step() -> None:
        actions.put_back(here=access.table_for(request, space), keys=request.keys)

    return _tried(step, "put-back", space)


@require_POST
@unlocked()
def drill(request: Unlocked, space: str) -> HttpResponse:
    """Join the rehearsal with this device, or begin one; or note that it reached every device."""
    if request.POST.get("with") == "reached":
        return _tried(
            lambda: actions.keep_rehearsed(here=access.table_for(request, space), keys=request.keys), "rehearsed", space
        )
    return _carrying(
        request, space, lambda here: actions.rehearse(here=here, shows=queries.shows(here, request.keys, own=False)),
        "drill",
    )  # fmt: skip


@require_POST
@unlocked()
def carry(request: Unlocked, space: str) -> HttpResponse:
    """Let this browser be the reader's device, too; with words at hand only where they were chosen.

    In a browser that is others' too it shows no limits either.
    """

    def give(here: Table) -> bytes:
        at_hand = bool(request.POST.get("at_hand")) and _room(request, here).fits > 0
        return actions.carry(
            here=here, shows=queries.shows(here, request.keys, own=access.is_own(request), at_hand=at_hand)
        )

    return _carrying(request, space, give, "carried")


def _carrying(request: Unlocked, space: str, give: Callable[[Table], bytes], done: str) -> SeeOther:
    kept: list[bytes] = []

    def step() -> None:
        kept[:] = [give(access.table_for(request, space))]

    response = _tried(step, done, space)
    if not kept:
        return response
    to_live = SeeOther("/now/")
    passes.keep(request, to_live, kept[0])
    return to_live
