"""News: what is no longer available since somebody looked, in the same words for every cause."""

from dataclasses import replace

import pytest

from ownaccord.core.errors import Malformed
from ownaccord.core.in_force import Arrangement
from ownaccord.core.news import Gone, gone, lost, recalled, snapshot
from ownaccord.core.position import DAY, Side
from ownaccord.core.terms import Level, Terms
from ownaccord.vault.canonical import decode, encode
from tests.laws.strategies import NOW

YES = Terms(review_by=NOW + DAY, intensity=3)
ONE = Arrangement("hand-massage", (("a", Side.GIVE), ("b", Side.RECEIVE)), YES)
OTHER = Arrangement("hand-massage", (("a", Side.RECEIVE), ("b", Side.GIVE)), replace(YES, level=Level.TALK))
STORED = decode(encode(snapshot([ONE, OTHER])))


def test_a_snapshot_survives_the_vault():
    assert recalled(STORED) == (ONE, OTHER)
    assert gone(recalled(STORED), [ONE, OTHER]) == ()


@pytest.mark.parametrize(
    ("now", "news"),
    [
        ([], (Gone("hand-massage", Level.NO),)),
        ([OTHER], (Gone("hand-massage", Level.TALK),)),
        ([ONE], (Gone("hand-massage", Level.YES),)),
        ([replace(ONE, terms=replace(YES, intensity=2)), OTHER], (Gone("hand-massage", Level.YES),)),
        ([replace(ONE, terms=replace(YES, review_by=NOW)), OTHER], ()),
        ([replace(ONE, terms=replace(YES, intensity=4)), OTHER, replace(ONE, item="a-walk")], ()),
    ],
)
def test_an_item_is_news_when_something_of_it_is_gone(now, news):
    assert gone([ONE, OTHER], now) == news
    assert lost([ONE, OTHER], now) == {each.item for each in news}


@pytest.mark.parametrize("broken", [None, 7, [["a-walk"]], [["a-walk", [["a", "host"]], []]], [["a-walk", [], [1]]]])
def test_a_snapshot_that_cannot_be_read_is_malformed(broken):
    with pytest.raises(Malformed):
        recalled(broken)
