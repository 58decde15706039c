"""The files that ship with the software: an address that says what is in them, kept for good, and never an old one."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.templatetags.static import static
from django.test import Client

from ownaccord.lib import files
from ownaccord.lib.files import LASTING

HERE = Path(settings.STATICFILES_DIRS[0])
APP = (HERE / "css/app.css").read_bytes()


def asked(address: str) -> tuple[int, str, bytes]:
    answer = Client().get(address)
    return answer.status_code, answer["Cache-Control"], answer.getvalue()


def test_the_address_of_a_page_names_what_is_in_the_files_and_may_be_kept_for_good() -> None:
    address = static("css/app.css")
    assert re.fullmatch(r"/static/[0-9a-f]{16}/css/app\.css", address)
    assert asked(address) == (200, LASTING, APP)


def test_what_they_name_beside_them_is_found_under_the_same_name() -> None:
    named = re.findall(rb'@import (?:url\()?"([^"]+)"', APP)
    assert len(named) > 5
    for each in named:
        assert asked(static(f"css/{each.decode().removeprefix('./')}"))[:2] == (200, LASTING)


@pytest.mark.parametrize("other", ["/static/css/app.css", f"/static/{16 * '0'}/css/app.css"])
def test_without_its_name_or_with_one_from_before_an_upgrade_it_is_todays_and_asked_about_each_time(other: str) -> None:
    assert asked(other) == (200, "no-cache", APP)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "nothing", ["{0}", "{0}nothing.css", "{0}../../me/", "{0}{1}css/app.css", "{0}%2e%2e/%2e%2e/ownaccord/urls.py"]
)
def test_a_name_leads_nowhere_else_and_what_is_not_there_is_not_kept(nothing: str) -> None:
    name = static("")
    status, kept, _body = asked(nothing.format(name, name.removeprefix("/static/")))
    assert (status, kept) == (404, "no-store")


def test_another_file_or_another_name_for_one_is_another_address(monkeypatch: pytest.MonkeyPatch) -> None:
    every = files._every_file()
    names = set()
    for instead in (every, every[1:], [("other.css", every[0][1]), *every[1:]], [(every[0][0], b"other"), *every[1:]]):
        monkeypatch.setattr(files, "_every_file", lambda instead=instead: instead)
        files.named.cache_clear()
        names.add(files.named())
    files.named.cache_clear()
    assert len(names) == 4
    monkeypatch.setattr(files, "_every_file", lambda: every[::-1])
    assert files.named() in names
    files.named.cache_clear()


@pytest.mark.django_db
def test_a_page_asks_for_nothing_without_a_name() -> None:
    page = Client().get("/").content.decode()
    addresses = re.findall(r'(?:href|src)="(/static/[^"#]+)', page)
    assert len(addresses) > 5
    assert {address[:25] for address in addresses} == {static("")}
