"""What lets somebody sign up here: an invitation that this browser is holding (setting `OWNACCORD_SIGN_UP_TICKETS`)."""

from django.http import HttpRequest

from ownaccord.accounts import cookies
from ownaccord.lib import clock
from ownaccord.spaces.queries import offer_of

COOKIE = "oa_join"


def invitation_in_cookie(request: HttpRequest) -> bool:
    """Return whether this browser holds the secret of an invitation that is still open."""
    secret = cookies.get(request, COOKIE)
    return secret is not None and len(secret) == 16 and offer_of(secret, None, clock.now()) is not None
