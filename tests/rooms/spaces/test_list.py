"""The list of a space for three to eight: the one that was seen is the one that begins, and what is no list is none."""

import pytest
from django.db import connection

from ownaccord.spaces.models import Invitation, Seat, Space
from tests.databases import ON_SQLITE
from tests.rooms.spaces import cast, circle
from tests.rooms.spaces.cast import Somebody
from tests.rooms.spaces.circle import Circle, one_key

pytestmark = ON_SQLITE


@pytest.fixture
def people(ash: Somebody, bo: Somebody, cam: Somebody) -> tuple[Somebody, ...]:
    return ash, bo, cam


@pytest.fixture
def three(people: tuple[Somebody, ...]) -> Circle:
    """A space of Ash, Bo and Cam that everybody has joined; Ash made it."""
    return circle.gathered(people)


def _rename(who: Somebody, space: Circle, *names: str) -> None:
    assert who.browser.post(space.url("list/"), circle.fields(names)).status_code == 303


def test_a_changed_list_has_to_be_seen_again_before_anything_begins(three: Circle, noor: Somebody) -> None:
    ash, bo, cam = three.people
    _rename(ash, three, "Ash", "Bo", "Cam", "Noor")
    circle.join(three, 3, noor)
    assert "Bo Has joined, and looks at the new list first" in three.page(ash)
    circle.begin(three)
    assert Space.objects.get().epoch == 0

    for who in (bo, cam):
        page = who.browser.get(three.url()).content.decode()
        assert "The list has changed since you joined." in page and "Noor" in page
        mark = page.split('name="about" value="')[1][:16]
        assert who.browser.post(three.url("list/seen/"), {"about": mark}).status_code == 303
        assert "The list has changed" not in three.page(who)

    circle.begin(three)
    assert Space.objects.get().epoch == 1
    for who in (bo, cam, noor):
        circle.go_on(three, who)
    one_key((ash, bo, cam, noor), three.id)


@pytest.mark.parametrize("names", [("Ash", "Bo", "Kim"), ("Ashley", "Bo", "Cam"), ("Ash", "Cam", "Bo")])
def test_another_name_is_another_list(three: Circle, names: tuple[str, ...]) -> None:
    _rename(three.maker, three, *names)

    circle.begin(three)

    assert Space.objects.get().epoch == 0
    assert "The list has changed since you joined." in three.page(three.people[1])


def test_a_press_on_a_page_with_an_older_list_agrees_to_nothing(three: Circle) -> None:
    ash, bo, _cam = three.people
    _rename(ash, three, "Ash", "Bo", "Kim")
    old = bo.browser.get(three.url()).content.decode().split('name="about" value="')[1][:16]
    _rename(ash, three, "Ash", "Bo", "Sasha")

    bo.browser.post(three.url("list/seen/"), {"about": old})

    assert "Bo Has joined, and looks at the new list first" in three.page(ash)
    assert "The list has changed since you joined." in three.page(bo)


def test_nobody_joins_by_a_list_that_they_did_not_see(people: tuple[Somebody, ...]) -> None:
    space = circle.make(people)
    cast.open_words(people[1].browser, circle.invite(space, 1))
    said = {"label": "Ours", "about": cast.mark_on(people[1].browser)}
    _rename(people[0], space, "Ash", "Bo", "Kim")

    answer = people[1].browser.post("/join/enter/", said)

    assert answer.status_code == 422
    assert "The list has changed in the meantime" in answer.content.decode()
    assert list(Seat.objects.values_list("person_id", flat=True)) == [people[0].id]


def test_a_seat_that_is_off_the_list_is_free_and_its_words_open_nothing(three: Circle, noor: Somebody) -> None:
    ash, bo, _cam = three.people
    _rename(ash, three, "Ash", "", "Cam", "Noor")

    assert bo.browser.get(three.url()).status_code == 404
    assert "Ash You Cam Has joined, and looks at the new list first Noor Not joined yet" in three.page(ash)


def test_after_the_beginning_nobody_can_be_added_or_renamed(people: tuple[Somebody, ...]) -> None:
    begun = circle.begun(people)

    for who in people:
        assert who.browser.get(begun.url("list/")).status_code == 404
        answer = who.browser.post(begun.url("list/"), circle.fields(("Ash", "Bo", "Cam", "Noor")))
        assert answer.status_code == 404
        for seat in range(9):
            assert who.browser.post(begun.url(f"seats/{seat}/")).status_code == 404
        assert who.browser.post(begun.url("invitation/")).status_code == 404
    assert Invitation.objects.count() == 0
    assert Seat.objects.count() == 3


def test_no_name_of_a_list_is_in_the_database_in_plain(ash: Somebody, bo: Somebody) -> None:
    names = ("Ash-of-the-list", "Bo-of-the-list", "Cam-of-the-list")
    answer = ash.browser.post("/s/new/more/", {"label": "Ours", "once": ONCE, **circle.fields(names)})
    made = Circle(answer.headers["Location"].split("/")[2], (ash, bo))
    circle.join(made, 1)
    assert "Cam-of-the-list" in made.page(bo)

    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        stored = b""
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')
            stored += repr([[bytes(c) if isinstance(c, memoryview) else c for c in r] for r in cursor]).encode()
    assert b"of-the-list" not in stored
    assert ash.id.encode() in stored


# --- bad input --------------------------------------------------------------------------------------------------------

ONCE = "0123456789abcdef" * 2
NINE = {f"name_{number}": f"N{number}" for number in range(1, 9)}


@pytest.mark.parametrize(
    "names",
    [
        {}, {"name_1": "Bo"}, {"name_1": "Bo", "name_2": "   "}, NINE, {"name_1": "Bo", "name_2": "bo"},
        {"name_1": "Bo", "name_2": "Ash"}, {"name_1": "Bo", "name_2": "B\x00"}, {"name_1": "Bo", "name_2": "\u202eB"},
        {"name_1": "Bo", "name_2": "x" * 41}, {"name_1": "Bo", "name_2": "Cam", "own_name": ""},
    ],
    ids=["nobody", "two", "blanks", "nine", "twice", "the own name", "control", "turned", "long", "no own name"],
)  # fmt: skip
def test_a_list_that_is_no_list_is_said_kindly_and_makes_nothing(ash: Somebody, names: dict[str, str]) -> None:
    said = {"label": "Ours", "own_name": "Ash", "once": ONCE, **names}

    answer = ash.browser.post("/s/new/more/", said)

    assert answer.status_code == 422
    assert "This needs another look" in answer.content.decode()
    assert Space.objects.count() == 0


def test_a_second_press_makes_no_second_space(ash: Somebody) -> None:
    said = {"label": "Ours", "once": ONCE, **circle.fields(("Ash", "Bo", "Cam"))}

    first, second = (ash.browser.post("/s/new/more/", said).headers["Location"] for _ in range(2))

    assert first == second
    assert Space.objects.count() == 1


def test_eight_is_the_most_and_names_of_every_script_are_kept(ash: Somebody) -> None:
    names = ("Ash 🙂", "أشرف", "Åsa-Märta O'Neil", "<script>alert(1)</script>", "E", "F", "G", "H")
    answer = ash.browser.post("/s/new/more/", {"label": "Ours", "once": ONCE, **circle.fields(names)})

    space = answer.headers["Location"].split("/")[2]
    assert [name for _number, name in ash.space(space).listed] == list(names)
    assert "<script>alert" not in ash.browser.get(answer.headers["Location"]).content.decode()
