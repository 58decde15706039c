"""Whoever answered an invitation to exchange keys once more, and waits: every No is theirs to say all the while."""

import os

import pytest

from ownaccord.core.ledger import Quarantine
from ownaccord.spaces import access, actions, queries
from ownaccord.spaces.models import Invitation
from tests.databases import ON_SQLITE
from tests.people import Somebody, words_on
from tests.rooms.consent.conftest import ours
from tests.rooms.consent.shared import Shared
from tests.rooms.scenes.conftest import cast, clock, quick_stretching
from tests.rooms.scenes.stage import MASSAGE, here, rehearse, say_yes, tabled

__all__ = ["cast", "clock", "ours", "quick_stretching"]
pytestmark = [pytest.mark.django_db, ON_SQLITE]


PAGES = (
    "map/", "items/", f"items/{MASSAGE}/", f"steps/{MASSAGE}/give/", "wishes/", "leave/", "plan/", "talk/", "deck/",
    "rhythm/", "shown/", "together/", "ways/", "line/", "beside/", "history/", "wait/", "again/",
)  # fmt: skip


def answered(ours: Shared) -> None:
    """Bo, whose keys are as they were, asks for an exchange of keys; Ash answers, and Bo never begins."""
    ash, bo = ours.cast.ash, ours.cast.bo
    bo.browser.post(ours.url("invitation/"))
    words = words_on(bo.browser.get(ours.url("invitation/")).content.decode())
    ash.browser.post("/join/", {"words": words})
    page = ash.browser.get("/join/").content.decode()
    about = page.split('name="about" value="')[1].split('"')[0]
    joined = ash.browser.post("/join/enter/", {"own_name": "Ash", "label": "Evenings", "about": about})
    assert joined.headers["Location"] == ours.url("")


def planted(ours: Shared) -> None:
    """Whoever hosts writes an answer of Ash into the database."""
    Invitation.objects.create(
        lookup=os.urandom(32), space_id=ours.id, kind="renew", epoch=1, inviter_id=ours.cast.bo.id,
        inviter_public=ours.cast.bo.keys.public, inviter_mac=b"", info_sealed=b"", invitee_id=ours.cast.ash.id,
        expires_hour=10**6,
    )  # fmt: skip


def allowed(ours: Shared, who: Somebody) -> set[str]:
    return {each.item for each in here(ours, who).look.arrangements}


@pytest.fixture(params=[answered, planted])
def waits(request: pytest.FixtureRequest, ours: Shared) -> Shared:
    ours.agree(MASSAGE)
    request.param(ours)
    assert allowed(ours, ours.cast.bo) == {MASSAGE}
    return ours


def test_nothing_is_in_force_for_who_waits_and_the_page_says_what_the_others_may_still_say(waits: Shared) -> None:
    ash = waits.cast.ash
    found = waits.see(ash, "")
    assert "Waiting until Bo begins." in found
    assert "pages what you said before may still stand: a No, or a pause, stops it" in found
    assert "Pause this space" in found
    for page in PAGES:
        assert ash.browser.get(waits.url(page)).status_code == 200, page
    assert "Everyone starts anew as soon as the other person begins." in waits.see(ash, "reaffirm/")
    assert allowed(waits, ash) == set()


def test_a_no_stops_it_for_everybody(waits: Shared) -> None:
    ash, bo = waits.cast.ash, waits.cast.bo
    assert waits.press(ash, f"items/{MASSAGE}/tighten/", level="0").startswith(f"items/{MASSAGE}/?said=")
    assert allowed(waits, bo) == set()


def test_not_today_is_said_to_a_plan_on_the_table(ours: Shared) -> None:
    ours.agree(MASSAGE)
    ash, bo = ours.cast.ash, ours.cast.bo
    tabled(ours, bo)
    rehearse(ours, ash, bo)
    for who in (ash, bo):
        assert say_yes(ours, who) == "plan/?said=yes"
    answered(ours)
    assert ours.press(ash, "plan/not-today/") == "plan/?said=not-today"
    assert here(ours, bo).plan is None


def test_who_waits_can_leave(waits: Shared) -> None:
    waits.press(waits.cast.ash, "leave/")
    assert access.has_ended(waits.id)


def test_an_answer_can_be_taken_back_and_brings_nothing_back(ours: Shared) -> None:
    ours.agree(MASSAGE)
    answered(ours)
    ash, bo = ours.cast.ash, ours.cast.bo
    with pytest.raises(actions.Estranged):
        actions.new_epoch(space=access.space_for(ash.id, ours.id, ash.keys), keys=ash.keys)
    assert ours.press(ash, "invitation/back/") == ""
    with pytest.raises(Quarantine):
        queries.epoch_key(access.space_for(ash.id, ours.id, ash.keys), ash.keys)
    assert allowed(ours, ash) == set()
    ours.press(ash, "reaffirm/")
    assert allowed(ours, ash) == allowed(ours, bo) == set()
