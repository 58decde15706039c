"""The rhythm of a space and a recheck-in, page by page: what is stated counts at once, what is written stays apart."""

import pytest

from ownaccord.accounts import stops
from ownaccord.care import due, rechecking, rechecks
from ownaccord.consent.models import LedgerRow
from ownaccord.spaces import showing, together
from ownaccord.spaces.models import Grant, Said
from tests.databases import ON_SQLITE
from tests.hands import held
from tests.people import Cast, Somebody
from tests.rooms.consent.shared import Shared, words_of

DAY = 24


def chooses(ours: Shared, who: Somebody, cadence: str = "week", form: str = "short", every: str = "") -> None:
    assert ours.press(who, "rhythm/mine/", cadence=cadence, form=form, every=every) == "rhythm/?said=chosen"


@pytest.mark.django_db
def test_what_all_chose_alike_is_the_rhythm_and_otherwise_the_choices_stand_side_by_side(
    ours: Shared, cast: Cast
) -> None:
    chooses(ours, cast.ash)
    page = ours.see(cast.bo, "rhythm/")
    assert "Ash Ten minutes a week: five minutes, the items only" in page
    assert "Bo Shows none" in page and "All of you chose the same" not in page

    chooses(ours, cast.bo, "own", "full", "21")
    page = ours.see(cast.ash, "rhythm/")
    assert "Bo Every 21 days: everything, one question a page" in page and "All of you chose the same" not in page

    chooses(ours, cast.bo)
    assert "All of you chose the same: Ten minutes a week: five minutes" in ours.see(cast.ash, "rhythm/")
    assert ours.press(cast.bo, "rhythm/take-back/") == "rhythm/?said=chosen-back"
    assert "Bo Shows none" in ours.see(cast.ash, "rhythm/")
    assert LedgerRow.objects.count() == 0


@ON_SQLITE
def test_a_date_is_due_for_whoever_chose_it_and_shows_nowhere_else(ours: Shared, cast: Cast) -> None:
    chooses(ours, cast.ash)
    before = ours.see(cast.bo, "rhythm/")
    held.turn(hours=8 * DAY)
    cast.ash.unlock()
    cast.bo.unlock()
    assert "Due since" in ours.see(cast.ash, "rhythm/")
    assert ours.see(cast.bo, "rhythm/") == before

    assert ours.press(cast.ash, "again/next/", on="") == "rhythm/?said=ended"
    assert "Due since" not in ours.see(cast.ash, "rhythm/")
    assert ours.see(cast.bo, "rhythm/") == before


@ON_SQLITE
def test_each_answer_to_an_item_counts_at_once_and_stopping_keeps_it(ours: Shared, cast: Cast) -> None:
    for item in ("holding", "massage", "eye-contact"):
        ours.agree(item, review_days="14")
    ash, bo = cast.ash, cast.bo
    held.turn(hours=3 * DAY)
    ash.unlock()
    bo.unlock()
    assert ours.press(ash, "again/", form="short") == "again/items/"
    answered = []
    while "Nothing more is due" not in (page := ash.browser.get(ours.url("again/items/")).content.decode()):
        what = page.split('name="what" value="')[1].split('"')[0]
        answer = {"holding": "keep", "massage": "talk", "eye-contact": "end"}[what.split("/")[0]]
        answered.append((what.split("/")[0], ours.press(ash, "again/answer/", what=what, answer=answer)))
        assert len(answered) < 9

    said = {"keep": "renewed", "talk": "talk", "end": "tightened"}
    assert {item for item, _ in answered} == {"holding", "massage", "eye-contact"}
    assert {to for _, to in answered} == {f"again/items/?said={each}" for each in said.values()}
    map_of_bo = ours.see(bo)
    assert "Massage" in map_of_bo.split("Talk first")[1]
    assert "Eye contact" not in map_of_bo.split("No longer available")[-1].split("Agreed")[-1]


@ON_SQLITE
def test_what_is_passed_by_stays_until_its_day_and_lapses_then(ours: Shared, cast: Cast) -> None:
    ours.agree("holding", review_days="14")
    ash = cast.ash
    held.turn(hours=3 * DAY)
    ash.unlock()
    ours.press(ash, "again/", form="short")
    assert ours.press(ash, "again/answer/", what="holding/together", answer="later") == "again/items/?said=passed"
    assert "Nothing more is due" in ours.see(ash, "again/items/")
    assert "Holding" in ours.see(ash, "rhythm/").split("due for another look")[1]
    held.turn(hours=12 * DAY)
    ash.unlock()
    assert "Nothing of yours is due" in ours.see(ash, "rhythm/")
    assert "Nothing is on the map" in ours.see(ash) or "Agreed" not in ours.see(ash).split("Consent map")[1][:400]


