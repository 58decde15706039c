"""Law 11 for every address there is: what Ash keeps to themselves changes no byte of what anybody else is answered.

The same for why something is not available, and because of whom. On PostgreSQL Bo is asked each page once: they are
made above the database.
"""

import json
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from pytest_django import Settings

from ownaccord.accounts.models import Person
from ownaccord.web import live
from ownaccord.web.live import NOW
from tests.databases import ON_POSTGRESQL, ON_SQLITE
from tests.people import Clock, Somebody, new_browser
from tests.walls.answers import Answer, ask
from tests.walls.differing import BESIDES, NO_PAGE, same
from tests.walls.furnished import furnished
from tests.walls.hearing import live_now
from tests.walls.reasons import ENDED, NEVER, PAUSED, QUIET, SHARED, WAITING, never_answered
from tests.walls.requests import Request, everything, gets, once, posts
from tests.walls.scene import undone
from tests.walls.worlds import PRIVATE, Act, Street, world
from tests.walls.worlds import everything as everything_private

pytestmark = pytest.mark.django_db

Asked = tuple[str, str, str, str]
Said = dict[Asked, list[Answer]]

_kept: Said = {}


def answered(reader: str, who: Somebody | None, requests: Iterable[Request]) -> Said:
    """What this reader is answered to these requests."""
    browser = who.browser if who else new_browser()
    return {(reader, name, path, repr(fields)): ask(browser, path, fields) for name, path, fields in requests}


def pages_of_bo(here: Street) -> Said:
    """Every page once, for Bo, who also runs this computer."""
    return answered("bo", here.bo, gets(once(here, here.space)))


def pages_once(here: Street) -> Said:
    """Every page once for Bo, and for a stranger every page and whatever can be tried without being let in."""
    values = once(here, here.space)
    return pages_of_bo(here) | answered("stranger", None, [*gets(values), *posts(values, tried=True)])


def everybody(here: Street) -> Said:
    """Everything that anybody but Ash can ask: Bo, Cam of the circle, Sky with an invitation, strangers, Bo locked."""
    whole, ours, circle = everything(here), once(here, here.space), once(here, here.circle)
    some = {name: each[:2] for name, each in whole.items()}
    said = answered("bo", here.bo, [*gets(whole), *posts(some, tried=True), *_looks(here)]) | hears("bo", here.bo)
    said |= answered("cam", here.cast.cam, gets(circle)) | hears("cam", here.cast.cam)
    said |= answered("sky", here.cast.sky, gets(ours))
    said |= answered("stranger", None, [*gets(ours), *posts(ours, tried=True)])
    here.bo.lock()
    return said | answered("bo, locked", here.bo, [*gets(ours), *posts(ours)]) | hears("bo, locked", here.bo)


def hears(reader: str, who: Somebody) -> Said:
    """What this reader is answered where one asks whether anything is new: not knowing anything, and knowing that."""
    with undone():
        first = live_now(who.browser)
        found = [first, live_now(who.browser, since=json.loads(first.body)["state"])]
    return {(reader, "live-now", NOW, "None"): found}


def _looks(here: Street) -> list[Request]:
    """The map as somebody looks at it who wants to know more about Ash."""
    asked = (f"?person={here.ash.id}", f"?person={here.bo.id}", "?category=connection", "?said=seen")
    return [("map", here.ours.url("map/") + query, None) for query in asked]


def in_the_street(clock: Clock) -> Said:
    """What everybody is answered before anything private was done, asked once for all tests."""
    if not _kept:
        _kept.update(everybody(furnished(clock)))
    return _kept


def differences(one: Said, two: Said) -> dict[Asked, list[str]]:
    """Which answers differ, and in what; {} when the very same was asked and nothing differs."""
    assert one.keys() == two.keys() and one
    return {
        asked: [a.differs_in(b) for a, b in zip(one[asked], two[asked], strict=False)]
        for asked in one if one[asked] != two[asked]
    }  # fmt: skip


@ON_SQLITE
def test_whatever_ash_keeps_to_themselves_changes_no_answer_to_anybody(clock: Clock) -> None:
    before = in_the_street(clock)

    assert differences(before, everybody(world(clock, everything_private, furnished))) == {}
    assert len(before) > 1700
    # What is compared is pages, and what has something on it.
    assert names(before) - names(before, 200) == NO_PAGE.keys()
    assert [each.status for each in before["bo", "live-now", NOW, "None"]] == [200, 204]
    assert sum(len(each[0].body) > 5000 for each in before.values()) > 500


def names(said: Said, *status: int) -> set[str]:
    """The addresses of pages that Bo asked for, or of those that were answered so at least once."""
    return {
        name for (reader, name, _path, fields), each in said.items()
        if (reader, fields) == ("bo", "None") and (not status or each[0].status in status)
    }  # fmt: skip


@ON_SQLITE
def test_ash_did_everything_private_that_there_is(clock: Clock) -> None:
    before, after = held_by(furnished(clock).ash), held_by(world(clock, everything_private, furnished).ash)

    assert same(before, after) == BESIDES.keys()


@ON_POSTGRESQL
def test_nor_does_it_on_the_other_database(clock: Clock) -> None:
    before = pages_of_bo(furnished(clock))

    assert differences(before, pages_of_bo(world(clock, everything_private, furnished))) == {}


@ON_SQLITE
@pytest.mark.parametrize("act", PRIVATE, ids=lambda act: act.__name__)
def test_how_ash_comes_in_and_whether_they_are_there_changes_no_answer(clock: Clock, act: Act) -> None:
    before = in_the_street(clock)
    found = pages_once(world(clock, act, furnished))

    assert differences({asked: before[asked] for asked in found}, found) == {}


