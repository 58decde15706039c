"""Excerpts about a scene, with their rows: a round for each in it, nobody reads first, nobody learns who wrote."""

from collections.abc import Iterator

import pytest

from ownaccord.accounts import vaults
from ownaccord.core import excerpt
from ownaccord.spaces import access, actions, excerpts, queries, showing, together
from ownaccord.spaces.access import OpenSpace
from ownaccord.spaces.excerpts import Kept, NotNow, State
from ownaccord.spaces.models import Grant, Said, Together
from tests.databases import ON_SQLITE
from tests.people import Cast, Somebody
from tests.rooms.consent.shared import Shared
from tests.rooms.spaces import circle

pytestmark = [pytest.mark.django_db, ON_SQLITE]

NOW, DAY = 1_800_000_000, 86_400
SCENE = "5c" * 16
HERS, HIS, THEIRS = "Next time slower.", "I was not sure about the end.", "I liked the quiet."


@pytest.fixture(params=[2, 3], ids=["two", "three"])
def here(request: pytest.FixtureRequest, ours: Shared, cast: Cast) -> Iterator[Shared]:
    """Two or three people after a scene that each of their vaults knows of."""
    people = (cast.ash, cast.bo, cast.cam)[: request.param]
    found = ours
    if len(people) == 3:
        found = Shared(circle.begun(people).id, cast, people)  # type: ignore[arg-type]
    for who in people:
        noted(found, who)
    yield Shared(found.id, cast, people)


def of(ours: Shared, who: Somebody) -> OpenSpace:
    return access.space_for(who.keys.person, ours.id, who.keys)


def noted(ours: Shared, *people: Somebody, scene: str = SCENE, at: int = NOW) -> None:
    for who in people:
        excerpts.note(space=of(ours, who), keys=who.keys, scene=scene, at=at, now=at)


def writes(ours: Shared, who: Somebody, text: str, now: int = NOW) -> None:
    excerpts.keep(space=of(ours, who), keys=who.keys, scene=SCENE, text=text, now=now)
    excerpts.put_down(space=of(ours, who), keys=who.keys, scene=SCENE, seen=text, now=now)


def looks(ours: Shared, *people: Somebody, now: int = NOW) -> None:
    for who in people:
        excerpts.at_unlock(of(ours, who), who.keys, now)


def kept(ours: Shared, who: Somebody) -> Kept:
    found = excerpts.one(who.book(), ours.id, SCENE)
    assert found is not None
    return found


def everybody_wrote(here: Shared) -> dict[str, str]:
    said = list(zip(here.people, (HERS, HIS, THEIRS), strict=False))
    for who, text in said:
        writes(here, who, text)
    return {who.id: text for who, text in said}


def test_everybody_reads_everybody_once_all_have_put_something_down(here: Shared) -> None:
    said = everybody_wrote(here)
    looks(here, *here.people * 5)

    assert [kept(here, who).texts for who in here.people] == [said] * len(here.people)
    assert {kept(here, who).state for who in here.people} == {State.READ}


def test_while_one_has_not_or_has_nothing_to_share_nothing_opens_and_no_other_vault_tells_which(here: Shared) -> None:
    *others, silent = here.people
    looks(here, *here.people * 2)
    for who, text in zip(others, (HERS, HIS), strict=False):
        writes(here, who, text)
    looks(here, *here.people * 4)
    before = [(each.state, each.text, each.texts, each.offered) for each in (kept(here, who) for who in others)]
    sizes = sorted(len(bytes(row.body)) for row in Said.objects.all())
    excerpts.have_nothing(space=of(here, silent), keys=silent.keys, scene=SCENE, now=NOW)
    looks(here, *here.people * 4)

    after = [(each.state, each.text, each.texts, each.offered) for each in (kept(here, who) for who in others)]
    assert after == before == [(State.WAITING, text, {}, True) for text in (HERS, HIS)[: len(others)]]
    assert sorted(len(bytes(row.body)) for row in Said.objects.all()) == sizes
    assert set(Said.objects.values_list("text", flat=True)) == {b""}


def test_whoever_had_nothing_to_share_reads_nothing_and_can_change_their_mind(here: Shared) -> None:
    *others, last = here.people
    excerpts.have_nothing(space=of(here, last), keys=last.keys, scene=SCENE, now=NOW)
    for who, text in zip(others, (HERS, HIS), strict=False):
        writes(here, who, text)
    looks(here, *here.people * 4)
    assert (kept(here, last).state, kept(here, last).texts) == (State.NOTHING, {})

    writes(here, last, THEIRS)
    looks(here, *here.people * 5)
    assert kept(here, others[0]).texts[last.id] == THEIRS


def test_what_is_taken_back_before_is_not_opened_and_stays_with_its_author(here: Shared) -> None:
    looks(here, *here.people * 2)
    everybody_wrote(here)
    ash = here.people[0]
    excerpts.take_back(space=of(here, ash), keys=ash.keys, scene=SCENE, now=NOW)
    looks(here, *here.people * 5)

    assert (kept(here, ash).state, kept(here, ash).text) == (State.OPEN, HERS)
    assert {kept(here, who).state for who in here.people[1:]} == {State.WAITING}
    assert set(Said.objects.values_list("text", flat=True)) == {b""}


