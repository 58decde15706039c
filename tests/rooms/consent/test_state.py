"""The form about one side: nothing is chosen in it, it keeps what was typed, and it says what stating does."""

import pytest

from tests.people import Cast
from tests.rooms.consent.shared import YES, Shared, words_of

FORM = "items/massage/give/"


def sent(ours: Shared, cast: Cast, **fields: object) -> tuple[int, str]:
    """Send the form; the status, and the words of the page."""
    answer = cast.ash.browser.post(ours.url("items/massage/positions/"), {"side": "give", **fields})
    return answer.status_code, words_of(answer)


def test_nothing_is_chosen_but_the_review_date(ours: Shared, cast: Cast) -> None:
    page = cast.ash.browser.get(ours.url(FORM)).content.decode()
    assert " checked" not in page
    assert page.count(" selected") == 2
    assert '<option value="90" selected>' in page and '<option value="" selected>' in page


def test_it_says_that_the_others_software_holds_it_and_what_stating_does(ours: Shared, cast: Cast) -> None:
    page = ours.see(cast.ash, FORM)
    for words in (
        "the others\u2019 software holds it, even where a page does not show it.",
        "Whatever is tighter counts at once.",
        "After 12 hours you can say “Still so”; until then nothing changes.",
    ):
        assert page.count(words) == 1, words


def test_the_four_levels_stand_in_one_order_with_equal_weight(ours: Shared, cast: Cast) -> None:
    page = cast.ash.browser.get(ours.url(FORM)).content.decode()
    levels = page.split('<div class="choices levels">')[1].split("</fieldset>")[0]
    assert levels.count('<label class="choice"') == 4
    assert [levels.index(f'value="{n}"') for n in range(4)] == sorted(levels.index(f'value="{n}"') for n in range(4))


def test_talk_first_is_written_at_once(ours: Shared, cast: Cast) -> None:
    assert ours.state(cast.ash, "massage", "give", level="1") == "items/massage/?said=written"
    assert ours.see(cast.ash, FORM).count("Now: Talk first.") == 1


def test_a_yes_needs_the_card_read_and_keeps_what_was_typed(ours: Shared, cast: Cast) -> None:
    status, page = sent(ours, cast, **YES, own_limit="never on a Sunday")
    assert status == 422
    assert page.count("Nothing changed. Trial and Yes need the card read first, as it is today.") == 2
    answer = cast.ash.browser.post(ours.url("items/massage/positions/"), {"side": "give", **YES, "own_limit": "never"})
    assert answer.content.decode().count('value="never"') == 1


def test_a_yes_becomes_a_wish_and_nothing_changes_for_bo(ours: Shared, cast: Cast) -> None:
    before = ours.see(cast.bo)
    ours.read(cast.ash, "massage")
    assert ours.state(cast.ash, "massage", "give") == "items/massage/?said=wished"
    assert ours.see(cast.bo) == before


def test_stating_the_same_twice_keeps_one_wish(ours: Shared, cast: Cast) -> None:
    ours.read(cast.ash, "massage")
    for _each in range(2):
        ours.state(cast.ash, "massage", "give")
    assert ours.see(cast.ash, "wishes/").count("I give: Yes") == 1


def test_a_narrower_yes_counts_at_once(ours: Shared, cast: Cast) -> None:
    ours.agree("massage")
    said = ours.state(cast.bo, "massage", "give", contexts=["at_home"], areas_out=["feet"])
    assert said == "items/massage/?said=written"
    assert ours.see(cast.ash).count("Where: at home Out: feet") == 1


def test_a_yes_in_other_places_tightens_at_once_and_the_rest_is_a_wish(ours: Shared, cast: Cast) -> None:
    ours.agree("massage")
    assert ours.state(cast.bo, "massage", "give", contexts=["at_home", "remote"]) == "items/massage/?said=both"
    assert ours.see(cast.ash).count("Where: at home Look") == 1


def test_what_was_ruled_out_before_stays_ruled_out_when_it_is_said_again(ours: Shared, cast: Cast) -> None:
    ours.agree("massage", areas_out=["feet"], own_limit="no hurry", conditions=["sober"], minutes="20", intensity="2")
    page = cast.ash.browser.get(ours.url(FORM)).content.decode()
    assert page.count(" checked") == 2
    assert page.count('value="no hurry"') == 1 and page.count('value="20"') == 1
    assert '<option value="2" selected>' in page
    levels = page.split('<div class="choices levels">')[1].split("</fieldset>")[0]
    assert " checked" not in levels


def test_an_item_that_can_only_be_tried_offers_a_trial_and_no_more(ours: Shared, cast: Cast) -> None:
    page = cast.ash.browser.get(ours.url("items/temporary-needles/give/")).content.decode()
    levels = page.split('<div class="choices levels">')[1].split("</fieldset>")[0]
    assert levels.count('<label class="choice"') == 3
    answer = cast.ash.browser.post(ours.url("items/temporary-needles/positions/"), {"side": "give", **YES})
    assert answer.status_code == 422


def test_an_item_with_a_ceiling_offers_nothing_above_it(ours: Shared, cast: Cast) -> None:
    page = cast.ash.browser.get(ours.url("items/neck-pressure/give/")).content.decode()
    levels = page.split('<div class="choices levels">')[1].split("</fieldset>")[0]
    assert levels.count('<label class="choice"') == 2
    answer = cast.ash.browser.post(ours.url("items/neck-pressure/positions/"), {"side": "give", **YES})
    assert answer.status_code == 422


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"level": ""},
        {"level": "4"},
        {"level": "yes"},
        {"level": "3"},
        {**YES, "contexts": ["the moon"]},
        {**YES, "minutes": "-1"},
        {**YES, "minutes": "1e9"},
        {**YES, "intensity": "6"},
        {**YES, "review_days": "99999"},
        {**YES, "own_limit": "x" * 100_000},
        {**YES, "own_limit": "a\x00b"},
        {**YES, "own_limit": "\u202eevil"},
        {**YES, "areas_out": ["wallet"]},
    ],
    ids=str,
)
def test_what_cannot_be_read_changes_nothing_and_says_so(ours: Shared, cast: Cast, fields: dict[str, object]) -> None:
    ours.read(cast.ash, "massage")
    status, page = sent(ours, cast, **fields)
    assert (status, page.count("This needs another look Nothing has changed.")) == (422, 1)
    assert ours.see(cast.ash, "wishes/").count("No wish rests here") == 1


@pytest.mark.parametrize("words", ["גבול שלי", "حدودي", "限界", "👩‍👧 no", "Zurückhaltung ﬁ"])
def test_a_limit_in_any_script_is_kept_as_it_was_typed(ours: Shared, cast: Cast, words: str) -> None:
    ours.agree("massage", own_limit=words)
    assert ours.see(cast.bo).count(f"Never: {words}") in (1, 2)


def test_what_no_adult_can_be_offered_is_refused_as_a_condition_and_kept_as_a_limit(ours: Shared, cast: Cast) -> None:
    ours.read(cast.ash, "massage")
    status, page = sent(ours, cast, **YES, own_condition="while I play a child")
    assert status == 422
    assert page.count("keep it as a limit: write it in the line below.") == 2
    assert ours.state(cast.ash, "massage", "give", own_limit="while I play a child") == "items/massage/?said=wished"
