"""A space for three to eight as people make it, by its pages: the list, one invitation for each seat, the beginning."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ownaccord.spaces import queries
from ownaccord.spaces.models import Space
from tests.chapters import told
from tests.rooms.spaces import cast
from tests.rooms.spaces.cast import Somebody


@dataclass(frozen=True)
class Circle:
    """A space and its people; the first one made it."""

    id: str
    people: tuple[Somebody, ...]

    @property
    def maker(self) -> Somebody:
        return self.people[0]

    def url(self, rest: str = "") -> str:
        return f"/s/{self.id}/{rest}"

    def page(self, who: Somebody, rest: str = "") -> str:
        answer = who.browser.get(self.url(rest))
        assert answer.status_code == 200, answer.headers
        return words(answer.content.decode())


def words(page: str) -> str:
    """The words of a page's main part, in one line."""
    main = re.search(r"<main.*?</main>", page, re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main[0] if main else page)).strip()


def fields(names: Sequence[str]) -> dict[str, str]:
    """What somebody types into the list: the own name first."""
    return {"own_name": names[0], **{f"name_{number}": name for number, name in enumerate(names) if number}}


def make(people: Sequence[Somebody], label: str = "All of us") -> Circle:
    """Make the space by its page."""
    maker = people[0]
    once = re.search(r'name="once" value="([0-9a-f]{32})"', maker.browser.get("/s/new/more/").content.decode())
    assert once
    said = {"label": label, "once": once[1], **fields([who.name for who in people])}
    answer = maker.browser.post("/s/new/more/", said)
    assert answer.status_code == 303, answer.content.decode()
    return Circle(answer.headers["Location"].split("/")[2], tuple(people))


def invite(circle: Circle, seat: int, by: Somebody | None = None) -> str:
    """Make an invitation for a seat by its page and return its words."""
    who, at = by or circle.maker, circle.url(f"seats/{seat}/")
    assert who.browser.post(at).headers["Location"] == at
    sheet = re.search(r'<ol class="words">(.*?)</ol>', who.browser.get(at).content.decode(), re.S)
    assert sheet
    return " ".join(re.findall(r"<li>([a-z-]+)</li>", sheet[1]))


def join(circle: Circle, seat: int, who: Somebody | None = None, by: Somebody | None = None) -> None:
    """Hand an invitation over and take the seat."""
    assert cast.join(who or circle.people[seat], invite(circle, seat, by)) == circle.url()


def gathered(people: Sequence[Somebody]) -> Circle:
    """A space that everybody has joined and that has not begun."""
    return told_of("gathered", people, lambda: _gathered(people))


def told_of(what: str, people: Sequence[Somebody], live: Callable[[], Circle]) -> Circle:
    """A chapter about these people that makes a space of theirs."""
    names = [who.name for who in people]
    return Circle(told((what, names), [who.browser for who in people], lambda: live().id), tuple(people))


def _gathered(people: Sequence[Somebody]) -> Circle:
    circle = make(people)
    for seat in range(1, len(people)):
        join(circle, seat)
    return circle


def begin(circle: Circle, by: Somebody | None = None) -> None:
    (by or circle.maker).browser.post(circle.url("begin/"))


def go_on(circle: Circle, who: Somebody) -> None:
    """Take the introduction that the page shows."""
    shown = re.search(r'name="about" value="([0-9a-f]{16})"', who.browser.get(circle.url()).content.decode())
    assert shown
    assert who.browser.post(circle.url("introduced/"), {"about": shown[1]}).headers["Location"] == circle.url()


def begun(people: Sequence[Somebody]) -> Circle:
    """A space of these people that has begun, everybody introduced."""
    return told_of("all introduced", people, lambda: _begun(people))


def _begun(people: Sequence[Somebody]) -> Circle:
    circle = gathered(people)
    begin(circle)
    assert Space.objects.get(pk=circle.id).epoch == 1
    for who in people[1:]:
        go_on(circle, who)
    return circle


def one_key(people: Sequence[Somebody], space: str) -> None:
    """All hold the same key, and everybody knows exactly these people, by the same names."""
    keys = {queries.epoch_key(who.space(space), who.keys) for who in people}
    assert len(keys) == 1
    pins = {who.id: who.keys.public for who in people}
    names = {who.id: who.name for who in people}
    assert [dict(who.space(space).members) for who in people] == [pins] * len(people)
    assert [dict(who.space(space).names) for who in people] == [names] * len(people)
