"""Whatever is refused, and in whichever of these words, the coach has nothing to say about it."""

import pytest

from ownaccord.catalogue import load
from ownaccord.catalogue.coach import load_coach
from ownaccord.catalogue.denylist import refused
from ownaccord.catalogue.phrases import PhraseKind, load_phrases
from ownaccord.core.coach import read

RULES = load_coach()
# A name has to be read in the middle of a sentence.
THINGS = sorted({item.name[0].lower() + item.name[1:] for item in load().items})[::7]
NOES = [
    "No {}.", "No {} for me.", "{} is off the table.", "{} is a hard limit.", "I don't want {}.", "I won't do {}.",
    "I never want {}.", "Not {}, not today and not later.", "I said no to {}.", "Please don't ask me for {} again.",
    "I take back my yes to {}.", "Stop. I don't want {} any more.", "{} is not for me.", "I'd rather not: {}.",
    "We had {} last week, and today it is a no.", "If you try {} without asking, I leave.", "I can't do {} tonight.",
    "My limit is {}, and it stays my limit.", "I tried {} and I don't want it again.", "Never {}, with nobody.",
]  # fmt: skip
KINDS = {PhraseKind.LIMIT, PhraseKind.NOT_NOW, PhraseKind.STOP}


@pytest.mark.parametrize("no", NOES)
def test_a_no_to_anything_is_never_marked(no: str) -> None:
    said = [no.format(thing) for thing in THINGS]
    assert [text for text in said if read(text, RULES, refused).found] == []


def test_a_phrase_that_stops_or_limits_stays_unmarked_in_capitals_without_stops_and_twice() -> None:
    said = [phrase.example() for group in load_phrases() if group.kind in KINDS for phrase in group.phrases]
    turned = [other for text in said for other in (text.upper(), text.rstrip("."), f"{text} {text}", f"Hey. {text}")]
    assert [text for text in turned if read(text, RULES, refused).found] == []
