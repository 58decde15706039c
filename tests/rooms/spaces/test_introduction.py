"""Being introduced: an edited, swapped or older introduction, another list, another key - nothing of it is taken."""

import os
from dataclasses import replace

import pytest

from ownaccord.accounts.keys import Keyring, decode, encode
from ownaccord.accounts.models import Person
from ownaccord.core import introduction as core
from ownaccord.core.introduction import Introduced
from ownaccord.core.ledger import Quarantine
from ownaccord.spaces import epochs, queries
from ownaccord.spaces.models import Grant, Introduction
from tests.databases import ON_SQLITE
from tests.rooms.spaces import circle
from tests.rooms.spaces.cast import Somebody
from tests.rooms.spaces.circle import Circle

pytestmark = ON_SQLITE


@pytest.fixture
def three(ash: Somebody, bo: Somebody, cam: Somebody) -> Circle:
    """Ash has begun; Bo and Cam have not yet taken the introduction."""
    made = circle.gathered((ash, bo, cam))
    circle.begin(made)
    return made


def _row(who: Somebody) -> Introduction:
    return Introduction.objects.get(to_id=who.id)


def _nothing_is_taken(three: Circle, who: Somebody, *, said: bool = True) -> None:
    pins = who.book().under(f"pin/{three.id}/")
    page = three.page(who)
    assert "Introduced by" not in page
    assert ("An introduction lies here that does not fit" in page) == said
    who.browser.post(three.url("introduced/"), {"about": "0" * 16})
    assert who.book().under(f"pin/{three.id}/") == pins
    assert not queries.settled(who.space(three.id), who.keys)
    with pytest.raises(Quarantine):
        queries.epoch_key(who.space(three.id), who.keys)


def _everybody(three: Circle) -> list[Introduced]:
    return [Introduced(who.id, who.name, who.keys.public) for who in three.people]


def _ash_says(three: Circle, to: Somebody, people: list[Introduced], epoch: int = 1) -> None:
    """Put in its place what Ash's own software would never write."""
    made = core.make(three.id, epoch, to.id, to.keys.public, people, three.maker.keys)
    Introduction.objects.filter(to_id=to.id).update(sealed=made.sealed, macs=encode(dict(made.macs)), epoch=epoch)


# --- with the database in hand ----------------------------------------------------------------------------------------


def test_an_edited_introduction_is_none(three: Circle, bo: Somebody) -> None:
    stored = bytes(_row(bo).sealed)
    Introduction.objects.filter(to_id=bo.id).update(sealed=stored[:-1] + bytes([stored[-1] ^ 1]))

    _nothing_is_taken(three, bo)


def test_an_edited_mark_of_the_introducer_is_none(three: Circle, bo: Somebody) -> None:
    macs = decode(bytes(_row(bo).macs))
    Introduction.objects.filter(to_id=bo.id).update(macs=encode({**macs, bo.id: os.urandom(32)}))

    _nothing_is_taken(three, bo)


@pytest.mark.parametrize("macs", [b"", b"\xff\x00rubbish", encode({}), encode({"x": 1})])
def test_rubbish_in_place_of_its_marks_is_none(three: Circle, bo: Somebody, macs: bytes) -> None:
    Introduction.objects.filter(to_id=bo.id).update(macs=macs)

    _nothing_is_taken(three, bo)


def test_swapped_introductions_are_none(three: Circle, bo: Somebody, cam: Somebody) -> None:
    his, hers = _row(bo), _row(cam)
    Introduction.objects.filter(pk=his.pk).update(sealed=hers.sealed, macs=hers.macs)
    Introduction.objects.filter(pk=hers.pk).update(sealed=his.sealed, macs=his.macs)

    _nothing_is_taken(three, bo)
    _nothing_is_taken(three, cam)


def test_an_introduction_of_another_space_is_none(three: Circle, ash: Somebody, bo: Somebody, cam: Somebody) -> None:
    other = circle.gathered((ash, bo, cam))
    circle.begin(other)
    moved = Introduction.objects.get(space_id=other.id, to_id=bo.id)
    Introduction.objects.filter(space_id=three.id, to_id=bo.id).update(sealed=moved.sealed, macs=moved.macs)

    _nothing_is_taken(three, bo)


@pytest.mark.parametrize("edit", [{"epoch": 2}, {"epoch": 7}])
def test_an_introduction_of_another_epoch_is_none(three: Circle, bo: Somebody, edit: dict[str, int]) -> None:
    Introduction.objects.filter(to_id=bo.id).update(**edit)

    _nothing_is_taken(three, bo)


def test_an_introduction_by_somebody_whom_the_reader_did_not_pin_is_none(
    three: Circle, bo: Somebody, cam: Somebody, noor: Somebody
) -> None:
    for stranger in (cam, noor):
        people = [*_everybody(three), Introduced(noor.id, "Noor", noor.keys.public)]
        made = core.make(three.id, 1, bo.id, bo.keys.public, people, stranger.keys)
        Introduction.objects.filter(to_id=bo.id).update(
            by_id=stranger.id, sealed=made.sealed, macs=encode(dict(made.macs))
        )
        _nothing_is_taken(three, bo)


