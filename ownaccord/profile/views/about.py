"""About me: the parts, and one of them with its questions."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from ownaccord.accounts import vaults
from ownaccord.accounts.access import unlocked
from ownaccord.accounts.held import Held
from ownaccord.accounts.requests import Unlocked
from ownaccord.lib.coaching import coached
from ownaccord.profile import access, actions, memory, portrait
from ownaccord.profile.forms import PartForm
from ownaccord.profile.views.answers import ANOTHER_LOOK, page, there


@require_safe
@unlocked()
def about(request: Unlocked) -> HttpResponse:
    """Every part that I can write down about myself, with what I wrote."""
    return page(request, "about", shelf=portrait.shelf(vaults.read(request.person, request.keys)))


def _held_form(data: QueryDict, request: HttpRequest, part: str, **where: object) -> PartForm:
    return PartForm(access.part_for(part), data)


@require_http_methods(["GET", "HEAD", "POST"])
@unlocked(Held(_("About me"), _held_form))
def part(request: Unlocked, part: str) -> HttpResponse:
    """One part: its questions, and what I wrote."""
    known = access.part_for(part)
    before = memory.part(vaults.read(request.person, request.keys), known.slug)
    form = PartForm(known, request.POST if request.method == "POST" else None, initial=before)
    hint = coached(request, form, *known.coached) if known.coached else None
    if hint is not None or not form.is_valid():
        status = ANOTHER_LOOK if form.is_bound else 200
        shows = known.can_be_shown and bool(before)
        return page(
            request, "part", status, part=known, form=form, more=portrait.more(known, before), shows=shows,
            coached=hint,
        )  # fmt: skip
    actions.write_part(person=request.person, keys=request.keys, part=known.slug, said=form.said())
    return there("about-part", "kept", part=known.slug)
