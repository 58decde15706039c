"""Every state of this room's pages is HTML without mistakes, with one heading and at most one primary button.

On SQLite: templates know no database.
"""

import html5lib

from ownaccord.catalogue import load
from ownaccord.consent.models import LedgerRow
from tests.databases import ON_SQLITE
from tests.people import Cast, Clock, Somebody
from tests.rooms.consent.shared import Shared

pytestmark = ON_SQLITE

PAGES = ("map/", "items/", "wishes/", "wait/", "history/", "lift/", "reaffirm/", "leave/", "items/massage/give/")


def well_made(ours: Shared, who: Somebody, *pages: str) -> None:
    for rest in pages:
        page = who.browser.get(ours.url(rest)).content.decode()
        html5lib.HTMLParser(strict=True).parse(page)
        assert (page.count("<h1>"), page.count('class="button"') <= 1) == (1, True), rest
        assert page.count("<title>Notes</title>") == 1


def test_a_space_in_which_nothing_was_said(ours: Shared, cast: Cast) -> None:
    well_made(ours, cast.ash, *PAGES)
    well_made(ours, cast.ash, *(f"items/{item.slug}/" for item in load().items))


def test_a_lived_in_space_with_news_wishes_and_what_is_due(ours: Shared, cast: Cast, clock: Clock) -> None:
    for item in ("massage", "holding", "blindfold"):
        ours.agree(item, areas_out=["feet"], own_limit='"><b>&amp; {{ never }}')
    ours.press(cast.bo, "items/undressing/tell/", side="show")
    ours.see(cast.ash)
    ours.press(cast.bo, "items/massage/tighten/")
    ours.state(cast.ash, "massage", "give", contexts=["remote"])
    ours.press(cast.ash, "wait/", hours="3")
    clock.turn(days=80)
    cast.ash.sign_in_again()
    well_made(ours, cast.ash, *PAGES, "items/holding/", "items/undressing/", "items/?category=neck-and-breath")
    assert "<b>" not in cast.ash.browser.get(ours.url("map/")).content.decode()


def test_a_paused_space_and_one_that_starts_anew(ours: Shared, cast: Cast) -> None:
    ours.agree("massage")
    ours.press(cast.ash, "pause/")
    well_made(ours, cast.ash, *PAGES, "items/massage/")
    LedgerRow.objects.update(macs=b"\xa0")
    well_made(ours, cast.ash, *PAGES, "items/massage/")


def test_a_form_that_needs_another_look(ours: Shared, cast: Cast) -> None:
    answer = cast.ash.browser.post(ours.url("items/massage/positions/"), {"side": "give", "level": "3", "minutes": "x"})
    html5lib.HTMLParser(strict=True).parse(answer.content.decode())
