"""The pages of whoever was handed an invitation: its words, what joining means before any key is made, and the seat."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from ownaccord.accounts import cookies
from ownaccord.accounts.access import SeeOther, open_page, unlocked
from ownaccord.accounts.held import Held
from ownaccord.accounts.requests import Asked, Unlocked
from ownaccord.spaces import actions, invitations, queries
from ownaccord.spaces.forms import JoinForm, SeatForm, WordsForm
from ownaccord.spaces.invitations import DoesNotOpen
from ownaccord.spaces.promise import PROMISE
from ownaccord.spaces.queries import Offer
from ownaccord.spaces.tickets import COOKIE
from ownaccord.spaces.views import ANOTHER_LOOK, to_space

CALM = _(
    "These words open nothing here. They may have been used or replaced, or their three days are over. Nothing has"
    " happened; ask for new ones."
)


@require_http_methods(["GET", "HEAD", "POST"])
@open_page
def join(request: Asked) -> HttpResponse:
    """Where an invitation is opened, and read, before any key is made."""
    if request.method == "POST":
        return open_words(request)
    secret = held_secret(request)
    if secret is None:
        return render(request, "spaces/words.html", {"form": WordsForm()})
    if request.person is not None and request.keys is None:
        return SeeOther(f"{reverse('unlock')}?next={reverse('join')}")
    offer = queries.offer_of(secret, request.person, request.now)
    if offer is None:
        return closed(request)
    return to_space(offer.writ.space) if offer.joined else offer_page(request, offer, secret)


def open_words(request: Asked) -> HttpResponse:
    """Take the typed words into a cookie that no script can read, if they open something."""
    form = WordsForm(request.POST)
    if form.is_valid() and queries.offer_of(form.cleaned_data["words"], request.person, request.now) is None:
        form.add_error("words", CALM)
    if not form.is_valid():
        return render(request, "spaces/words.html", {"form": form}, status=ANOTHER_LOOK)
    response = SeeOther(reverse("join"))
    cookies.put(request, response, COOKIE, form.cleaned_data["words"], None)
    return response


@require_POST
@open_page
def not_now(request: Asked) -> HttpResponse:
    """Let go of the invitation in this browser. Nothing is stored and nobody is told."""
    return let_go(request, SeeOther(reverse("home")))


@require_POST
@unlocked(Held(_("Joining a space"), JoinForm))
def enter(request: Unlocked) -> HttpResponse:
    """Take the seat: pin the inviter's key and answer with one's own."""
    secret = held_secret(request)
    offer = queries.offer_of(secret, request.person, request.now) if secret else None
    if secret is None or offer is None or offer.own:
        return SeeOther(reverse("join"))
    form = form_for(offer)(request.POST)
    if not form.is_valid() or form.cleaned_data["about"] != invitations.page_mark(secret, offer.writ.listed):
        return offer_page(request, offer, secret, form, ANOTHER_LOOK)
    said = form.cleaned_data
    try:
        space = actions.join(
            secret=secret, keys=request.keys, own_name=said.get("own_name", ""), label=said["label"], now=request.now,
            seen=offer.writ.listed,
        )  # fmt: skip
    except DoesNotOpen:
        return SeeOther(reverse("join"))
    return let_go(request, to_space(space))


def form_for(offer: Offer) -> type[SeatForm]:
    """Return what somebody says who takes a seat; on a list their name stands already."""
    return SeatForm if offer.writ.listed else JoinForm


def held_secret(request: Asked) -> bytes | None:
    """Return the secret that this browser holds, if it has the right size."""
    secret = cookies.get(request, COOKIE)
    return secret if secret is not None and len(secret) == invitations.SECRET else None


def let_go(request: Asked, response: HttpResponse) -> HttpResponse:
    """Drop the cookie with the secret."""
    cookies.drop(request, response, COOKIE)
    return response


def closed(request: Asked) -> HttpResponse:
    """Say calmly that these words open nothing any more, and let go of them."""
    return let_go(request, render(request, "spaces/words.html", {"form": WordsForm(), "calm": CALM}))


def offer_page(
    request: Asked, offer: Offer, secret: bytes, form: SeatForm | None = None, status: int = 200
) -> HttpResponse:
    """Return the page that comes before any key: who runs this computer, what that means, who is in the space."""
    mark = invitations.page_mark(secret, offer.writ.listed)
    another = form is not None and form.is_bound and form.data.get("about") != mark
    if request.keys is not None and (form is None or another):
        form = form_for(offer)(initial={"about": mark, **queries.remembered(offer, request.keys)})
    context = {"offer": offer, "host": queries.host_name(), "promise": PROMISE, "form": form, "another": another}
    return render(request, "spaces/offer.html", context, status=status)
