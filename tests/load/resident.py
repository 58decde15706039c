"""Somebody who lives in the house that is measured: every form has an address's name, every answer is held to one."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from tests.load.browsing import Browser
from tests.load.wire import Answer

SEE_OTHER = (303,)
MOST_NAMED = 5


@dataclass(slots=True)
class Tally:
    """How much was asked, and what was answered otherwise than it should be."""

    asked: int = 0
    wrong: list[str] = field(default_factory=list)

    def count(self, what: str, status: int, right: Collection[int]) -> None:
        """One answer."""
        self.asked += 1
        if status not in right:
            self.wrong.append(f"{what} {status}")

    @property
    def words(self) -> str:
        """The first of what went wrong, for behind a number; nothing where nothing did."""
        return f" ({'; '.join(self.wrong[:MOST_NAMED])})" if self.wrong else ""


@dataclass(slots=True)
class Resident:
    """One person with one browser; `secret` is what opens their account."""

    name: str
    secret: str
    browser: Browser
    tally: Tally

    def opens(self, path: str, right: Collection[int] = (200,)) -> str:
        """Open a page; its text."""
        answer = self.browser.opens(path)
        self.tally.count(f"GET {path}", answer.status, right)
        return answer.body.decode(errors="replace")

    def says(
        self, address: str, where: dict[str, Any] | None = None, /, right: Collection[int] = SEE_OTHER, **form: Any
    ) -> Answer:
        """Send the form of this address."""
        answer = self.browser.sends(reverse(address, kwargs=where), **form)
        self.tally.count(f"POST {address} {answer.place}", answer.status, right)
        return answer

    def finds(self, path: str, pattern: str) -> str:
        """What stands in a page; nothing where it does not, which is an answer otherwise than it should be."""
        found = re.findall(pattern, self.opens(path))
        if not found:
            self.tally.count(f"GET {path} without {pattern}", 0, (200,))
        return str(found[-1]) if found else "0"

    def hidden(self, path: str, name: str) -> str:
        """What a form of this page holds."""
        return self.finds(path, rf'name="{name}" value="([^"]+)"')

    def unlocks(self) -> None:
        """With a slip first."""
        self.says("unlock", right=(422,), secret="something else")
        self.says("unlock", secret=self.secret)

    def signs_in(self) -> None:
        """By name, in place of whoever was signed in here."""
        self.says("sign-in", name=self.name, secret=self.secret)


def entry(answer: Answer) -> dict[str, str]:
    """What names the entry that a form has made: the third part of the address that it leads to."""
    return {"entry": f"{answer.place}///".split("/")[3] or "none"}