def test_once_everybody_knows_that_all_have_nothing_says_that_it_was_taken_back(here: Shared) -> None:
    everybody_wrote(here)
    ash = here.people[0]
    for _ in range(6):
        before = kept(here, ash)
        try:
            excerpts.take_back(space=of(here, ash), keys=ash.keys, scene=SCENE, now=NOW)
        except NotNow:
            break
        assert kept(here, ash).state is State.OPEN
        writes(here, ash, HERS)
        looks(here, *here.people)
    looks(here, *here.people * 3)
    assert (before.state in (State.WAITING, State.OPENING, State.READ), kept(here, ash).state) == (True, State.READ)


@pytest.mark.parametrize("verb", ["back", "nothing", "other"])
def test_what_is_taken_back_after_the_own_share_is_never_opened(here: Shared, verb: str) -> None:
    looks(here, *here.people * 2)
    everybody_wrote(here)
    ash, *others = here.people
    looks(here, ash)
    assert (mine := kept(here, ash).mine) is not None
    assert (str(mine.stand), mine.text) == ("shared", HERS)
    where = {"space": of(here, ash), "keys": ash.keys, "scene": SCENE, "now": NOW}
    step = excerpts.have_nothing if verb == "nothing" else excerpts.take_back
    step(**where)
    if verb == "other":
        writes(here, ash, "Something else.")
    looks(here, *(*others, ash) * 5)

    assert kept(here, ash).state is State.BROKEN
    assert kept(here, ash).text == {"back": HERS, "nothing": "", "other": "Something else."}[verb]
    assert {each for who in others for each in kept(here, who).texts} == set()
    assert bytes(Said.objects.get(author_id=ash.id).text) == b""


def test_only_what_was_looked_at_is_put_down_and_what_lies_there_is_not_written_over(ours: Shared, cast: Cast) -> None:
    noted(ours, cast.ash, cast.bo)
    where = {"space": of(ours, cast.ash), "keys": cast.ash.keys, "scene": SCENE, "now": NOW}
    for seen in ("", HIS):
        with pytest.raises(NotNow):
            excerpts.put_down(**where, seen=seen)
    excerpts.keep(**where, text=HERS)
    with pytest.raises(NotNow):
        excerpts.put_down(**where, seen=HIS)
    assert kept(ours, cast.ash).state is State.OPEN
    excerpts.put_down(**where, seen=HERS)
    with pytest.raises(NotNow):
        excerpts.keep(**where, text=HIS)
    assert kept(ours, cast.ash).text == HERS


def test_after_everybody_has_nothing_is_taken_back_or_changed(ours: Shared, cast: Cast) -> None:
    noted(ours, cast.ash, cast.bo)
    writes(ours, cast.ash, HERS)
    writes(ours, cast.bo, HIS)
    looks(ours, *(cast.ash, cast.bo) * 4)
    where = {"space": of(ours, cast.ash), "keys": cast.ash.keys, "scene": SCENE, "now": NOW}
    for step in (excerpts.take_back, excerpts.have_nothing):
        with pytest.raises(NotNow):
            step(**where)
    assert kept(ours, cast.ash).texts[cast.bo.id] == HIS


def test_rows_change_at_the_same_looks_with_a_text_and_without_one(ours: Shared, cast: Cast) -> None:
    for scene in (SCENE, "7e" * 16):
        noted(ours, cast.ash, cast.bo, scene=scene)
    writes(ours, cast.ash, HERS)
    excerpts.look_again(space=of(ours, cast.ash), keys=cast.ash.keys, scene="7e" * 16, now=NOW)
    seen: list[list[object]] = [[], []]
    for who in (cast.ash, cast.bo, cast.bo, cast.ash, cast.ash, cast.bo, cast.ash, cast.ash):
        before = bodies(cast.ash)
        looks(ours, who)
        for world, was, now in zip(seen, before, bodies(cast.ash), strict=True):
            world.append((was == now, len(now)))
    assert seen[0] == seen[1]
    assert {changed for changed, _size in seen[0]} == {True, False}  # type: ignore[misc]


def bodies(who: Somebody) -> list[bytes]:
    return [bytes(row.body) for row in Said.objects.filter(author_id=who.id).order_by("together")]


def test_lost_rows_are_written_again_and_edited_ones_open_nothing(ours: Shared, cast: Cast) -> None:
    noted(ours, cast.ash, cast.bo)
    writes(ours, cast.ash, HERS)
    Together.objects.all().delete()
    writes(ours, cast.bo, HIS)
    row = Said.objects.get(author_id=cast.bo.id)
    Said.objects.filter(pk=row.pk).update(body=bytes([*bytes(row.body)[:-1], bytes(row.body)[-1] ^ 1]))
    looks(ours, cast.ash, cast.ash)
    assert kept(ours, cast.ash).state is State.WAITING
    looks(ours, *(cast.bo, cast.ash) * 5)
    assert kept(ours, cast.bo).texts == {cast.ash.id: HERS, cast.bo.id: HIS}


