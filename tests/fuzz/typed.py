"""Decoders of what people type, dictate or send by a form: every form that needs no row, and the words behind them."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, QueryDict
from django.utils import translation

from ownaccord.accounts import fields, letting_in, lookups, signs, strength
from ownaccord.accounts import forms as accounts
from ownaccord.catalogue import denylist, load
from ownaccord.catalogue import search as shelf
from ownaccord.catalogue.folding import readings
from ownaccord.consent import forms as consent
from ownaccord.core.definition import Definition
from ownaccord.core.terms import Terms, is_plain
from ownaccord.lib.forms import PlainText, is_one_line
from ownaccord.lib.streams import pokes
from ownaccord.library import queries as library
from ownaccord.spaces import forms as spaces
from tests.fuzz.decoder import Decoder, holds

NOW = 10_000
ADDRESSES = (b"level=", b"&", b"contexts=at_home", b"%00", b"%E2%80%AE", b"+", b"%EF%AC%AC", b"sentence=", b"words=")
FORMS: tuple[Callable[[Any], forms.Form], ...] = (
    consent.PositionForm, consent.SearchForm, consent.OwnItemForm, consent.OwnLimitForm, consent.WaitForm,
    spaces.NewSpaceForm, spaces.WordsForm, spaces.JoinForm, spaces.SeatForm, spaces.MoreSpaceForm, spaces.ListForm,
    accounts.SignInForm, accounts.UnlockForm, accounts.StopForm, accounts.SettingsForm, accounts.TakeForm,
    accounts.NewDeviceForm, lambda sent: accounts.WelcomeForm(sent, here=False), accounts.RecoverForm,
    lambda sent: accounts.PassphraseForm(sent, known=("Ash",)),
)  # fmt: skip
"""The first byte of an input chooses one of them."""


def _form(data: bytes) -> None:
    try:
        sent = QueryDict(data[1:], encoding="utf-8")
    except SuspiciousOperation:  # more fields than Django reads; it answers 400
        return
    form = FORMS[data[0] % len(FORMS)](sent) if data else forms.Form({})
    if not form.is_valid():
        return
    # What is of no account below Trial is left out of a valid form.
    for name in form.fields.keys() & form.cleaned_data.keys():
        field, line = form.fields[name], form.cleaned_data[name]
        if isinstance(field, PlainText):
            holds(not line or (is_plain(line) and is_one_line(line)), "a line that is none")
            holds(field.max_length is None or len(line) <= field.max_length, "longer than the form says")
    _meant(form)


def _meant(form: forms.Form) -> None:
    """What the room makes of a valid form."""
    if isinstance(form, consent.PositionForm):
        holds(isinstance(form.terms(NOW), Terms), "no terms")
    if isinstance(form, consent.SearchForm):
        shelf.found(load().items[:9], form.search().words)
    if isinstance(form, consent.OwnItemForm):
        holds(isinstance(form.definition(), Definition), "no item")
    if isinstance(form, spaces.ListForm):
        names = [name for _number, name in form.cleaned_data["listed"]]
        holds(3 <= len(names) <= 8 and len(set(names)) == len(names), "no list")


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _denylist(data: bytes) -> None:
    text = _text(data)[:260]
    denylist.refused(text)
    holds(1 <= len(readings(text)) <= 4, "more readings than there are ways to read")


def _shelf(data: bytes) -> None:
    text = _text(data)[:100]
    cards = load().items[:40]
    found = shelf.found(cards, text)
    holds(len(set(found)) == len(found) and set(found) <= set(cards), "a card twice, or from elsewhere")


def _name(data: bytes) -> None:
    plain = lookups.plain_name(data.decode("utf-8", "surrogateescape"))
    holds(plain == " ".join(plain.split()), "blanks were kept")


def _passphrase(data: bytes) -> None:
    text = _text(data)
    try:
        cleaned = fields.Secret().clean(text)
    except forms.ValidationError as refused:
        holds(not text.strip() or text not in str(refused.messages), "a passphrase was quoted")
        return
    holds(
        all(cleaned not in str(reason) for reason in strength.weakness(cleaned, ("Ash",)) if len(cleaned) > 10),
        "quoted",
    )


def _next(data: bytes) -> None:
    request: Any = HttpRequest()
    request.POST = QueryDict(mutable=True)
    request.POST["next"] = _text(data)
    to = letting_in.wanted(request)
    holds(to is None or (to[0] == "/" and to[1:2] not in ("/", "\\")), "out of the house")


def _small(data: bytes) -> None:
    """Words of an address and numbers of a form that are looked up in a table."""
    text = _text(data)
    with translation.override("en"):
        holds(len(library.people(text)["parts"]) <= 2 if "parts" in library.people(text) else True, "another place")
    holds(signs.word(len(data) - 3) in signs.SIGNS, "no sign")


def _poke(data: bytes) -> None:
    """What comes over the wire between processes."""
    found = pokes.read(data.decode("utf-8", "replace"))
    holds(found is None or pokes.read(found.written()) == found, "another poke")


TYPED = (
    Decoder(
        "form", _form,
        ("lib.forms.clean", "spaces.forms.clean_words", "spaces.forms.clean", "consent.forms.clean_own_condition",
         "consent.forms.clean", "accounts.fields.clean", "accounts.forms.clean", "accounts.forms.clean_face",
         "accounts.forms.clean_address"),
        words=ADDRESSES,
    ),
    Decoder("denylist", _denylist, ("catalogue.folding.readings", "catalogue.denylist.refused"), longest=800),
    Decoder("shelf-words", _shelf, ("catalogue.search.found",), longest=400),
    Decoder("name", _name, ("accounts.lookups.plain_name",), longest=240),
    Decoder("passphrase", _passphrase, ("accounts.strength.weakness",), longest=1200),
    Decoder("next", _next, ("accounts.letting_in.wanted",), words=(b"/me/", b"//", b"/\\", b"?", b"/s/"), longest=300),
    Decoder("poke", _poke, ("lib.streams.pokes.read",), words=(b":look", b":signal", b":7"), longest=80),
    Decoder("small-words", _small, ("library.queries.people", "accounts.signs.word"), longest=64),
)  # fmt: skip


def samples() -> dict[str, tuple[bytes, ...]]:
    """Inputs that are taken, to begin with."""
    eleven = "stubbly dandruff diffusive april plywood fiddling professor gopher atlas duh viselike"
    sent: tuple[dict[str, Any], ...] = (
        {"level": "3", "contexts": "at_home", "own_condition": "\ufb2c" * 60, "review_days": "90"},
        {"words": "tea", "body": "3", "feelings": "3", "law": "3", "which": ""},
        {"name": "\ufb2c" * 30, "sentence": "One person pours tea.", "shapes": "together", "contexts": "at_home"},
        {"name": "Never", "sentence": "In my own words."},
        {"hours": "24"},
        {"label": "Us", "own_name": "Ash", "once": "0" * 32},
        {"words": eleven},
        {"own_name": "Ash", "label": "Us", "about": "0" * 16},
        {"label": "Us", "about": "0"},
        {"label": "Us", "own_name": "Ash", "name_1": "Bo", "name_2": "Cam", "once": "0" * 32},
        {"own_name": "Ash", "name_1": "Bo", "name_2": "Cam"},
        {"name": "Ash", "secret": "tea for two and more"},
        {"secret": "tea for two"},
        {"words": eleven.upper().replace(" ", ", ")},
        {
            "face": "Notes",
            "icon": "leaf",
            "address": "https://example.org/",
            "sign": "2",
            "wait": "24",
            "email": "a@b.org",
        },
        {"kind": "json", "passphrase": "a", "again": "a"},
        {"words": eleven, "passphrase": "x"},
        {"host": "Bo", "words": eleven},
        {"name": "Ash", "code": "0", "browser": "shared"},
        {"secret": "a", "passphrase": "tea for two and more", "again": "tea for two and more"},
    )
    return {
        "form": tuple(bytes([at]) + urlencode(each).encode() for at, each in enumerate(sent))[:20],
        "denylist": (b"a cup of tea", b"not while a s l e e p", "\u0430\u0435 t.e.a 1 2 3".encode(), b"x" * 90),
        "shelf-words": (b"massage", b"Tea, and cups", "\u00dc\u0301x \ufb01".encode(), b""),
        "name": (b"Ash  Li", "\uff21\u0308 \u0130".encode(), b"\xff", b""),
        "passphrase": (b"correct horse battery staple", b"aaaaaaaaaaaaaaaaaaaa", b"12345678901", b"a\x00b", b""),
        "next": (b"/me/", b"/s/new/?x=1", b"//elsewhere.example/", b"/\\elsewhere", b"/nowhere/", b""),
        "small-words": (b"world", b"de", b"", b"\xff"),
    }  # fmt: skip
