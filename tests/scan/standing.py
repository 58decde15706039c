"""A running house in which Ash and Bo have lived, and browsers of a stranger, of locked Ash and of unlocked Bo."""

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench.served import TOKEN, Visitor
from tests.journeys.lived_in import Lived, live, move_in
from tests.journeys.server import House

# Something private that Bo keeps in the space, and something that every request carries: no answer to anybody else,
# and no log at all, may hold the first; no log may hold the second.
KEPT = "lantern quarry seven"
SENT = "canary-of-what-was-sent"
# A page for one person alone: in a shared browser it asks for the words again before long.
OWN = "/me/notes/"


@dataclass
class Standing:
    """One running server; `space` is where Ash and Bo live, `words` how each of them signs in."""

    house: House
    words: dict[str, str]
    space: str = ""
    browsers: dict[str, Visitor] = field(default_factory=dict)

    @property
    def port(self) -> int:
        """Where it listens, on loopback."""
        return self.house.port

    def cookies(self, who: str) -> str:
        """The Cookie header of this browser; empty for a stranger."""
        return "; ".join(f"{name}={value}" for name, value in self.browsers[who].cookies.items() if value)

    def token(self, who: str) -> str:
        """A token that the forms of this browser take."""
        found = TOKEN.search(self.browsers[who].asks("/sign-in/")[1])
        assert found is not None
        return found[1]

    def opens(self) -> None:
        """Ash signs in and locks, Bo signs in; a stranger has a browser that was here once."""
        self.browsers = {who: Visitor(self.port) for who in ("stranger", "locked", "unlocked")}
        self.browsers["stranger"].asks("/sign-in/")
        self.browsers["locked"].signs_in("Ash", self.words["Ash"])
        assert self.browsers["locked"].asks("/exit/", {})[0] == 303
        self.browsers["locked"].asks("/sign-in/")
        self.comes()
        found = re.search(r"/s/([0-9a-f]{32})/", self.browsers["unlocked"].asks("/")[1])
        assert found is not None
        self.space = found[1]

    def comes(self) -> None:
        """Bo signs in, and says that this browser is nobody else's: a scan carries its first cookies to the end."""
        self.browsers["unlocked"] = Visitor(self.port)
        self.browsers["unlocked"].signs_in("Bo", self.words["Bo"])
        chosen = {"face": "Notes", "icon": "notebook", "address": "", "sign": "3", "wait": "24", "email": ""}
        token = {"csrfmiddlewaretoken": self.token("unlocked")}
        status, answer = self.browsers["unlocked"].asks("/me/settings/", chosen | token)
        assert status == 303, answer

    def is_unlocked(self, page: str = "/me/") -> bool:
        """Whether Bo still is where only somebody unlocked is."""
        return self.browsers["unlocked"].asks(page)[0] == 200

    def stays_unlocked(self) -> None:
        """Bo is unlocked; signs in again when something that was sent locked the door, as it may."""
        if not self.is_unlocked(OWN):
            # Wrong words that were tried slow the next try down, for a quarter of an hour at most.
            self.house.advance(hours=1)
            self.comes()

    def keeps_something(self) -> None:
        """Bo writes a card of their own, whose name is the canary."""
        page = f"/s/{self.space}/own/new/"
        fields = {"name": KEPT, "sentence": "Something between the two.", "shapes": "together", "contexts": "at_home"}
        status, answer = self.browsers["unlocked"].asks(page, {**fields, "csrfmiddlewaretoken": self.token("unlocked")})
        assert status == 303, answer
        assert KEPT in self.browsers["unlocked"].asks(f"/s/{self.space}/own/")[1]

    def pause_is_served(self) -> bool:
        """Whether Ash, locked, still can pause."""
        return self.browsers["locked"].asks("/pause/", {})[0] == 303

    def log(self) -> str:
        """Everything the server said since it began."""
        return self.house.output.read_text(encoding="utf-8", errors="replace")


@contextmanager
def standing(*options: str, lived: Lived | None = None) -> Iterator[Standing]:
    """A house on its own port with a copy of those forty days; it is ended and thrown away afterwards."""
    with tempfile.TemporaryDirectory(prefix="ownaccord-scan-") as name:
        folder = Path(name)
        if lived is None:
            lived = live(folder / "lived")
        house = move_in(lived, folder / "served", *options, forked=False)
        house.start()
        try:
            here = Standing(house, lived.words)
            here.opens()
            here.keeps_something()
            yield here
        finally:
            house.stop()
