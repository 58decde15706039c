"""The CSRF cookie: `__Host-` and Secure on HTTPS, plain on loopback, and never one for the other."""

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.test import RequestFactory

from ownaccord.lib.host_prefix import HostPrefixMiddleware


def answer(request: HttpRequest) -> HttpResponse:
    from django.middleware.csrf import CsrfViewMiddleware

    def view(inner: HttpRequest) -> HttpResponse:
        return HttpResponse(get_token(inner) and "")

    return HostPrefixMiddleware(CsrfViewMiddleware(view))(request)  # type: ignore[arg-type, return-value]


def test_https_sets_it_with_prefix_secure_and_closed_to_scripts() -> None:
    cookies = answer(RequestFactory().get("/", secure=True)).cookies

    assert list(cookies) == ["__Host-csrftoken"]
    morsel = cookies["__Host-csrftoken"]
    assert (morsel["secure"], morsel["httponly"], morsel["samesite"], morsel["path"], morsel["domain"]) == (
        True,
        True,
        "Strict",
        "/",
        "",
    )


def test_loopback_sets_it_plain() -> None:
    cookies = answer(RequestFactory().get("/")).cookies

    assert list(cookies) == ["csrftoken"]
    assert (cookies["csrftoken"]["secure"], cookies["csrftoken"]["httponly"]) == ("", True)


def test_https_reads_only_the_prefixed_one() -> None:
    seen: list[object] = []

    def view(request: HttpRequest) -> HttpResponse:
        seen.append(request.COOKIES.get("csrftoken"))
        return HttpResponse()

    request = RequestFactory().get("/", secure=True)
    request.COOKIES.update({"csrftoken": "planted", "__Host-csrftoken": "ours"})
    HostPrefixMiddleware(view)(request)
    request.COOKIES = {"csrftoken": "planted"}
    HostPrefixMiddleware(view)(request)

    assert seen == ["ours", None]
