"""Mail: an address that answers, words of one's own, and an end of it."""

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ownaccord.accounts.access import unlocked
from ownaccord.accounts.requests import Unlocked
from ownaccord.care import actions, queries, reminders
from ownaccord.care.forms import CodeForm, WordsForm
from ownaccord.care.views.dates import page
from ownaccord.spaces.answers import ANOTHER_LOOK, there


def _post_for(request: Unlocked) -> queries.Post:
    """How mail stands; it is not there while no mail server is, or while the calendar is off."""
    on = queries.sheet(request.person, request.keys, request.now).choices is not None
    if not (on and reminders.on_offer()):
        raise Http404
    return queries.post(request.person, request.keys, request.now)


@require_http_methods(["GET", "HEAD", "POST"])
@unlocked()
def mail(request: Unlocked) -> HttpResponse:
    """The words of a mail; keeping them sends a code to the address of the settings."""
    post = _post_for(request)
    form = WordsForm(
        request.POST if request.method == "POST" else None, initial={"words": post.words or _("Your note is due")}
    )
    if not (form.is_valid() and post.address):
        return page(request, "mail", ANOTHER_LOOK if form.is_bound else 200, form=form, post=post, code=CodeForm())
    person, keys, words = request.person, request.keys, form.cleaned_data["words"]
    said = actions.write_mail(person=person, keys=keys, address=post.address, words=words, now=request.now)
    return there("dates-mail", said)


@require_POST
@unlocked()
def code(request: Unlocked) -> HttpResponse:
    """The code typed back."""
    post, form = _post_for(request), CodeForm(request.POST)
    if form.is_valid():
        if actions.settle(person=request.person, keys=request.keys, code=form.cleaned_data["code"], now=request.now):
            return there("dates-mail", "settled")
        form.add_error("code", _("This is not the code, or it is too old. You can have another."))
    words = WordsForm(initial={"words": post.words or _("Your note is due")})
    post = queries.post(request.person, request.keys, request.now)
    return page(request, "mail", ANOTHER_LOOK, form=words, post=post, code=form)


@require_POST
@unlocked()
def stop(request: Unlocked) -> HttpResponse:
    """No more mail."""
    actions.stop_mail(person=request.person, keys=request.keys)
    return there("dates", "stopped")
