"""Somebody who lives in a house of the walls: what they say, and what of it they keep to themselves."""

import re
from dataclasses import dataclass, field
from typing import Any

from django.test import Client
from django.urls import reverse

from tests.people import words_on
from tests.walls.addresses import addresses
from tests.walls.requests import answers
from tests.walls.sowing import Sown

LOOKED_AT = {each.name: answers(each, 0) for each in addresses()}


@dataclass
class Resident:
    """Somebody with an account and a browser: the name they sign in with and their passphrase of today."""

    sown: Sown
    who: str
    browser: Client
    name: str = ""
    secret: str = ""
    kept: set[str] = field(default_factory=set)

    def say(self, address: str, where: dict[str, Any] | None = None, /, *, status: int = 303, **fields: Any) -> Any:
        self._sees(address, where)
        words = {value for value in fields.values() if isinstance(value, str) and self.sown.mark in value}
        self.kept |= words - self.sown.told
        return self.sown.say(self.browser, address, where, status=status, **fields)

    def _sees(self, address: str, where: dict[str, Any] | None) -> None:
        """The page with the form, where it has the form's own address; each of them once in this life."""
        path = reverse(address, kwargs=where)
        page = address, *(value for name, value in (where or {}).items() if name != "space")
        if page not in self.sown.seen and LOOKED_AT[address]:
            self.sown.seen.add(page)
            self.browser.get(path)

    def page(self, path: str) -> str:
        answer = self.browser.get(path)
        assert answer.status_code == 200, (path, answer.status_code)
        return str(answer.content.decode())

    def hidden(self, path: str, name: str) -> str:
        """A value that a page holds for its form."""
        found = re.search(rf'name="{name}" value="([^"]+)"', self.page(path))
        assert found, path
        return found[1]

    def words(self, what: str, path: str) -> str:
        """The code that this page shows."""
        return self.sown.show(what, words_on(self.page(path)))

    def unlock(self) -> None:
        self.say("unlock", secret=self.secret)