@ON_SQLITE
def test_what_is_written_on_the_pages_stays_in_the_own_vault_until_its_author_chooses(ours: Shared, cast: Cast) -> None:
    ash, bo = cast.ash, cast.bo
    chooses(ours, ash)
    chooses(ours, bo)
    before = together.look(_space(ours, bo), bo.keys)
    ours.press(ash, "again/", form="full")
    assert ours.press(ash, "again/opening/", said="Quiet,\nand well.") == "again/items/"
    assert ours.press(ash, "again/change/", said="One evening each.") == "together/"
    page = ash.browser.get(ours.url("together/")).content.decode()
    assert page.count('name="parts"') == 2 and "checked" not in page.split("<main")[1]

    assert ours.press(ash, "together/", parts=["change"], more="") == "together/?said=put"
    assert together.look(_space(ours, ash), ash.keys).text == "One thing to change? One evening each."
    assert together.look(_space(ours, bo), bo.keys) == before
    assert "Not everyone yet." in ours.see(ash, "together/")
    assert ours.press(ash, "again/next/", on="2026-12-24") in ("rhythm/?said=ended",)
    assert rechecks.walk(ash.book(), ours.id) is None


@ON_SQLITE
def test_forms_that_say_nothing_or_too_much_are_shown_again(ours: Shared, cast: Cast) -> None:
    ash = cast.ash
    chooses(ours, ash)
    for rest, fields in (
        ("rhythm/mine/", {"cadence": "own", "form": "full", "every": ""}), ("rhythm/date/", {"on": "2001-01-01"}),
        ("again/next/", {"on": "soon"}), ("again/opening/", {"said": "x" * 401}),
        ("again/opening/", {"said": "a\x01b"}),
    ):  # fmt: skip
        answer = ash.browser.post(ours.url(rest), fields)
        assert answer.status_code == 422, rest
        assert "This needs another look" in words_of(answer)
    assert ash.browser.get(ours.url("again/nothing/")).status_code == 404
    assert ours.press(ash, "together/", more="Something.") == "together/?said=not-now"
    chooses(ours, cast.bo)
    for more in ("", "x" * 3001):
        assert "This needs another look" in words_of(ash.browser.post(ours.url("together/"), {"more": more}))


@ON_SQLITE
def test_another_persons_silence_changes_nothing_that_a_page_says(ours: Shared, cast: Cast) -> None:
    ash, bo = cast.ash, cast.bo
    chooses(ours, ash)
    chooses(ours, bo)
    pages = ("rhythm/", "again/", "together/", "map/")
    silent = [ours.see(bo, each) for each in pages]
    ours.press(ash, "again/", form="full")
    ours.press(ash, "again/thanks/", said="The letter.")
    ours.press(ash, "together/", parts=["thanks"], more="")
    ours.press(ash, "again/next/", on="")
    bo.unlock()
    assert [ours.see(bo, each) for each in pages] == silent


def _space(ours: Shared, who: Somebody) -> together.OpenSpace:
    from ownaccord.spaces import access

    return access.space_for(who.keys.person, ours.id, who.keys)


@ON_SQLITE
def test_a_rhythm_that_somebodys_software_made_up_is_shown_as_none(ours: Shared, cast: Cast) -> None:
    showing.show(
        space=_space(ours, cast.bo), keys=cast.bo.keys, about=together.RHYTHM, lines=(("cadence", "every <hour>"),)
    )
    assert "Bo Shows none" in ours.see(cast.ash, "rhythm/")


@ON_SQLITE
def test_an_answer_that_lowers_waits_for_no_passphrase_and_one_that_keeps_does(ours: Shared, cast: Cast) -> None:
    ours.agree("holding", review_days="14")
    ash = cast.ash
    held.turn(hours=3 * DAY)
    ash.unlock()
    person = ash.keys.person
    ash.lock()
    sent = {
        answer: ash.browser.post(ours.url("again/answer/"), {"what": "holding/together", "answer": answer})
        for answer in ("keep", "later", "talk", "end")
    }
    assert {answer: each.headers["Location"] for answer, each in sent.items()} == {
        "keep": "/unlock/?held=yes", "later": "/unlock/?held=yes", "talk": "/unlock/?held=paused",
        "end": "/unlock/?held=paused",
    }  # fmt: skip
    assert stops.paused(person, ours.id)


