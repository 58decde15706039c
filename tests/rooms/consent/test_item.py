"""One item's card, what is in force on it, and where its reader stands; nothing that the other said alone."""

import re

import pytest

from ownaccord.catalogue import load
from tests.databases import ON_SQLITE
from tests.people import Cast
from tests.rooms.consent.shared import Shared, card

pytestmark = ON_SQLITE


# A card is a file of the catalogue, whatever the rest is stored in.
def test_every_card_shows_everything_that_it_has_to_say(ours: Shared, cast: Cast) -> None:
    for item in load().items:
        page = ours.see(cast.ash, f"items/{item.slug}/")
        said = [item.name, item.sentence, *(fact.text for fact in item.facts), *item.stop_signs, *item.do_not_if]
        said += [*item.who_must_not, *item.help, *item.questions_to_settle, *item.aftercare]
        said += [", ".join(item.areas_to_leave_out)] + [source.title for source in item.sources]
        missing = [words for words in said if re.sub(r"\s+", " ", words) not in page]
        assert missing == [], item.slug
        assert page.count("Not yet reviewed by a clinician.") == int(item.awaits_clinician)
        assert page.count("No good source found; reviewed by nobody yet.") == len(item.unsourced_facts)


def test_a_missing_source_about_the_body_is_said_before_everything_else(ours: Shared, cast: Cast) -> None:
    page = ours.see(cast.ash, "items/impact-soft/")
    line = page.index("has no good source yet")
    assert line < page.index("Risk for the body") < page.index("Stop when")
    assert "has no good source yet" not in ours.see(cast.ash, "items/massage/")


def test_a_fact_names_its_source_with_grade_day_and_address(ours: Shared, cast: Cast) -> None:
    page = ours.see(cast.ash, "items/impact-hand/")
    for source in card("impact-hand").sources:
        day = f"{source.reviewed.day}.{source.reviewed.month}.{source.reviewed.year}"
        words = f"(grade {source.grade.value}). Looked at on {day}. {source.address}"
        assert words in page[page.index(source.title) :]


def test_reading_the_card_opens_trial_and_yes(ours: Shared, cast: Cast) -> None:
    assert ours.see(cast.ash, "items/massage/").count("I've read this") == 1
    ours.read(cast.ash, "massage")
    page = ours.see(cast.ash, "items/massage/")
    assert (page.count("I've read this"), page.count("You have read this card.")) == (0, 1)


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        ("neck-pressure", "Read it whenever you like."),
        ("temporary-needles", "Trial can be stated once you have read this card."),
        ("massage", "Trial and Yes can be stated once you have read this card."),
    ],
)
def test_a_card_says_what_reading_it_opens(ours: Shared, cast: Cast, slug: str, words: str) -> None:
    assert f"{words} No and Talk first need nothing." in ours.see(cast.ash, f"items/{slug}/")


def test_what_bo_states_alone_is_never_on_ashs_page(ours: Shared, cast: Cast) -> None:
    before = ours.see(cast.ash, "items/massage/")
    ours.read(cast.bo, "massage")
    ours.state(cast.bo, "massage", "give", own_limit="a planted sentence")
    ours.state(cast.bo, "massage", "receive", level="1")
    assert ours.see(cast.ash, "items/massage/") == before


def test_one_tap_takes_back_every_side(ours: Shared, cast: Cast) -> None:
    ours.agree("massage")
    assert ours.press(cast.ash, "items/massage/tighten/") == "items/massage/?said=tightened"
    page = ours.see(cast.ash, "items/massage/")
    assert page.count("No. Not available, and nobody is told.") == 2
    assert "Agreed" not in ours.see(cast.bo)


def test_talk_first_only_lowers_one_side_at_once(ours: Shared, cast: Cast) -> None:
    ours.agree("massage")
    ours.press(cast.ash, "items/massage/tighten/", side="give", level="1")
    page = ours.see(cast.bo)
    assert page.count("Agreed Massage Ash receives Bo gives") == 1
    assert page.count("Talk first Massage Ash gives Bo receives") == 1


def test_tightening_never_raises(ours: Shared, cast: Cast) -> None:
    assert ours.press(cast.ash, "items/massage/tighten/", side="give", level="1") == "items/massage/?said=same"
    assert ours.press(cast.ash, "items/massage/tighten/", side="give", level="3") == "items/massage/?said=same"
    assert ours.see(cast.ash, "items/massage/").count("No. Not available, and nobody is told.") == 2


def test_tightening_drops_the_wish_that_rests_there(ours: Shared, cast: Cast) -> None:
    ours.read(cast.ash, "massage")
    ours.state(cast.ash, "massage", "give")
    assert ours.see(cast.ash, "items/massage/").count("A wish of yours rests here: Yes.") == 1
    ours.press(cast.ash, "items/massage/tighten/", side="give")
    assert "rests here" not in ours.see(cast.ash, "items/massage/")


def test_telling_a_limit_shows_it_to_both_and_keeping_it_to_oneself_hides_it(ours: Shared, cast: Cast) -> None:
    ours.agree("massage")
    assert ours.press(cast.ash, "items/massage/tell/", side="give") == "items/massage/?said=told"
    assert ours.see(cast.bo).count("Off-limits (told) Massage Ash gives Bo receives") == 1
    assert ours.press(cast.ash, "items/massage/keep/", side="give") == "items/massage/?said=untold"
    assert "Off-limits" not in ours.see(cast.bo)
    assert "Ash gives" not in ours.see(cast.bo)


def test_bo_cannot_stop_telling_what_ash_tells(ours: Shared, cast: Cast) -> None:
    ours.press(cast.ash, "items/massage/tell/", side="give")
    ours.press(cast.bo, "items/massage/keep/", side="give")
    assert ours.see(cast.ash).count("Off-limits (told) Massage") == 1
