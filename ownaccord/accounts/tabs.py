"""Whose page a form stands on. Several people may be signed in in one browser, and a tab may stay open for days.

Every form carries the mark of the person whose page it was. What comes from a page of somebody else who is signed in
here is never written as whoever is here now: it is theirs, and they count as locked.
"""

from ownaccord.accounts.lookups import witness_name
from ownaccord.accounts.models import SignIn
from ownaccord.accounts.requests import Asked

FIELD = "_whose"


def mark_of(person: str) -> str:
    """Return the mark of this person's pages; it tells the browser's other people nothing."""
    return witness_name(person)


def is_of_another(request: Asked) -> bool:
    """Return whether this form stood on a page of somebody else than who is here now. Without a mark it did not."""
    mark = request.POST.get(FIELD, "")
    return bool(mark) and request.person is not None and mark != mark_of(request.person)


def owner(request: Asked) -> tuple[SignIn, bytes] | None:
    """Return the sign-in (row, token) whose page this form stood on, or None when they are signed in here no more."""
    mark = request.POST.get(FIELD, "")
    if not mark:
        return request.sign_ins[0] if request.sign_ins else None
    return next((each for each in request.sign_ins if mark_of(each[0].person_id) == mark), None)
