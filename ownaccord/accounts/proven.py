"""Sign-ins that were found good a while ago, in memory alone: who brings one is let past whoever brings anything else.

A courtesy that opens nothing: a request that is let past is looked up like every other one. After a start of the server
nobody is known, and the first request of each browser waits with the others.
"""

import threading
from collections import OrderedDict

from django.http.cookie import parse_cookie

from ownaccord.accounts import cookies
from ownaccord.accounts.lookups import token_hash

MOST = 4096
_lately: OrderedDict[bytes, None] = OrderedDict()
_lock = threading.Lock()


def remember(hashed: bytes) -> None:
    """Remember that the sign-in of this token's hash lives; of very many, the latest."""
    with _lock:
        _lately[hashed] = None
        _lately.move_to_end(hashed)
        if len(_lately) > MOST:
            _lately.popitem(last=False)


def forget(hashed: bytes) -> None:
    """This token belongs to nobody (any more)."""
    with _lock:
        _lately.pop(hashed, None)


def among(header: str, *, secure: bool) -> bytes | None:
    """Return what tells the sender of these cookies from others: the hash of a sign-in that was good, or None."""
    sent = cookies.tokens_in(parse_cookie(header), secure=secure)
    return next((hashed for hashed in map(token_hash, sent) if hashed in _lately), None)