def test_a_round_about_a_scene_is_none_of_a_recheck_in_and_the_other_way_round(ours: Shared, cast: Cast) -> None:
    noted(ours, cast.ash, cast.bo)
    writes(ours, cast.ash, HERS)
    both = (cast.ash, cast.bo)
    for who in both:
        showing.show(space=of(ours, who), keys=who.keys, about=together.RHYTHM, lines=(("cadence", "week"),))
    for who in both * 2:
        together.look_again(space=of(ours, who), keys=who.keys, now=NOW)
    assert sorted(len(bytes(row.mark)) for row in Together.objects.all()) == [16, 24]
    together.leave_it(space=of(ours, cast.bo), keys=cast.bo.keys)
    assert [len(bytes(row.mark)) for row in Together.objects.all()] == [24]

    writes(ours, cast.bo, HIS)
    looks(ours, *both * 4)
    assert kept(ours, cast.ash).texts[cast.bo.id] == HIS
    assert together.look(of(ours, cast.ash), cast.ash.keys).read == {}


def test_two_scenes_are_two_rounds(ours: Shared, cast: Cast) -> None:
    for scene, at in ((SCENE, NOW), ("7e" * 16, NOW + 60)):
        noted(ours, cast.ash, cast.bo, scene=scene, at=at)
    writes(ours, cast.ash, HERS)
    writes(ours, cast.bo, HIS)
    looks(ours, *(cast.ash, cast.bo) * 4)

    found = excerpts.every(cast.ash.book(), ours.id)
    assert [(each.scene, each.state) for each in found] == [("7e" * 16, State.OPEN), (SCENE, State.READ)]
    assert excerpts.before(cast.ash.book(), ours.id, NOW + 59, NOW) == found[1]
    assert excerpts.before(cast.ash.book(), ours.id, NOW - 1, NOW) is None


def test_after_a_new_start_only_its_author_puts_a_text_down_again(ours: Shared, cast: Cast) -> None:
    noted(ours, cast.ash, cast.bo)
    writes(ours, cast.ash, HERS)
    before = bytes(Together.objects.get().mark)
    actions.new_epoch(space=of(ours, cast.bo), keys=cast.bo.keys)
    looks(ours, cast.ash, cast.bo, cast.ash)

    assert (kept(ours, cast.ash).state, kept(ours, cast.ash).text) == (State.OPEN, HERS)
    mark = excerpt.mark_of(queries.epoch_key(of(ours, cast.ash), cast.ash.keys), ours.id, SCENE)
    assert [bytes(row.mark) for row in Together.objects.all()] == [mark] != [before]


def test_while_the_space_cannot_be_read_it_is_taken_back_and_nothing_is_put_down(ours: Shared, cast: Cast) -> None:
    noted(ours, cast.ash, cast.bo)
    writes(ours, cast.ash, HERS)
    grants = list(Grant.objects.filter(space_id=ours.id))
    Grant.objects.all().delete()
    where = {"space": of(ours, cast.ash), "keys": cast.ash.keys, "scene": SCENE, "now": NOW}
    excerpts.take_back(**where)
    assert (kept(ours, cast.ash).state, kept(ours, cast.ash).text) == (State.OPEN, HERS)
    assert set(Said.objects.values_list("author_id", flat=True)) == {cast.bo.id}
    with pytest.raises(NotNow):
        excerpts.put_down(**where, seen=HERS)
    assert kept(ours, cast.ash).state is State.OPEN
    Grant.objects.bulk_create(grants)
    writes(ours, cast.bo, HIS)
    looks(ours, *(cast.ash, cast.bo) * 4)
    assert kept(ours, cast.bo).state is State.WAITING


def test_what_cannot_be_read_in_the_vault_is_given_up_and_the_text_stays(ours: Shared, cast: Cast) -> None:
    noted(ours, cast.ash, cast.bo)
    writes(ours, cast.ash, HERS)
    name = f"excerpt/{ours.id}/{SCENE}"
    for odd, found in (
        ([NOW, b"", ["nothing"], HERS, True, False], Kept(SCENE, NOW, text=HERS)),
        ([NOW, "", None, HERS, True], None), ("x", None),
    ):  # fmt: skip
        vaults.change(cast.ash.id, cast.ash.keys, lambda book, odd=odd: book.put(name, odd))  # type: ignore[misc]
        assert excerpts.one(cast.ash.book(), ours.id, SCENE) == found
    looks(ours, cast.ash)


def test_whoever_leaves_takes_nothing_of_it_along(ours: Shared, cast: Cast) -> None:
    noted(ours, cast.ash, cast.bo)
    ours.press(cast.bo, "leave/")
    assert Together.objects.count() == 0
    for who in (cast.ash, cast.bo):
        who.browser.post(ours.url("put-away/"))
        assert list(who.book().under("excerpt/")) == []
