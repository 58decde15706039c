"""A No that was said while the chain took no record still counts when what did not fit is put back."""

import pytest

from ownaccord.consent import memory
from ownaccord.consent.models import LedgerRow
from ownaccord.core.position import Side
from tests.databases import ON_SQLITE
from tests.people import Cast, Clock
from tests.rooms.consent.shared import Shared


def on_the_map(ours: Shared, cast: Cast) -> set[str]:
    """What Bo sees as in force."""
    zones = cast.bo.browser.get(ours.url()).context["sheet"].zones
    return {row.item for zone in zones for band in zone.bands for row in band.rows}


@pytest.mark.parametrize("level", ["0", "1"])
def test_a_no_said_in_quarantine_stays_a_no_when_the_edited_row_is_put_back(
    ours: Shared, cast: Cast, clock: Clock, level: str
) -> None:
    for item in ("massage", "holding"):
        ours.agree(item)
    assert on_the_map(ours, cast) == {"massage", "holding"}
    cast.ash.unlock()
    true = {row.pk: bytes(row.macs) for row in LedgerRow.objects.all()}
    LedgerRow.objects.update(macs=b"\xa0")
    ours.press(cast.ash, "items/massage/tighten/", level=level)
    for pk, macs in true.items():
        LedgerRow.objects.filter(pk=pk).update(macs=macs)

    assert on_the_map(ours, cast) == set()
    assert "Massage" not in ours.see(cast.ash, "lift/")
    assert ours.press(cast.ash, "lift/") == "map/?said=lifted"
    zones = cast.bo.browser.get(ours.url()).context["sheet"].zones
    # What a quarantine remembered nothing from before about comes back as Talk first, and waits among the own wishes.
    assert {row.item: zone.name for zone in zones for band in zone.bands for row in band.rows} == {"holding": "talk"}


@ON_SQLITE
def test_a_limit_that_is_told_in_quarantine_by_who_has_stated_nothing_yet_is_told_by_their_new_start(
    ours: Shared, cast: Cast
) -> None:
    ours.state(cast.bo, "massage", "give", level="1")
    LedgerRow.objects.update(macs=b"\xa0")
    ours.press(cast.ash, "items/holding/tell/", side="together")
    for who in (cast.bo, cast.ash):
        who.unlock()
        assert ours.press(who, "reaffirm/").partition("?said=")[2] == "anew"
    mine = memory.mine(cast.ash.book(), ours.id)
    assert mine is not None and mine.told == {("holding", Side.TOGETHER)}
