"""Two people and one browser: nobody presses for somebody else, and nobody is left the other's words."""

from base64 import urlsafe_b64encode
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from ownaccord.core.bells import Reaffirmed
from ownaccord.core.carrying import Bare, Copy, Outline
from ownaccord.lib.hall import ring
from ownaccord.lib.streams.pokes import Poke
from ownaccord.scenes import passes, revisions
from ownaccord.scenes import running as running_scene
from ownaccord.scenes.models import Pass, Revision, Scene, Step
from ownaccord.spaces import access
from ownaccord.spaces import actions as spaces
from tests.databases import ON_SQLITE
from tests.hands import held
from tests.people import Somebody
from tests.rooms.consent.shared import Shared
from tests.rooms.scenes.stage import MASSAGE, here, sees, signal, started

pytestmark = [pytest.mark.django_db, ON_SQLITE]


@pytest.fixture(autouse=True)
def running(ours: Shared) -> None:
    """A scene of Ash and Bo that runs; Ash has told a limit, and has words at hand."""
    ours.agree(MASSAGE)
    assert ours.cast.ash.browser.post("/me/pocket/new/", {"words": "Slower."}).status_code == 303
    ours.press(ours.cast.ash, "items/neck-pressure/tell/", side="give")
    started(ours, at_hand=True)


def carried(who: Somebody) -> list[bytes]:
    return list(passes.secrets_in({"oa_pass": who.browser.cookies["oa_pass"].value}, secure=False))


def given(to: Somebody, *people: Somebody) -> None:
    """This browser carries what those of these people carry."""
    every = b"".join(secret for who in people for secret in carried(who)[:1])
    to.browser.cookies["oa_pass"] = urlsafe_b64encode(every).decode().rstrip("=")


def test_a_browser_that_becomes_somebodys_device_is_nobody_elses_in_this_scene(ours: Shared) -> None:
    ash, bo = ours.cast.ash, ours.cast.bo
    given(bo, bo, ash)
    assert ours.press(bo, "plan/carry/") == "/now/"
    signal(bo.browser, "green")
    found = {each.name: each.signal for each in sees(bo.browser).persons}
    assert found == {"Ash": "", "Bo": "green"}
    assert not Pass.objects.filter(person_id=ash.id, scene__drill=False).exists()


def test_who_signs_out_leaves_the_signals_and_no_words(ours: Shared) -> None:
    ash = ours.cast.ash
    assert not sees(ash.browser).bare
    ash.sign_out()
    seen = sees(ash.browser)
    assert (seen.bare, seen.lines, seen.limits, seen.pocket) == (True, (), (), ())
    assert {each.name for each in seen.persons} == {""}
    assert signal(ash.browser, "red") == 204


def test_who_is_signed_in_where_another_persons_pass_lies_sees_none_of_their_limits_and_words(ours: Shared) -> None:
    ash, bo, noor = ours.cast.ash, ours.cast.bo, ours.cast.noor
    assert sees(ash.browser).limits != () and sees(ash.browser).pocket == ("Slower.",)
    given(bo, ash)
    seen = sees(bo.browser)
    assert (seen.limits, seen.pocket, seen.lines != ()) == ((), (), True)
    given(noor, ash)
    assert (sees(noor.browser).bare, sees(noor.browser).lines) == (True, ())
    assert signal(noor.browser, "red") == 204
    assert sees(noor.browser).after_url == ""


def test_a_rehearsal_of_another_space_hides_no_scene_that_runs_in_the_same_browser(ours: Shared, hers: Shared) -> None:
    ash, plan, mark = ours.cast.ash, here(ours, ours.cast.ash).plan, bytes(16)
    assert plan is not None
    drill = Scene.objects.create(space_id=hers.id, mark=mark, drill=True, day=1)
    bare = Bare(bytes(32), Outline(hers.id, mark, plan.carrying, 0, 0, 0), 0)
    new = passes.give(scene=drill, person=ash.id, bare=bare, copy=Copy(plan, (), (), (), ()), now=held.now)
    ash.browser.cookies["oa_pass"] = urlsafe_b64encode(b"".join([new, *carried(ash)])).decode().rstrip("=")
    seen = sees(ash.browser)
    assert (seen.drill, seen.phase) == (False, "running")
    assert signal(ash.browser, "red") == 204
    assert sees(ours.cast.bo.browser).phase == "red"


def test_many_browsers_of_one_person_are_a_few(ours: Shared) -> None:
    ash = ours.cast.ash
    for _each in range(10):
        assert ours.press(ash, "plan/carry/") == "/now/"
    assert Pass.objects.filter(person_id=ash.id, scene__drill=False).count() == passes.MOST_BROWSERS
    assert sees(ash.browser).phase == "running"


def test_endless_presses_of_one_cannot_make_the_stop_of_another_slow_or_lost(
    ours: Shared, monkeypatch: pytest.MonkeyPatch
) -> None:
    ash, bo = ours.cast.ash, ours.cast.bo
    monkeypatch.setattr(running_scene, "MOST_STEPS", 6)
    for word in ("green", "yellow", "green", "green", "answer", "green", "green", "not-this", "not-this"):
        assert signal(bo.browser, word, about=0) == 204
    assert Step.objects.filter(scene__drill=False).count() == 7
    for word in ("yellow", "yellow", "green"):
        assert signal(bo.browser, word) == signal(ash.browser, word) == 204
    assert {each.signal for each in sees(ash.browser).persons} == {"yellow"}
    assert Step.objects.filter(scene__drill=False).count() == 9
    assert signal(ash.browser, "red") == 204
    assert sees(bo.browser).phase == "red"


def test_starting_anew_ends_what_runs_for_nothing_is_in_force_any_more(
    ours: Shared, django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]]
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        ring(Reaffirmed(space=ours.id, epoch=2))
    assert sees(ours.cast.bo.browser).phase == "paused"


def test_a_new_epoch_ends_what_runs_before_anybody_has_started_anew_in_it(
    ours: Shared, django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]]
) -> None:
    ash, bo = ours.cast.ash, ours.cast.bo
    with django_capture_on_commit_callbacks(execute=True):
        spaces.new_epoch(space=access.space_for(ash.id, ours.id, ash.keys), keys=ash.keys)
    bo.lock()
    assert sees(bo.browser).phase == "paused"


def test_two_first_changes_of_a_space_are_two_numbers(ours: Shared, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[Poke] = []
    monkeypatch.setattr(revisions.live, "tell", told.append)
    Revision.objects.all().delete()

    def other_was_faster(**_fields: object) -> tuple[Revision, bool]:
        return Revision.objects.create(space_id=ours.id, number=1), False

    monkeypatch.setattr(Revision.objects, "get_or_create", other_was_faster)
    revisions.newer(ours.id)
    assert [each.revision for each in told] == [2]
