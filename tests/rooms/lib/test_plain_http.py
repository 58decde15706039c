"""Unencrypted http: loopback works, anything else gets the one page that takes nothing."""

import pytest
from django.test import Client

from ownaccord.lib.plain_http import is_loopback


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:8000", "LOCALHOST:1", "127.0.0.1:8000", "127.0.0.1", "[::1]:8000", "[::1]"]
)
def test_loopback_is_this_computer(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize(
    "host",
    [
        "",
        "192.168.1.20",
        "192.168.1.20:8000",
        "localhost.example:80",
        "127.0.0.1.example",
        "10.0.0.1:80",
        "[fe80::1]:8000",
        ":8000",
        "localhost:",
    ],
)
def test_anything_else_is_not(host: str) -> None:
    assert not is_loopback(host)


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_page_asks_for_nothing_and_sets_no_cookie(method: str) -> None:
    response = getattr(Client(headers={"host": "192.168.1.20:8000"}), method)("/sign-in/", {})

    assert response.status_code == 403
    assert response.cookies == {}
    assert "start.py --lan" in response.content.decode()
    assert "<form" not in response.content.decode() and "<input" not in response.content.decode()
