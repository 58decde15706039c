"""Who may make an account: the first start, an invitation, the host's one-time code, or sign-up opened on purpose."""

from enum import Enum, auto

from ownaccord.accounts import cookies, first_start, hooks, links
from ownaccord.accounts.models import Host
from ownaccord.accounts.requests import Asked


class Ticket(Enum):
    """What lets somebody make an account."""

    FIRST = auto()
    LINK = auto()
    INVITED = auto()
    OPEN = auto()


def of(request: Asked) -> Ticket | None:
    """Return what lets this browser make an account, or None."""
    if first_start.may_begin(request):
        return Ticket.FIRST
    if first_start.is_open():
        return None
    if hooks.may_sign_up(request):
        return Ticket.INVITED
    if links.is_good("account", cookies.get(request, cookies.LINK) or b"", request.now):
        return Ticket.LINK
    return Ticket.OPEN if Host.objects.filter(sign_up_open=True).exists() else None


def spend(request: Asked, ticket: Ticket, person: str) -> None:
    """Use the ticket up, inside the transaction that makes the account; NoFit when it was used meanwhile."""
    if ticket is Ticket.FIRST:
        first_start.first_account(person)
    if ticket is Ticket.LINK:
        links.take("account", cookies.get(request, cookies.LINK) or b"", request.now)