@ON_SQLITE
def test_a_changed_card_is_due_and_is_kept_only_by_reading_it(
    ours: Shared, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours.agree("holding", review_days="90")
    assert "Nothing of yours is due" in ours.see(cast.ash, "rhythm/")
    monkeypatch.setattr(due, "stale", lambda found, entry: True)
    page = cast.ash.browser.get(ours.url("again/items/")).content.decode()
    assert "Its card changed" in page and 'value="keep"' not in page and 'value="end"' in page
    answer = ours.press(cast.ash, "again/answer/", what="holding/together", answer="keep")
    assert answer == "again/items/?said=passed"


@ON_SQLITE
def test_after_every_scene_one_is_due_once_its_end_was_seen_at_an_unlock(ours: Shared, cast: Cast) -> None:
    chooses(ours, cast.ash, "scene", "full")
    assert "No date is set." in ours.see(cast.ash, "rhythm/")
    rechecking.note_scene(space=ours.id, keys=cast.ash.keys, ended_at=held.now)
    assert "Due since" in ours.see(cast.ash, "rhythm/")
    assert ours.press(cast.ash, "again/next/", on="") == "rhythm/?said=ended"
    assert "No date is set." in ours.see(cast.ash, "rhythm/")


@ON_SQLITE
def test_dates_and_pages_of_a_space_that_is_over_are_forgotten(ours: Shared, cast: Cast) -> None:
    chooses(ours, cast.ash)
    ours.press(cast.ash, "again/", form="full")
    assert {f"rhythm/{ours.id}", f"recheck/{ours.id}"} <= set(cast.ash.book().under("r"))
    assert cast.bo.browser.post(ours.url("leave/")).status_code == 303
    cast.ash.unlock()
    assert not set(cast.ash.book().under("r")) & {f"rhythm/{ours.id}", f"recheck/{ours.id}"}


@ON_SQLITE
def test_what_was_read_together_is_taken_along(ours: Shared, cast: Cast) -> None:
    for who in (cast.ash, cast.bo):
        chooses(ours, who)
    for who in (cast.ash, cast.bo):
        assert ours.press(who, "together/", more=f"From {who.name}.") == "together/?said=put"
    for who in (cast.ash, cast.bo) * 3:
        ours.press(who, "together/look/")
    things = cast.ash.browser.post("/me/take/", {"kind": "json"}).content.decode()
    assert "Bo: From Bo." in things and "Ash: From Ash." in things


@ON_SQLITE
def test_while_the_space_starts_anew_pages_stay_calm_and_a_text_can_be_taken_back(ours: Shared, cast: Cast) -> None:
    ash = cast.ash
    for who in (ash, cast.bo):
        chooses(ours, who)
    assert ours.press(ash, "together/", more="For both.") == "together/?said=put"
    Grant.objects.update(sealed=bytes(100))

    for rest in ("rhythm/", "rhythm/mine/", "rhythm/date/", "again/", "again/items/", "again/next/", "together/"):
        assert ash.browser.get(ours.url(rest)).status_code == 200, rest
    assert ours.press(ash, "rhythm/mine/", cadence="month", form="full", every="") == "rhythm/?said=not-now"
    assert ours.press(ash, "together/look/") == "together/?said=looked"
    assert ours.press(ash, "together/take-back/") == "together/?said=put-back"
    assert ours.press(ash, "rhythm/take-back/") == "rhythm/?said=chosen-back"
    assert ours.press(ash, "again/answer/", what="holding/together", answer="end") == "again/items/?said=tightened"
    assert Said.objects.filter(author_id=ash.keys.person).count() == 0


@ON_SQLITE
@pytest.mark.parametrize("answer, said", [("end", "tightened"), ("talk", "talk")])
def test_a_no_is_taken_from_a_page_that_is_older_than_the_yes(ours: Shared, cast: Cast, answer: str, said: str) -> None:
    ours.agree("holding", review_days="14")
    held.turn(hours=3 * DAY)
    cast.ash.unlock()
    ours.press(cast.ash, "again/", form="short")
    what = "holding/together"
    assert ours.press(cast.ash, "again/answer/", what=what, answer="keep") == "again/items/?said=renewed"
    assert ours.press(cast.ash, "again/answer/", what=what, answer=answer) == f"again/items/?said={said}"
    cast.bo.unlock()
    assert "No longer available" in ours.see(cast.bo)
    for wrong in ("holding", "holding/lead", "nothing/together", ""):
        sent = {"what": wrong, "answer": answer}
        assert cast.ash.browser.post(ours.url("again/answer/"), sent).status_code == 404


@ON_SQLITE
def test_a_no_while_the_space_starts_anew_pauses_it(ours: Shared, cast: Cast) -> None:
    ours.agree("holding", review_days="14")
    held.turn(hours=3 * DAY)
    cast.ash.unlock()
    LedgerRow.objects.update(state=b"?")
    ours.press(cast.ash, "again/answer/", what="holding/together", answer="end")
    assert stops.scopes(cast.ash.id) == {ours.id}


@ON_SQLITE
def test_an_answer_that_waited_locked_comes_back_with_its_words(ours: Shared, cast: Cast) -> None:
    ours.agree("holding", review_days="14")
    for answer, words in (("keep", "Keep it"), ("end", "Not any more")):
        cast.ash.lock()
        cast.ash.browser.post(ours.url("again/answer/"), {"what": "holding/together", "answer": answer})
        cast.ash.unlock()
        assert words_of(cast.ash.browser.get("/held/")).count(f"Holding each other: {words}") == 1
