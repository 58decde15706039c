"""Somebody who lives in a house of the walls: what they say, and what of it they keep to themselves."""

import re
from dataclasses import dataclass, field
from typing import Any

from django.test import Client

from tests.people import words_on
from tests.walls.sowing import Sown


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
        words = {value for value in fields.values() if isinstance(value, str) and self.sown.mark in value}
        self.kept |= words - self.sown.told
        return self.sown.say(self.browser, address, where, status=status, **fields)

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
