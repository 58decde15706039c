"""What is logged says where something failed, never what anybody sent, is called, or keeps; and no page says more."""

import io
import logging
import subprocess
import sys
from collections.abc import Iterator

import pytest
from django.http import HttpResponse
from django.test import Client

from ownaccord.consent import actions, looking
from ownaccord.lib.quiet_log import QuietFormatter
from tests.people import new_browser
from tests.walls.scene import ITEM, Scene

pytestmark = pytest.mark.django_db

CANARIES = ("canary-label", "canary-limit", "canary-word", "canary-query", "canary-agent")


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Everything that the served process would log, as it would write it."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(QuietFormatter())
    names = ("", "django", "django.request", "django.security", "django.server", "uvicorn", "ownaccord")
    loggers = [logging.getLogger(name) for name in names]
    kept = [(each, each.level, each.propagate, list(each.handlers)) for each in loggers]
    for each in loggers:
        each.handlers, each.propagate = [handler], False
        each.setLevel(logging.DEBUG)
    yield stream
    for each, level, propagate, handlers in kept:
        each.setLevel(level)
        each.propagate, each.handlers = propagate, handlers


def crash(*args: object, **named: object) -> None:
    raise ValueError(f"canary-word {args!r} {named!r}")


def broken(scene: Scene) -> Client:
    """Ash's browser, in which a crash becomes the page that people would see."""
    browser = scene.ash.browser
    browser.raise_request_exception = False
    return browser


def test_a_crash_logs_where_and_never_what(scene: Scene, log: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "take_position", crash)
    typed = {"side": "together", "level": "3", "contexts": ["away"], "own_limit": "canary-limit"}
    to = f"{scene.ours.url(f'items/{ITEM}/positions/')}?q=canary-query"
    answer = broken(scene).post(to, typed, headers={"user-agent": "canary-agent"})

    _is_calm(answer)
    said = log.getvalue()
    assert "ValueError" in said and "ownaccord/consent/views/positions.py:" in said and "POST 500" in said
    assert [each for each in (*CANARIES, scene.space, scene.ash.id, ITEM, "Ash") if each in said] == []


def test_a_crash_while_reading_logs_no_content(scene: Scene, log: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "in_force", crash)
    _is_calm(broken(scene).get(scene.ours.url("map/")))

    assert [each for each in (*CANARIES, scene.space, scene.ash.id, "Ash", "Evenings") if each in log.getvalue()] == []


def _is_calm(answer: HttpResponse) -> None:
    page = answer.content.decode()
    assert answer.status_code == 500
    told = (*CANARIES, "Traceback", "ValueError", "Django", "/ownaccord/")
    assert [each for each in told if each in page] == []


@pytest.mark.parametrize("passphrase", ["canary-word in the passphrase"])
def test_a_wrong_passphrase_and_a_wrong_token_leave_no_words(scene: Scene, log: io.StringIO, passphrase: str) -> None:
    new_browser().post("/sign-in/", {"name": "canary-label", "secret": passphrase})
    Client(enforce_csrf_checks=True).post("/sign-in/?canary-query", {"name": "canary-label", "secret": passphrase})
    new_browser().get("/canary-query/")
    Client(headers={"host": "canary-agent.example"}).get("/", secure=True)

    assert [each for each in CANARIES if each in log.getvalue()] == []
    assert log.getvalue()


def test_the_search_would_find_what_djangos_own_words_say(log: io.StringIO) -> None:
    """The same requests through Django's usual formatter: the canary is there."""
    for handler in logging.getLogger("django.request").handlers:
        handler.setFormatter(logging.Formatter("%(message)s"))
    new_browser().get("/canary-query/")

    assert "canary-query" in log.getvalue()


def test_debug_pages_do_not_exist_even_if_somebody_asks(scene: Scene) -> None:
    """DEBUG is a constant of the settings; nothing in the environment turns it on."""
    asked = {"DEBUG": "1", "DJANGO_DEBUG": "true", "OWNACCORD_DEBUG": "1", "PATH": "", "OWNACCORD_DATA": "/nonexistent"}
    code = "from ownaccord.web import settings; print(settings.DEBUG)"
    said = subprocess.run([sys.executable, "-c", code], env=asked, capture_output=True, text=True, check=True).stdout
    assert said.strip() == "False"

    for path in ("/nothing/", "/s/x/map/", "/static/nothing.css", "/me/nothing/?debug=1"):
        page = scene.ash.browser.get(path).content.decode()
        assert "URLconf" not in page and "urlpatterns" not in page and "DEBUG" not in page