def held_by(who: Somebody) -> dict[str, Any]:
    """Everything that this person's software remembers after an unlock."""
    with undone(who):
        who.unlock()
        return {key: without_lots(key, value) for key, value in who.book().under("").items()}


def without_lots(key: str, value: Any) -> Any:
    """The same without what an own side of a round draws anew at each look: of that only how long it is.

    That rows say nothing of who has written: tests/core/test_together.py, tests/rooms/journal/test_excerpts_apart.py.
    """
    return sizes(value) if key.startswith(("excerpt/", "together/")) else value


def sizes(value: Any) -> Any:
    """The same with lengths in the place of bytes."""
    if isinstance(value, list):
        return [sizes(each) for each in value]
    if isinstance(value, dict):
        return {name: sizes(each) for name, each in value.items()}
    return len(value) if isinstance(value, bytes) else value


def test_what_bos_software_holds_is_the_same(clock: Clock) -> None:
    here = furnished(clock)
    before = held_by(here.bo)

    assert held_by(world(clock, everything_private, furnished).bo) == before
    assert {f"space/{here.space}/heads", f"together/{here.space}", f"excerpt/{here.space}/{here.over}"} <= before.keys()


@cache
def about(act: Act, clock: Clock, item: str, circle: bool) -> Said:
    """Every page that Bo has of this space and of all, in the world after this act, with this item in the addresses."""
    here = world(clock, act)
    space = here.circle if circle else here.space
    pages = [each for each in gets(once(here, space, item)) if space in each[1] or each[0] in ("home", "pause-lift")]
    return answered("bo", here.bo, pages)


def told_apart(clock: Clock, acts: Iterable[Act], item: str, circle: bool) -> dict[str, dict[Asked, list[str]]]:
    """By which of these acts Bo's pages could tell themselves from the first."""
    said = {act.__name__: about(act, clock, item, circle) for act in acts}
    first, *others = said
    return {name: found for name in others if (found := differences(said[first], said[name]))}


@ON_SQLITE
def test_never_answered_no_a_wish_lapsed_and_taken_back_are_the_same_bytes(clock: Clock) -> None:
    assert told_apart(clock, NEVER, QUIET, circle=False) == {}


@ON_SQLITE
@pytest.mark.parametrize("acts", [ENDED, PAUSED, WAITING], ids=["an end", "a pause", "a longer wait"])
def test_nobody_can_tell_why_or_because_of_whom_something_changed(clock: Clock, acts: tuple[Act, ...]) -> None:
    assert told_apart(clock, acts, SHARED, circle=True) == {}
    # That something changed is seen, so a difference would be.
    assert told_apart(clock, (never_answered, acts[0]), SHARED, circle=True).keys() == {acts[0].__name__}


# That it can fail: what differs between the two worlds, planted in each of the places where an answer can tell.

PAGES = ("home", "map", "help", "sign-in")


def of_ash() -> int:
    """Something about Ash that the server knows and that is nobody's business: how many have an e-mail address."""
    return Person.objects.exclude(email="").count()


def counted(request: HttpRequest) -> dict[str, Any]:
    """A context processor that puts it into the name at the top of every page."""
    return {"neutral": {"name": f"Notes {of_ash()}", "icon": "notebook", "address": "about:blank"}}


def planted(get_response: Callable[[HttpRequest], HttpResponse], tell: Callable[[HttpResponse, int], None]) -> Any:
    """A middleware that tells it with every answer."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        tell(response, of_ash())
        return response

    return answer


def in_a_header(get_response: Any) -> Any:
    return planted(get_response, lambda response, number: response.headers.__setitem__("X-Notes", str(number)))


def in_a_cookie(get_response: Any) -> Any:
    return planted(get_response, lambda response, number: response.set_cookie("oa_face", "x" * number))


def in_the_length(get_response: Any) -> Any:
    return planted(get_response, lambda response, number: response.write("\n" * number))


def in_the_status(get_response: Any) -> Any:
    return planted(get_response, lambda response, number: setattr(response, "status_code", 200 + number))


@ON_SQLITE
@pytest.mark.parametrize("place", ["headers", "cookies", "body", "status", "page"])
def test_whatever_tells_of_it_is_noticed(clock: Clock, settings: Settings, place: str) -> None:
    plants = {"headers": in_a_header, "cookies": in_a_cookie, "body": in_the_length, "status": in_the_status}
    if place in plants:
        settings.MIDDLEWARE = [f"{__name__}.{plants[place].__name__}", *settings.MIDDLEWARE]
    else:
        (engine,) = settings.TEMPLATES
        processors = [*engine["OPTIONS"]["context_processors"], f"{__name__}.counted"]
        settings.TEMPLATES = [{**engine, "OPTIONS": {"context_processors": processors}}]
    before = _few(furnished(clock))
    found = differences(before, _few(world(clock, everything_private, furnished)))

    assert {asked[1] for asked in found} == set(PAGES)
    assert {why.split(" ")[0].rstrip(":") for each in found.values() for why in each} == {
        "body" if place == "page" else place
    }


@ON_SQLITE
def test_so_is_what_is_told_beside_the_pages(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "_revisions", lambda spaces: dict.fromkeys(spaces, of_ash()))
    before = hears("bo", furnished(clock).bo)

    assert differences(before, hears("bo", world(clock, everything_private, furnished).bo)).keys() == before.keys()


def _few(here: Street) -> Said:
    return answered("bo", here.bo, [each for each in gets(once(here, here.space)) if each[0] in PAGES])
