"""Pages are HTML without mistakes: html5lib, strictly."""

import html5lib
import pytest
from django.template.loader import render_to_string
from django.test import Client


def strictly(page: str) -> None:
    html5lib.HTMLParser(strict=True).parse(page)


def test_the_strict_parser_notices() -> None:
    with pytest.raises(html5lib.html5parser.ParseError):
        strictly("<!doctype html><title>x</title><p><div></p>")


@pytest.mark.parametrize("code", [400, 403, 404, 500])
def test_error_pages_parse_also_without_a_request(code: int) -> None:
    strictly(render_to_string(f"errors/{code}.html"))


def test_the_page_about_plain_http_parses() -> None:
    page = Client(headers={"host": "192.168.1.20:8000"}).get("/").content.decode()

    assert "start.py --lan" in page
    strictly(page)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/nothing/here/"])
def test_pages_that_a_stranger_sees_parse(address: str) -> None:
    strictly(Client().get(address, follow=True).content.decode())
