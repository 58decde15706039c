"""My list of courses: what is on it, putting one on it, taking one off."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST, require_safe

from ownaccord.accounts import vaults
from ownaccord.accounts.access import unlocked
from ownaccord.accounts.requests import Unlocked
from ownaccord.profile import access, actions
from ownaccord.profile import lessons as lists
from ownaccord.profile.views.answers import page, there


@require_safe
@unlocked()
def lessons(request: Unlocked) -> HttpResponse:
    """What is on my list, and what else there is."""
    book = vaults.read(request.person, request.keys)
    return page(request, "lessons", listed=lists.mine(book), others=lists.others(book))


@require_POST
@unlocked()
def put(request: Unlocked) -> HttpResponse:
    """Put a course on my list."""
    lesson = access.lesson_for(request.POST.get("lesson", ""))
    actions.put_lesson(person=request.person, keys=request.keys, lesson=lesson.slug)
    return there("lessons", "put")


@require_POST
@unlocked()
def take_off(request: Unlocked) -> HttpResponse:
    """Take a course off my list."""
    lesson = access.lesson_for(request.POST.get("lesson", ""))
    actions.take_lesson_off(person=request.person, keys=request.keys, lesson=lesson.slug)
    return there("lessons", "off")
