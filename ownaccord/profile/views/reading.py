"""The reading list: what I keep for later, one article of it, putting it there and taking it off."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST, require_safe

from ownaccord.accounts import vaults
from ownaccord.accounts.access import unlocked
from ownaccord.accounts.requests import Unlocked
from ownaccord.profile import access, actions
from ownaccord.profile import reading as reading_list
from ownaccord.profile.views.answers import page, there


@require_safe
@unlocked()
def reading(request: Unlocked) -> HttpResponse:
    """Every article that I keep for later."""
    return page(request, "reading", articles=reading_list.kept(vaults.read(request.person, request.keys)))


@require_safe
@unlocked()
def article(request: Unlocked, article: int) -> HttpResponse:
    """One article by its name: whether it is on my list, and a button for the other."""
    known = access.article_for(article)
    kept = known in reading_list.kept(vaults.read(request.person, request.keys))
    return page(request, "reading_one", article=known, kept=kept)


@require_POST
@unlocked()
def keep(request: Unlocked, article: int) -> HttpResponse:
    """Put an article on my list."""
    actions.keep_article(person=request.person, keys=request.keys, article=access.article_for(article))
    return there("reading", "for-later")


@require_POST
@unlocked()
def take_off(request: Unlocked, article: int) -> HttpResponse:
    """Take an article off my list."""
    actions.take_article_off(person=request.person, keys=request.keys, article=access.article_for(article))
    return there("reading", "off-list")
