"""The catalogue in a space: its categories, one of them, what a search finds, one item's card, and having read it."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ownaccord.accounts.access import SeeOther, unlocked
from ownaccord.accounts.requests import Unlocked
from ownaccord.consent import access, actions, cards, search
from ownaccord.consent import shelf as shelves
from ownaccord.consent.changed import changed
from ownaccord.consent.forms import SearchForm
from ownaccord.consent.said import tried
from ownaccord.consent.views.answers import ANOTHER_LOOK, page, there


@require_safe
@unlocked()
def items(request: Unlocked, space: str) -> HttpResponse:
    """The search and the categories; coming here forgets what was looked for."""
    found = access.looked(request, space)
    answer = page(request, found, "items", shelf=shelves.shelf(found), form=SearchForm(), changed=changed(found))
    return search.forget(request, answer)


@require_safe
@unlocked()
def category(request: Unlocked, space: str, category: str) -> HttpResponse:
    """One category: its items, or how it is opened."""
    found = access.looked(request, space)
    known = access.category_for(found, category)
    return page(request, found, "category", chapter=shelves.chapter(found, known))


@require_POST
@unlocked()
def open_category(request: Unlocked, space: str, category: str) -> HttpResponse:
    """Open a category that is closed at first, for myself."""
    known = access.category_for(access.looked(request, space), category)
    if known.hidden:
        actions.open_category(person=request.person, keys=request.keys, category=known.slug)
    return there("category", "opened" if known.hidden else "same", space=space, category=category)


@require_POST
@unlocked()
def close_category(request: Unlocked, space: str, category: str) -> HttpResponse:
    """Close it again."""
    known = access.category_for(access.looked(request, space), category)
    if known.hidden:
        actions.close_category(person=request.person, keys=request.keys, category=known.slug)
    return there("items", "closed" if known.hidden else "same", space=space)


@require_http_methods(["GET", "HEAD", "POST"])
@unlocked()
def look_for(request: Unlocked, space: str) -> HttpResponse:
    """What was found. The words come in the body of a form and never stand in an address."""
    found = access.looked(request, space)
    wanted = search.read(request)
    form = SearchForm(request.POST) if request.method == "POST" else SearchForm(initial=SearchForm.again(wanted))
    if request.method != "POST":
        return page(request, found, "search", form=form, wanted=wanted, finds=shelves.finds(found, wanted))
    if not form.is_valid():
        return page(request, found, "search", ANOTHER_LOOK, form=form, wanted=search.Search(), finds=None)
    return search.keep(request, SeeOther(request.path), form.search())


@require_safe
@unlocked()
def item(request: Unlocked, space: str, item: str) -> HttpResponse:
    """One card, what is in force on it, and where I stand."""
    found = access.looked(request, space)
    card = access.item_for(found, item)
    return page(request, found, "item", card=cards.card_page(found, card))


@require_POST
@unlocked()
def read_card(request: Unlocked, space: str, item: str) -> HttpResponse:
    """I've read this."""
    card = access.item_for(access.looked(request, space), item)

    def step() -> None:
        actions.read_card(look=access.looked(request, space), keys=request.keys, item=card)

    said = tried(step, "read")
    return there("item", said, space=space, item=item)
