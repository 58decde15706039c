"""No way around sleeping on it: not by the clock, by another's record, by a new start, or by a setting nobody reads."""

import pytest

from tests.people import Somebody, words_on
from tests.walls.scene import Scene, about

pytestmark = pytest.mark.django_db

OTHER = "eye-contact"
WISH = f"{OTHER}/together"
EARLY, STILL = "wishes/?said=early", "wishes/?said=still"


def wished(scene: Scene, who: Somebody) -> None:
    """A wish on an item of which nothing was stated yet."""
    scene.ours.read(who, OTHER)
    assert scene.ours.state(who, OTHER, "together") == f"items/{OTHER}/?said=wished"


def test_half_a_day_is_slept_on_and_not_an_hour_less(scene: Scene) -> None:
    wished(scene, scene.ash)
    scene.clock.turn(hours=11)
    scene.ash.unlock()
    assert scene.ours.still_so(scene.ash, WISH) == EARLY
    scene.clock.turn(hours=1)
    scene.ash.unlock()

    assert scene.ours.still_so(scene.ash, WISH) == STILL


def test_a_record_from_tomorrow_shortens_nobodys_wait(scene: Scene) -> None:
    """Bo's software wrote with a clock that is almost a day ahead, which is still taken: Ash's wish sleeps on."""
    scene.clock.turn(hours=23)
    scene.bo.unlock()
    scene.ours.press(scene.bo, "wait/", hours="13")
    scene.clock.turn(hours=-23)
    for who in (scene.ash, scene.bo):
        who.unlock()
    wished(scene, scene.ash)
    scene.clock.turn(seconds=60)

    assert scene.ours.still_so(scene.ash, WISH) == EARLY


def test_a_record_from_tomorrow_shortens_no_wish_for_a_shorter_wait(scene: Scene) -> None:
    scene.clock.turn(hours=23)
    scene.bo.unlock()
    scene.ours.press(scene.bo, "wait/", hours="13")
    scene.clock.turn(hours=-23)
    for who in (scene.ash, scene.bo):
        who.unlock()
    scene.ours.press(scene.ash, "wait/", hours="0")

    assert scene.ours.press(scene.ash, "wait/still-so/") == "wait/?said=early"


def test_ones_own_longer_wait_is_kept(scene: Scene) -> None:
    settings = {"icon": "leaf", "sign": "0", "wait": "48"}
    assert scene.ash.browser.post("/me/settings/", settings).status_code == 303
    wished(scene, scene.ash)
    scene.clock.turn(hours=47)
    scene.ash.unlock()
    assert scene.ours.still_so(scene.ash, WISH) == EARLY
    scene.clock.turn(hours=1)
    scene.ash.unlock()

    assert scene.ours.still_so(scene.ash, WISH) == STILL


def test_a_clock_set_back_after_the_wish_only_makes_it_longer(scene: Scene) -> None:
    wished(scene, scene.ash)
    scene.clock.turn(hours=-20)
    scene.ash.sign_in_again()
    scene.clock.turn(hours=13)
    scene.ash.unlock()

    assert scene.ours.still_so(scene.ash, WISH) == EARLY


def test_a_raised_wish_begins_its_sleep_anew(scene: Scene) -> None:
    wished(scene, scene.ash)
    scene.clock.turn(hours=11)
    scene.ash.unlock()
    assert scene.ours.state(scene.ash, OTHER, "together", contexts=["at_home", "away", "remote"])
    scene.clock.turn(hours=2)
    scene.ash.unlock()

    assert scene.ours.still_so(scene.ash, WISH) == EARLY


def test_whoever_has_answered_a_new_invitation_can_still_leave(scene: Scene) -> None:
    """Between answering and the other's beginning anew the space had no way out."""
    answer = scene.bo.browser.post(scene.ours.url("invitation/"))
    assert answer.status_code == 303
    words = words_on(scene.bo.browser.get(scene.ours.url("invitation/")).content.decode())
    scene.ash.browser.post("/join/", {"words": words})
    joined = {"own_name": "Ash", "label": "Ours", "about": about(scene.ash)}
    assert scene.ash.browser.post("/join/enter/", joined).headers["Location"] == scene.ours.url("")
    assert b"Leave this space" in scene.ash.browser.get(scene.ours.url("")).content
    assert scene.ash.browser.post(scene.ours.url("put-away/")).headers["Location"] == "/"

    assert scene.bo.browser.get(scene.ours.url("map/")).status_code == 404
