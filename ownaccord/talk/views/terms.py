"""Terms in a thread: putting some down, and taking somebody else's to one's own statement."""

from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from ownaccord.accounts.access import SeeOther, unlocked
from ownaccord.accounts.held import Held
from ownaccord.accounts.requests import Unlocked
from ownaccord.catalogue import Item
from ownaccord.consent import cards
from ownaccord.consent.access import item_for, looked
from ownaccord.consent.looking import Look
from ownaccord.consent.targets import StateForm
from ownaccord.core.errors import Refused
from ownaccord.core.turns import Move
from ownaccord.lib.coaching import coached
from ownaccord.spaces import answers
from ownaccord.spaces.answers import ANOTHER_LOOK
from ownaccord.talk import actions, proposals, queries, threads
from ownaccord.talk.forms import TermsForm
from ownaccord.talk.subjects import Subject
from ownaccord.talk.words import NOT_YOUR_TURN, SAID


def _form(data: QueryDict, request: Unlocked, space: str, item: str) -> TermsForm:
    return TermsForm(data, card=item_for(looked(request, space), item))


def _which(_data: QueryDict, request: Unlocked, space: str, item: str) -> str:
    return item_for(looked(request, space), item).name


@require_http_methods(["GET", "HEAD", "POST"])
@unlocked(Held(_("Terms to put down"), _form, about=_which))
def put_down(request: Unlocked, space: str, item: str) -> HttpResponse:
    """Put terms down for a side of one's own, or others beside somebody else's."""
    found = looked(request, space)
    card = item_for(found, item)
    subject = Subject(card.slug, card.name)
    here = threads.open_thread(found, subject, request.keys)
    form = TermsForm(request.POST if request.method == "POST" else None, card=card)
    hint = coached(request, form, "words", "own_condition")
    if hint is None and form.is_valid():
        try:
            if here is None:
                raise Refused("not now")
            words, more = form.cleaned_data["words"], form.offer(request.now).as_bytes()
            actions.say(here=here, keys=request.keys, move=Move.PUT, words=words, now=request.now, more=more)
        except Refused:
            form.add_error(None, NOT_YOUR_TURN)
        else:
            return SeeOther(f"{queries.address(found, subject)}?said=put")
    can = here is not None and Move.PUT in here.moves
    return _page(request, found, card, form, can=can, missing=here is not None and here.missing, coached=hint)


def _page(request: Unlocked, look: Look, card: Item, form: TermsForm, **more: object) -> HttpResponse:
    status = ANOTHER_LOOK if form.is_bound else 200
    back = look.addresses.item(card.slug, "talk-thread")
    return answers.page(request, look.space, "talk/terms.html", SAID, status, form=form, card=card, back=back, **more)


@require_safe
@unlocked()
def take(request: Unlocked, space: str, item: str) -> HttpResponse:
    """One's own statement, beginning with what somebody else's terms rule out; how far and where is chosen there."""
    found = looked(request, space)
    card = item_for(found, item)
    subject = Subject(card.slug, card.name)
    here = threads.open_thread(found, subject, request.keys)
    taken = proposals.taken(here, request.GET.get("of", "")) if here is not None else None
    if here is None or taken is None:
        return SeeOther(queries.address(found, subject))
    return answers.page(
        request, found.space, "talk/take.html", SAID, asked=cards.asked(found, card, taken.side), put=taken.put,
        form=StateForm(initial=taken.initial, ceiling=card.ceiling), missing=here.missing,
    )  # fmt: skip
