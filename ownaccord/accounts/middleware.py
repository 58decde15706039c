"""Puts the person, their keys and this browser's witness on every request, and takes the witness home again."""

from collections.abc import Callable

from django.http import HttpResponse

from ownaccord.accounts import cookies, shared_devices, sign_ins, vaults, witnesses
from ownaccord.accounts.browser import DEVICE, Browser, Face
from ownaccord.accounts.keys import Unreadable
from ownaccord.accounts.requests import Asked
from ownaccord.lib import clock
from ownaccord.lib.headers import clear_site_data
from ownaccord.lib.lanes import stops_something

# A page that looks again by itself is nobody who is there.
WATCHES = "/now/"


class PersonMiddleware:
    """Reads the cookies once a request; a witness that learned something goes back into its cookie with the answer."""

    def __init__(self, get_response: Callable[[Asked], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Asked) -> HttpResponse:
        """Answer the request with everything of `Asked` on it."""
        read(request)
        opened, known = request.keys, request.witness
        response = self.get_response(request)
        # A view may have renewed the keys; then the witness is sealed anew whatever it knows.
        witnesses.write(request, response, known if request.keys == opened else None)
        if request.opening and request.keys is None:
            cookies.drop(request, response, cookies.OPENING)
            cookies.drop(request, response, cookies.OWN)
            if may_take_its_time(request):
                clear_site_data(response)
        return response


def may_take_its_time(request: Asked) -> bool:
    """Whether the browser may forget what it kept, now that it hears of the lock: it hears of it once.

    Chromium shows an answer only when it has forgotten, which can take seconds. So never where something stops or a
    pause was made; nor in a browser that carries a scene's signals: one that is not stored yet waits there.
    """
    return not (stops_something(request.path) or request.paused_instead or cookies.get(request, cookies.PASSES))


def read(request: Asked) -> None:
    """Put on the request what the cookies say."""
    request.now = clock.now()
    vaults.always("", None)
    request.face = Face.loads(cookies.get(request, cookies.FACE))
    device = cookies.get(request, cookies.DEVICE) or b""
    address = request.META.get("REMOTE_ADDR", "")
    request.browser = Browser(device if len(device) == DEVICE else b"", address, cookies.witnesses(request))
    found = ((sign_ins.find(token, request.now), token) for token in cookies.tokens(request))
    request.sign_ins = [(row, token) for row, token in found if row is not None]
    request.sign_in = request.person = request.keys = request.witness = None
    request.vault_behind = request.curtain = request.paused_instead = False
    request.opening = cookies.get(request, cookies.OPENING) or b""
    if request.sign_ins:
        row, token = request.sign_ins[0]
        request.sign_in, request.person = row, row.person_id
        request.keys = sign_ins.keys_of(row, token + request.opening, request.now)
    if request.keys is not None and request.sign_in is not None:
        if not request.path.startswith(WATCHES):
            sign_ins.stay(request.sign_in, request.now)
        try:
            book = witnesses.read(request, request.keys)
            # Its row can be edited, its owner's vault cannot.
            request.sign_in.shared |= shared_devices.is_chosen(book, request.sign_in.person_id, request.browser)
        except Unreadable:
            # Somebody damaged this vault. Locked, its owner can still pause and exit; the unlock page says what is so.
            sign_ins.lock(request.sign_in)
            request.keys = None
