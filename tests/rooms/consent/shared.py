"""A space seen through its pages, and the things that people do in it by pressing buttons."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse

from ownaccord.catalogue import load
from ownaccord.consent.addresses import Addresses
from tests.chapters import told
from tests.hands import held
from tests.people import Cast, Somebody, words_on

YES = {"level": "3", "contexts": ["at_home", "away"], "review_days": "90"}


@dataclass(frozen=True)
class Shared:
    """One space, by its id; of Ash and Bo where nobody else is named."""

    id: str
    cast: Cast
    people: tuple[Somebody, ...] = ()

    def url(self, rest: str = "map/") -> str:
        return f"/s/{self.id}/{rest}"

    def mark(self, who: Somebody, word: str) -> str:
        """What stands in this person's addresses here in place of a word."""
        return Addresses(self.id, who.keys.mark_key()).mark(word)

    def see(self, who: Somebody, rest: str = "map/", said: str = "") -> str:
        """The page's words, as this person sees them now."""
        answer = who.browser.get(self.url(rest), {"said": said} if said else {})
        assert answer.status_code == 200, (rest, answer.status_code, answer.headers.get("Location"))
        return words_of(answer)

    def press(self, who: Somebody, rest: str, **fields: Any) -> str:
        """Send a button's form; where the answer leads, without the space."""
        answer = who.browser.post(self.url(rest), fields)
        assert answer.status_code == 303, words_of(answer)
        return answer.headers["Location"].removeprefix(self.url(""))

    def read(self, who: Somebody, item: str) -> None:
        assert self.press(who, f"items/{item}/read/") == f"items/{item}/?said=read"

    def state(self, who: Somebody, item: str, side: str, **more: Any) -> str:
        return self.press(who, f"items/{item}/positions/", side=side, **{**YES, **more})

    def still_so(self, who: Somebody, *chosen: str) -> str:
        return self.press(who, "wishes/still-so/", chosen=list(chosen))

    def agree(self, item: str, **more: Any) -> None:
        """All say yes on every side and sleep on it."""
        people = self.people or (self.cast.ash, self.cast.bo)
        sides = card(item).sides
        what = ("agree", self.id, item, sorted(more.items()), [(who.name, who.passphrase) for who in people])
        told(what, [who.browser for who in people], lambda: self._agree(people, item, sides, more))

    def _agree(self, people: Sequence[Somebody], item: str, sides: Sequence[Any], more: dict[str, Any]) -> None:
        for who in people:
            self.read(who, item)
            for side in sides:
                assert self.state(who, item, side.value, **more) == f"items/{item}/?said=wished"
        held.turn(hours=13)
        for who in people:
            who.unlock()
            assert self.still_so(who, *(f"{item}/{side.value}" for side in sides)) == "wishes/?said=still"


def card(item: str) -> Any:
    """The card of this name."""
    found = load().item(item)
    assert found is not None
    return found


def words_of(answer: HttpResponse) -> str:
    """The words of the page's content, in one line, without marks; a check box that is ticked says [x].

    The map's picture says the same as its list; it is left out here and has tests of its own.
    """
    page = re.sub(r'<figure class="picture.*?</figure>', "", answer.content.decode(), flags=re.S)
    main = re.search(r"<main.*?</main>", page, re.S)
    text = re.sub(r'<input type="(?:checkbox|radio)"[^>]* checked[^>]*>', " [x] ", main[0] if main else page)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", text))).strip()


def begun(inviter: Somebody, invitee: Somebody) -> str:
    """Make a space of these two through the pages and return its id."""
    two = [inviter.browser, invitee.browser]
    return told(("begin", inviter.name, invitee.name), two, lambda: _begun(inviter, invitee))


def _begun(inviter: Somebody, invitee: Somebody) -> str:
    once = re.search(r'name="once" value="([^"]+)"', inviter.browser.get("/s/new/").content.decode())
    assert once
    made = inviter.browser.post("/s/new/", {"label": "Evenings", "own_name": inviter.name, "once": once[1]})
    space = made.headers["Location"].split("/")[2]
    inviter.browser.post(f"/s/{space}/invitation/")
    words = words_on(inviter.browser.get(f"/s/{space}/invitation/").content.decode())
    invitee.browser.post("/join/", {"words": words})
    about = re.search(r'name="about" value="([^"]+)"', invitee.browser.get("/join/").content.decode())
    assert about
    joined = invitee.browser.post("/join/enter/", {"own_name": invitee.name, "label": "Ours", "about": about[1]})
    assert joined.headers["Location"] == f"/s/{space}/"
    inviter.browser.post(f"/s/{space}/begin/")
    return space


def sky_left(cast: Cast) -> str:
    """Sky and Ash had a space, and Sky left it; return its id."""
    space = begun(cast.sky, cast.ash)
    assert cast.sky.browser.post(f"/s/{space}/leave/").status_code == 303
    return space