def test_an_introducer_whose_own_keys_changed_introduces_nobody(three: Circle, ash: Somebody, bo: Somebody) -> None:
    Person.objects.filter(pk=ash.id).update(public_key=Keyring.make(ash.id, os.urandom).public)

    _nothing_is_taken(three, bo)


def test_a_deleted_introduction_leaves_its_reader_waiting(three: Circle, bo: Somebody) -> None:
    Introduction.objects.filter(to_id=bo.id).delete()

    _nothing_is_taken(three, bo, said=False)
    assert "You have joined." in three.page(bo)


def test_neither_names_nor_keys_lie_open_in_it(three: Circle) -> None:
    for row in Introduction.objects.values_list("sealed", "macs"):
        for who in three.people:
            line = encode([who.id, who.name, who.keys.public])[1:]
            for private in (line, who.keys.public, line.split(who.keys.public)[0][-10:]):
                assert private not in bytes(row[0])
    assert len({len(bytes(row.sealed)) for row in Introduction.objects.all()}) == 1


# --- from an introducer whose software was changed --------------------------------------------------------------------


def test_one_more_person_than_the_list_that_was_seen_is_refused(three: Circle, bo: Somebody, noor: Somebody) -> None:
    _ash_says(three, bo, [*_everybody(three), Introduced(noor.id, "Noor", noor.keys.public)])

    _nothing_is_taken(three, bo)


def test_one_person_less_than_the_list_that_was_seen_is_refused(three: Circle, bo: Somebody) -> None:
    _ash_says(three, bo, _everybody(three)[:2])

    _nothing_is_taken(three, bo)


@pytest.mark.parametrize("names", [("Ash", "Bo", "Kim"), ("Ash", "Cam", "Bo"), ("Cam", "Bo", "Ash"), ("Ash", "Bo", "")])
def test_other_names_than_the_list_that_was_seen_are_refused(
    three: Circle, bo: Somebody, names: tuple[str, str, str]
) -> None:
    people = [replace(each, name=name) for each, name in zip(_everybody(three), names, strict=True)]
    _ash_says(three, bo, people)

    _nothing_is_taken(three, bo)


def test_ones_own_key_or_the_introducers_swapped_is_refused(three: Circle, bo: Somebody) -> None:
    for place in (0, 1):
        people = _everybody(three)
        people[place] = replace(people[place], public=Keyring.make("0" * 32, os.urandom).public)
        _ash_says(three, bo, people)
        _nothing_is_taken(three, bo)


def test_an_older_epoch_than_the_reader_takes_says_nothing(three: Circle, bo: Somebody) -> None:
    _ash_says(three, bo, _everybody(three), epoch=0)

    _nothing_is_taken(three, bo, said=False)


def test_different_keys_for_different_members_permit_nothing(three: Circle, bo: Somebody, cam: Somebody) -> None:
    """Ash tells Cam another key for Bo: Cam's software takes it on Ash's word, and then no grant names these."""
    lie = _everybody(three)
    lie[1] = replace(lie[1], public=Keyring.make("0" * 32, os.urandom).public)
    _ash_says(three, cam, lie)
    circle.go_on(three, cam)
    circle.go_on(three, bo)

    assert cam.space(three.id).estranged
    for honest in (True, False):
        if not honest:
            Person.objects.filter(pk=bo.id).update(public_key=lie[1].public)
        with pytest.raises(Quarantine):
            queries.epoch_key(cam.space(three.id), cam.keys)
    assert "nothing in this space is permitted to anybody" in three.page(cam)


def test_a_grant_for_another_list_of_members_permits_nothing(
    three: Circle, ash: Somebody, bo: Somebody, cam: Somebody, noor: Somebody
) -> None:
    for who in (bo, cam):
        circle.go_on(three, who)
    members = {who.id: who.keys.public for who in three.people}
    assert queries.epoch_key(bo.space(three.id), bo.keys)
    for wrong in ({**members, noor.id: noor.keys.public}, {w: k for w, k in members.items() if w != cam.id}):
        Grant.objects.all().delete()
        Grant.objects.bulk_create(epochs.grants(three.id, 1, wrong, ash.keys))
        with pytest.raises(Quarantine):
            queries.epoch_key(bo.space(three.id), bo.keys)


def test_a_press_on_a_page_with_another_introduction_takes_none(three: Circle, ash: Somebody, bo: Somebody) -> None:
    shown = bo.browser.get(three.url()).content.decode().split('name="about" value="')[1][:16]
    ash.browser.post(three.url("introduce/"))

    answer = bo.browser.post(three.url("introduced/"), {"about": shown})

    assert answer.status_code == 200
    assert not bo.space(three.id).begun


def test_the_macs_of_an_introduction_are_for_its_reader_alone(three: Circle, ash: Somebody, bo: Somebody) -> None:
    assert set(decode(bytes(_row(bo).macs))) == {ash.id, bo.id}
