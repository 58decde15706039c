"""What to tell a doctor: a form that is answered with a page to print, and nothing of it is kept anywhere."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from ownaccord.accounts.access import unlocked
from ownaccord.accounts.requests import Unlocked
from ownaccord.care.forms_follow_up import SheetForm
from ownaccord.care.views.mine import ANOTHER_LOOK, page


# Not held either: what is typed while the browser locks is lost, and the page says so beforehand.
@require_http_methods(["GET", "HEAD", "POST"])
@unlocked()
def sheet(request: Unlocked) -> HttpResponse:
    """Answer the form with the page itself: there is no address at which it could be found again."""
    form = SheetForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return page(request, "sheet", ANOTHER_LOOK if form.is_bound else 200, form=form)
    return page(request, "sheet_printed", lines=form.lines())
