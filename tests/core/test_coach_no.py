"""Whatever is refused, and in whichever of these words, the coach has nothing to say about it."""

import pytest

from ownaccord.catalogue import load
from ownaccord.catalogue.coach import load_coach
from ownaccord.catalogue.denylist import refused
from ownaccord.catalogue.phrases import PhraseKind, load_phrases
from ownaccord.core.coach import Found, Label, offered, read, replaced

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


INSULTS = ["you're such a pervert", "you never listen", "you owe me one", "prove that you love me", "you overreact"]
JOINS = [", ", " - ", ": ", " because ", " and ", " ", ". ", "; "]


def after_every_press(text: str) -> list[str]:
    """What the text can become by one press of "Use these words"."""
    return [
        replaced(text, found, words)
        for found in read(text, RULES, refused).found for words in offered(text, found, RULES)
    ]  # fmt: skip


@pytest.mark.parametrize("join", JOINS)
def test_no_button_takes_a_no_away_with_what_is_marked_beside_it(join: str) -> None:
    pairs = [(no.format(THINGS[1]).rstrip("."), insult) for no in NOES for insult in INSULTS]
    said = [(no, text) for no, insult in pairs for text in (f"{no}{join}{insult}.", f"{insult}{join}{no}.")]
    assert [(text, other) for no, text in said for other in after_every_press(text) if no not in other] == []


def test_what_is_not_marked_stays_and_a_mark_that_may_hold_a_limit_gets_no_other_words() -> None:
    swallowed = "we stop here, you're such a pervert"
    assert {text.partition(". ")[0] for text in after_every_press(swallowed)} == {"we stop here"}
    tired = "Not tonight, you should know by now that I'm tired, you never listen."
    assert [text for text in after_every_press(tired) if "Not tonight" not in text] == []
    held = "Stop it you pervert.", "we wait until June you owe me one", "I leave you owe me one."
    for whole in held:
        assert (bool(read(whole, RULES, refused).found), after_every_press(whole)) == (True, [])


def test_other_words_are_a_sentence_of_their_own_between_what_stays() -> None:
    text = "Hello. Thank you for Sunday, you owe me one, good night. Bye."
    start = text.index("you owe")
    found = Found(Label.ENTITLEMENT, "debt", start, start + len("you owe me one"), "")
    assert replaced(text, found, "X.") == "Hello. Thank you for Sunday. X. good night. Bye."
    assert len(offered(text, found, RULES)) == 3
