"""Every answer carries the same headers: pages, errors, static files, refusals."""

import pytest
from django.conf import settings
from django.templatetags.static import static
from django.test import Client
from django.urls import get_resolver

from ownaccord.lib.files import LASTING
from ownaccord.lib.headers import FIXED

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
}
SPACE = "0" * 32


def policy_of(response: object) -> dict[str, str]:
    header = response["Content-Security-Policy"]  # type: ignore[index]
    return dict(part.strip().split(" ", 1) for part in header.split(";"))


def addresses() -> list[str]:
    """Every address of the house, with stand-ins for what varies."""
    found: list[str] = []

    def walk(patterns: list[object], before: str) -> None:
        for pattern in patterns:
            here = before + str(pattern.pattern).lstrip("^")  # type: ignore[attr-defined]
            if hasattr(pattern, "url_patterns"):
                walk(pattern.url_patterns, here)
            else:
                found.append(here)

    walk(get_resolver().url_patterns, "/")
    return ["".join(stand_in(part) for part in address.replace(">", "<").split("<")) for address in found]


def stand_in(part: str) -> str:
    kind = part.partition(":")[0]
    return (
        {"space": SPACE, "slug": "x", "str": "x", "int": "1", "item": "x", "person": SPACE}.get(kind, part)
        if ":" in part
        else part
    )


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post", "head", "options"])
def test_every_address_answers_with_the_headers(method: str) -> None:
    assert "/" in addresses()
    files = ["/static/css/app.css", static("css/app.css"), "/static/nothing.css", static("nothing.css")]
    for address in [*addresses(), "/nothing/here/", *files]:
        response = getattr(Client(), method)(address)

        assert {name: response[name] for name in FIXED} == FIXED, address
        assert policy_of(response) == POLICY, address
        assert response["Cache-Control"] == kept(response), address
        assert [name for name in response.headers if name.startswith("Access-Control-")] == [], address


def kept(response: object) -> str:
    where = response.request["PATH_INFO"]  # type: ignore[attr-defined]
    if not where.startswith("/static/") or response.status_code != 200:  # type: ignore[attr-defined]
        return "no-store"
    return LASTING if where == static("css/app.css") else "no-cache"


@pytest.mark.django_db
def test_https_says_so_for_a_year() -> None:
    assert Client().get("/", secure=True)["Strict-Transport-Security"] == "max-age=31536000"
    assert "Strict-Transport-Security" not in Client().get("/").headers


@pytest.mark.django_db
def test_a_form_without_its_token_gets_the_calm_page_and_the_headers() -> None:
    response = Client(enforce_csrf_checks=True).post("/")

    assert response.status_code == 403
    assert {name: response[name] for name in FIXED} == FIXED
    assert "CSRF" not in response.content.decode()


@pytest.mark.django_db
def test_an_unknown_host_gets_the_calm_page_and_the_headers() -> None:
    response = Client().get("/", headers={"host": "elsewhere.example"}, secure=True)

    assert response.status_code == 400
    assert {name: response[name] for name in FIXED} == FIXED
    assert policy_of(response) == POLICY


@pytest.mark.django_db
def test_a_crash_gets_the_calm_page_the_headers_and_no_details(monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*args: object) -> None:
        raise ValueError("canary-of-a-crash")

    monkeypatch.setattr("whitenoise.middleware.WhiteNoiseMiddleware.__call__", crash)
    response = Client(raise_request_exception=False).get("/")

    assert response.status_code == 500
    assert {name: response[name] for name in FIXED} == FIXED
    assert policy_of(response) == POLICY
    assert "canary" not in response.content.decode() and "Traceback" not in response.content.decode()


def test_no_debug_pages_no_sessions_no_admin() -> None:
    assert settings.DEBUG is False
    assert [app for app in settings.INSTALLED_APPS if app.startswith("django.contrib.")] == [
        "django.contrib.staticfiles"
    ]
