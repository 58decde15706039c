"""Which fields the pages have: read from every page that is answered, by the address to which its form is sent."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

from django.test import Client
from django.urls import Resolver404, resolve

FORM = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.S)
FIELD = re.compile(r"<(input|textarea|select|button)\b([^>]*)>", re.S)
SAID = re.compile(r'([\w-]+)="([^"]*)"')
# Kinds of input with which nobody writes words of their own.
CHOICES = {"hidden", "radio", "checkbox", "number", "date", "submit"}

Field = tuple[str, str]


class Shown:
    """Every field that a page had, by (address, name): those in which words can be written, and those that choose."""

    def __init__(self) -> None:
        self.written: set[Field] = set()
        self.chosen: set[Field] = set()
        self._seen: set[tuple[str, str]] = set()

    def note(self, path: str, page: str) -> None:
        """Keep the fields of all forms of a page that somebody was given at this path."""
        for about, inside in FORM.findall(page):
            said = dict(SAID.findall(about))
            if said.get("method") != "post" or (said.get("action", path), inside) in self._seen:
                continue
            self._seen.add((said.get("action", path), inside))
            self._keep(_named(said.get("action") or path), inside)

    def _keep(self, address: str, inside: str) -> None:
        for tag, about in FIELD.findall(inside):
            said = dict(SAID.findall(about))
            words = tag == "textarea" or (tag == "input" and said.get("type", "text") not in CHOICES)
            if address and "name" in said:
                (self.written if words else self.chosen).add((address, said["name"]))


def _named(path: str) -> str:
    try:
        return resolve(path.partition("?")[0]).url_name or ""
    except Resolver404:
        return ""


@contextmanager
def noting(shown: Shown) -> Iterator[None]:
    """Every page that is answered inside is looked at."""
    real = Client.request

    def request(browser: Client, **asked: Any) -> Any:
        answer = real(browser, **asked)
        if answer.headers.get("Content-Type", "").startswith("text/html") and not answer.streaming:
            shown.note(asked["PATH_INFO"], answer.content.decode())
        return answer

    with mock.patch.object(Client, "request", request):
        yield
