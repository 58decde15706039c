"""Words that no database chokes on, in every form: a kind answer, what was typed is kept, no way out of the house."""

import html
import json

import pytest
from django.http import HttpResponse

from tests.databases import ON_SQLITE
from tests.people import PASSPHRASE
from tests.walls.scene import Scene, same_browser, undone
from tests.walls.test_bad_input import CHOKING, FIELDS, LONG, path, posts, send, unkind

pytestmark = [pytest.mark.django_db, ON_SQLITE]

NASTY = {
    "blanks": "  \t ",
    "long words": "absurd " * (LONG // 7),
    "line ends": "a\r\nSet-Cookie: oa=1\r\n\r\n<p>",
    "right to left": "שלום عليكم",
    "turned around": "abc\u202egnp.exe\u2066",
    "marks": "<script>alert(1)</script>'\"&{{ 7|add:7 }}",
    "numbers": "-1",
    "not a number": "NaN",
    "a path": "../../../../etc/passwd",
    "json": json.dumps({"a": [1]}),
}
TEXTS = {"name", "host", "label", "own_name", "own_condition", "own_limit", "words", "email", "face", "sentence"}
READABLE = ("right to left", "emoji", "marks", "a path", "composed", "turned around")
OUT = [
    "https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example/", "\\\\x", "javascript:alert(1)",
    "/nowhere/", "/map\r\nSet-Cookie: a=b", "/" + "x" * LONG, "http:///elsewhere.example", "/\t/elsewhere.example/",
    "https:elsewhere.example",
]  # fmt: skip


@pytest.mark.parametrize("nasty", NASTY.values(), ids=NASTY.keys())
def test_every_form_answers_kindly(scene: Scene, nasty: str) -> None:
    assert unkind(scene, nasty) == {}


@pytest.mark.parametrize("which", READABLE)
def test_what_was_typed_is_still_there(scene: Scene, which: str) -> None:
    gone = {}
    for address in posts():
        fields = dict.fromkeys(FIELDS[address.name], {**CHOKING, **NASTY}[which])
        if not (typed := TEXTS & fields.keys()):
            continue
        answer = send(scene.bo.browser, path(scene, address), fields)
        if answer.status_code == 422 and html.escape({**CHOKING, **NASTY}[which]) not in _as_escaped(answer):
            gone[address.name] = typed

    assert gone == {}


def _as_escaped(answer: HttpResponse) -> str:
    return html.escape(html.unescape(answer.content.decode()))


@pytest.mark.parametrize("to", OUT)
def test_no_address_leads_out_of_the_house(scene: Scene, to: str) -> None:
    scene.ash.lock()
    for page in ("/unlock/", "/sign-in/"):
        fields = {"name": "Ash", "secret": PASSPHRASE, "next": to}
        answer = send(scene.ash.browser, page, fields)
        assert answer.status_code in (303, 422)
        assert answer.headers.get("Location", "/") == "/"
    with undone():
        assert same_browser(scene.ash.browser).get("/unlock/", {"next": to}).status_code in (200, 400)
