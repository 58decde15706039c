"""Interest, for oneself: the categories, one of them, one item, and taking the last change back."""

from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ownaccord.accounts import vaults
from ownaccord.accounts.access import SeeOther, unlocked
from ownaccord.accounts.held import Held
from ownaccord.accounts.requests import Unlocked
from ownaccord.catalogue import Item, load
from ownaccord.consent import actions as shelves
from ownaccord.consent import interest as feelings
from ownaccord.consent.addresses import Addresses
from ownaccord.core.interest import Answer
from ownaccord.profile import access, actions, queries, words
from ownaccord.profile.forms import AnswerForm, AskingForm
from ownaccord.profile.views.answers import ANOTHER_LOOK, page, there


@require_safe
@unlocked()
def interest(request: Unlocked) -> HttpResponse:
    """Every category, with what I have said about being asked."""
    return page(request, "interest", overview=queries.overview(vaults.read(request.person, request.keys), at(request)))


@require_http_methods(["GET", "HEAD", "POST"])
@unlocked()
def category(request: Unlocked, category: str) -> HttpResponse:
    """One category: first whether any of it is worth asking me, then its items."""
    known = access.category_for(category, request.keys)
    form = AskingForm(request.POST)
    if request.method == "POST" and form.is_valid():
        actions.ask(person=request.person, keys=request.keys, category=known.slug, said=form.said())
        return there("interest-category", "asking", category=category)
    status = ANOTHER_LOOK if request.method == "POST" else 200
    chapter = queries.chapter(vaults.read(request.person, request.keys), at(request), known)
    return page(request, "category", status, chapter=chapter, asking=words.ASKING)


@require_POST
@unlocked()
def open_category(request: Unlocked, category: str) -> HttpResponse:
    """Open a category that is closed at first, for myself."""
    known = access.category_for(category, request.keys)
    if known.hidden:
        shelves.open_category(person=request.person, keys=request.keys, category=known.slug)
    return there("interest-category", "opened" if known.hidden else "same", category=category)


def _held_form(data: QueryDict, request: Unlocked, item: str, **where: object) -> AnswerForm:
    return AnswerForm(access.known(item, request.keys), data)


@require_http_methods(["GET", "HEAD", "POST"])
@unlocked(Held(_("What I feel about an item"), _held_form))
def item(request: Unlocked, item: str) -> HttpResponse:
    """One item: what it is, what is known, and what I feel about it."""
    book = vaults.read(request.person, request.keys)
    known = access.item_for(book, item, request.keys)
    before = feelings.answer(book, known.slug)
    form = AnswerForm(known, request.POST if request.method == "POST" else None, initial=AnswerForm.again(before))
    if not form.is_valid():
        return _item(request, known, form, ANOTHER_LOOK if form.is_bound else 200)
    said = form.answer()
    actions.answer(person=request.person, keys=request.keys, said=said)
    return _next(request, known, item, before, said)


def _item(request: Unlocked, known: Item, form: AnswerForm, status: int) -> HttpResponse:
    book, said = vaults.read(request.person, request.keys), request.GET.get("said", "")
    last = load().item(feelings.changed_last(book)) if said in ("kept", "limit") else None
    tell = queries.places_to_tell(request, known) if said == "limit" else ()
    return page(
        request, "item", status, card=queries.card(known, at(request)), form=form, following=queries.after(known),
        last=last, tell=tell,
    )  # fmt: skip


def _next(request: Unlocked, known: Item, here: str, before: Answer, said: Answer) -> SeeOther:
    """Where an answer leads. After a new limit the page stays: nothing hurries on past it."""
    if set(said.limits) - set(before.limits):
        return there("interest-item", "limit", item=here)
    if said == before:
        return there("interest-item", "same", item=here)
    following = queries.after(known) if request.POST.get("then") == "next" else None
    if following is not None:
        return there("interest-item", "kept", item=at(request).mark(following.slug))
    return there("interest-item", "kept", item=here)


@require_POST
@unlocked()
def undo(request: Unlocked) -> HttpResponse:
    """Take my last change back."""
    slug = actions.undo(person=request.person, keys=request.keys)
    return there("interest-item", "undone", item=at(request).mark(slug)) if slug else there("interest", "nothing")


def at(request: Unlocked) -> Addresses:
    """Return the addresses of whoever asks."""
    return access.addresses(request.keys)
