"""Two server processes on one PostgreSQL behave as one: who signs in at one is known, and paused, at the other."""

import re
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path

import psycopg
import pytest

from tests import cluster
from tests.journeys.conftest import WORKER
from tests.journeys.lived_in import Lived, move_in
from tests.journeys.server import House


class Browser:
    """Cookies and forms, without a screen; loopback cookies do not look at the port."""

    def __init__(self) -> None:
        self._cookies = CookieJar()
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self._cookies))

    def get(self, house: House, path: str) -> str:
        return str(self._opener.open(house.url + path, timeout=60).read().decode())

    def post(self, house: House, path: str, *, on: str = "", **fields: str) -> str:
        """Send a form with the token of the page that it stands on; the page that it leads to."""
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.get(house, on or path))
        token = {"csrfmiddlewaretoken": found[1]} if found else {}
        sent = urllib.parse.urlencode({**fields, **token}).encode()
        request = urllib.request.Request(house.url + path, sent, {"Origin": house.url})
        try:
            return str(self._opener.open(request, timeout=60).read().decode())
        except urllib.error.HTTPError as error:
            return error.read().decode()


@pytest.fixture
def two(lived_on_postgresql: Lived, tmp_path: Path) -> Iterator[tuple[House, House]]:
    """Two running servers with one database and one data folder."""
    with cluster.fresh(f"two_{WORKER}", str(lived_on_postgresql.like)) as url:
        one = move_in(lived_on_postgresql, tmp_path, database=url)
        other = House(tmp_path, database=url, forked=True)
        one.start()
        other.start()
        yield one, other
        one.stop()
        other.stop()


def signed_in(house: House, words: str, name: str) -> Browser:
    browser = Browser()
    browser.post(house, "/sign-in/", name=name, secret=words)
    assert "Exit now" in browser.get(house, "/me/")
    return browser


def pauses(house: House) -> int:
    with psycopg.connect(str(house.database)) as base:
        return len(base.execute("SELECT 1 FROM accounts_pause").fetchall())


def test_who_signs_in_at_one_pauses_at_the_other(two: tuple[House, House], lived_on_postgresql: Lived) -> None:
    one, other = two
    words = lived_on_postgresql.words
    ash, bo = signed_in(one, words["Ash"], "Ash"), signed_in(other, words["Bo"], "Bo")
    (space,) = set(re.findall(r'href="(/s/[0-9a-f]{32}/)"', bo.get(one, "/")))
    assert "Not any more" in bo.get(one, f"{space}map/")
    assert pauses(one) == 0

    ash.post(other, "/exit/", on="/me/")
    ash.post(other, "/pause/")

    assert pauses(one) == 1
    for house in two:
        assert "Not any more" not in bo.get(house, f"{space}map/")


def test_whoever_locks_at_one_is_locked_at_the_other(two: tuple[House, House], lived_on_postgresql: Lived) -> None:
    one, other = two
    ash = signed_in(one, lived_on_postgresql.words["Ash"], "Ash")

    ash.post(one, "/exit/", on="/me/")

    assert "Locked" in ash.get(other, "/me/")


def test_wrong_words_at_one_slow_down_the_other(two: tuple[House, House]) -> None:
    one, other = two
    browser = Browser()
    for turn in range(6):
        browser.post(two[turn % 2], "/sign-in/", name="Ash", secret="not these words")

    said = [browser.post(house, "/sign-in/", name="Ash", secret="not these words") for house in (one, other)]
    assert all("There were many tries." in page for page in said), said[0]
