"""Saying in one's own words what was agreed: written apart, read together, and what differs goes back to the thread."""

from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from ownaccord.accounts.access import SeeOther, unlocked
from ownaccord.accounts.held import Held
from ownaccord.accounts.requests import Unlocked
from ownaccord.catalogue import Item
from ownaccord.consent.access import item_for, looked
from ownaccord.consent.looking import Look
from ownaccord.core import teach_back
from ownaccord.core.errors import Refused
from ownaccord.core.turns import Move
from ownaccord.lib.coaching import Coached, coached
from ownaccord.spaces import answers
from ownaccord.spaces.answers import ANOTHER_LOOK
from ownaccord.talk import actions, own_words, queries, threads
from ownaccord.talk.forms import ApartForm
from ownaccord.talk.here import Here
from ownaccord.talk.subjects import Subject
from ownaccord.talk.words import AFTER, BUTTONS, NOT_YOUR_TURN, SAID


def _which(data: QueryDict, request: Unlocked, space: str, item: str) -> str:
    name = item_for(looked(request, space), item).name
    words = BUTTONS.get(data.get("move", ""))
    return f"{name}: {words}" if words else name


@require_http_methods(["GET", "HEAD", "POST"])
@unlocked(Held(_("In my own words"), ApartForm, about=_which))
def of_item(request: Unlocked, space: str, item: str) -> HttpResponse:
    """Write it, show it once everybody has written, read, and say whether all mean the same."""
    found = looked(request, space)
    card = item_for(found, item)
    subject = Subject(card.slug, card.name)
    here = threads.open_thread(found, subject, request.keys)
    form = ApartForm(request.POST if request.method == "POST" else None)
    hint = coached(request, form, "words")
    if hint is None and form.is_valid():
        try:
            return _said(request, found, here, subject, form)
        except Refused:
            form.add_error("words", NOT_YOUR_TURN)
            # What came since its reader looked is what they look at now.
            here = threads.open_thread(found, subject, request.keys)
    return _page(request, found, here, card, form, hint)


def _said(request: Unlocked, look: Look, here: Here | None, subject: Subject, form: ApartForm) -> SeeOther:
    if here is None:
        raise Refused("not now")
    with transaction.atomic():
        if form.chosen is Move.SAME and form.cleaned_data["read"] != own_words.words_mark(here):
            raise Refused("not as it was")
        # An answer got lost, and it was pressed again: it is written once.
        if form.chosen is not Move.APART or not own_words.is_written(here, request.keys, form.cleaned_data["words"]):
            _say(request, here, form.chosen, form.cleaned_data["words"])
        there = threads.open_thread(look, subject, request.keys) if form.chosen is Move.APART else None
        # Whoever writes last has nothing to wait for.
        if there is not None and Move.SHOWN in there.moves:
            _say(request, there, Move.SHOWN, "")
    page = "talk-thread" if form.chosen is Move.DIFFERS else "talk-words"
    return SeeOther(f"{look.addresses.item(subject.slug, page)}?said={AFTER[form.chosen]}")


def _say(request: Unlocked, here: Here, move: Move, words: str) -> None:
    more = b""
    if move is Move.APART:
        more = own_words.sealed(here, request.keys, words)
    elif move is Move.SAME:
        more = teach_back.shown_words(here.teach_back)
    elif move is Move.SHOWN:
        more = own_words.own_key(here, request.keys)
        if not more:
            raise Refused("not now")
    actions.say(here=here, keys=request.keys, move=move, words="", now=request.now, more=more)


def _page(
    request: Unlocked, look: Look, here: Here | None, card: Item, form: ApartForm, hint: Coached | None
) -> HttpResponse:
    page = own_words.page(here, request.keys) if here is not None else None
    status, back = ANOTHER_LOOK if form.is_bound else 200, queries.address(look, Subject(card.slug, card.name))
    more: dict[str, object] = {"form": form, "card": card, "page": page, "back": back, "why": own_words.suggested(card)}
    more |= {"coached": hint}
    more |= {"erase_url": look.addresses.item(card.slug, "talk-erase"), "missing": here is not None and here.missing}
    return answers.page(request, look.space, "talk/words.html", SAID, status, **more)
