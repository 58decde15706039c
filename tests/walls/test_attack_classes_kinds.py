"""Attack classes on columns in plain that say a kind, a state, a number or a time: exchanged for every other value, the
pages stay calm and nobody is shown or permitted anything that they were not before.

A column that is new fails until it stands in the cases (`sights.py`) or in `OTHERWISE`, with what it can do and why.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import BooleanField, CharField, Model

from ownaccord.accounts.models import Host, KeyWrap, OneTimeLink, Pause, Person, SignIn, Throttle
from ownaccord.care.models import Mailbox, Reminder
from ownaccord.consent.models import LedgerRow, ServedCard
from ownaccord.scenes.models import Revision, Scene
from ownaccord.spaces.models import Grant, Seat, Space
from tests.databases import ON_SQLITE
from tests.people import PASSPHRASE, new_browser
from tests.walls.attacks import at, newest
from tests.walls.exchanging import plain_columns
from tests.walls.full import WORDS, Full
from tests.walls.scene import agreed_on, undone
from tests.walls.sights import CASES, Case, look, pages_of

# What a number or a word in a row means does not depend on who keeps it.
pytestmark = [pytest.mark.django_db, ON_SQLITE]

# Rows of which more is asked than one page: the map, one's own page, the plan, and a look anew.
PLAIN = (
    Case(Person, lambda here: {"it": here.ash.row, "Bo's": here.bo.row}, pages_of("/me/", "map/")),
    Case(
        KeyWrap, lambda here: {"it": KeyWrap.objects.get(pk=here.ash.sign_in.wrap_id)},
        lambda here: [("/exit/", {}), ("/unlock/", {"secret": PASSPHRASE}), ("/me/devices/", None)],
    ),
    Case(SignIn, lambda here: {"it": here.ash.sign_in, "Bo's": here.bo.sign_in}, pages_of("/me/", "map/", "/now/")),
    Case(Pause, lambda here: {"it": Pause.objects.create(person_id=here.ash.id, scope=here.beside)}, pages_of("map/")),
    Case(Space, lambda here: {"it": Space.objects.get(pk=here.space)}, pages_of("", "map/", "/")),
    Case(Seat, lambda here: {"it": Seat.objects.get(space=here.space, person=here.ash.id)}, pages_of("", "map/")),
    Case(Grant, lambda here: {"it": Grant.objects.get(space=here.space, to=here.ash.id)}, pages_of("", "map/")),
    Case(LedgerRow, lambda here: {"it": newest(here, "bo"), "Ash's": newest(here, "ash")}, pages_of("", "map/")),
    Case(Revision, lambda here: {"it": Revision.objects.get(pk=here.space)}, pages_of("/now/", "map/")),
    Case(ServedCard, lambda here: {"it": ServedCard.objects.get(pk="holding")}, pages_of("map/", "items/holding/")),
    Case(Mailbox, lambda here: {"it": Mailbox.objects.get(pk=here.ash.id)}, pages_of("/me/dates/")),
    Case(Reminder, lambda here: {"it": Reminder.objects.get(person=here.ash.id)}, pages_of("/me/dates/")),
)  # fmt: skip
# What is tried below by itself, or cannot be tried by looking: why.
OTHERWISE = {
    "Host.name": "whoever has the database says who runs this computer; threats.md says that one has to trust them",
    "Host.sign_up_open": "whoever runs this computer may open it: a test below",
    "Throttle.failures": "counts tries and opens nothing: a test below",
    "Throttle.not_before": "counts tries and opens nothing: a test below",
}


def named(model: type[Model], name: str) -> str:
    return f"{model.__name__}.{name}"


def test_every_column_in_plain_has_its_case() -> None:
    found = {named(model, field.name) for model, field in plain_columns(apps.get_models())}
    tried = {named(model, field.name) for each in (*CASES, *PLAIN) for model, field in plain_columns([each.model])}

    assert found == tried | OTHERWISE.keys()
    assert tried & OTHERWISE.keys() == set()


def others(field: Any, old: Any, rows: dict[str, Model]) -> Iterator[Any]:
    """Every other kind; the other state; nothing, one less and more, far off, and what the other rows have."""
    if field.choices:
        yield from (value for value, _ in field.choices if value != old)
        return
    if isinstance(field, BooleanField):
        yield not old
        return
    values = {getattr(each, field.name) for each in rows.values()}
    if isinstance(field, CharField):
        values |= {"", "green", "pause", "f" * 32} if field.max_length in (8, 32) else {"", "zz"}
        values = {value[: field.max_length] for value in values}
    else:
        number = old or 0
        values |= {0, 1, 2, 255, number + 1, max(0, number - 1), number + 10**4, 2**31 - 1}
        values |= {None} if field.null else set()
    yield from sorted((value for value in values if value != old), key=repr)


def put(row: Model, name: str, value: Any) -> bool:
    """Whether the database takes it."""
    try:
        with transaction.atomic():
            at(row).update(**{name: value})
    except IntegrityError:
        return False
    return True


def every() -> list[Any]:
    return [
        pytest.param(case, field, id=f"{number} {case.name}.{field.name}")
        for number, case in enumerate((*CASES, *PLAIN)) for _, field in plain_columns([case.model])
        if case in PLAIN or case.model is not Person
    ]  # fmt: skip


@pytest.mark.parametrize(("case", "field"), every())
def test_another_value_shows_nobody_anything_and_permits_nothing(here: Full, case: Case, field: Any) -> None:
    people = [who for who, _ in here.readers()]
    with undone(*people):
        rows = case.rows(here)
        old = getattr(rows["it"], field.name)
        before = look(here, case)
    for value in others(field, old, rows):
        with undone(*people):
            if put(case.rows(here)["it"], field.name, value):
                assert look(here, case).more_than(before, *case.own) == set(), value


def test_a_rehearsal_that_is_called_a_scene_is_none(here: Full) -> None:
    """It permits nothing, no record says that it began, and what rehearses goes on as a rehearsal or not at all."""
    cam, drill = here.cast.cam, Scene.objects.get(space=here.beside)
    at(drill).update(drill=False)

    assert cam.browser.get("/now/").context["now"].drill
    assert cam.browser.get(here.hers.url("plan/")).headers.get("Location") != "/now/"
    assert cam.browser.post(here.hers.url("plan/start/")).headers["Location"].startswith(here.hers.url("plan/"))
    assert agreed_on(cam, here.beside) == agreed_on(here.ash, here.beside)


def test_a_scene_that_is_called_a_rehearsal_is_stopped_all_the_same(here: Full) -> None:
    Scene.objects.filter(space=here.space).update(drill=True)
    before = here.ash.browser.get("/now/").context["now"]
    assert here.ash.browser.post(here.ours.url("pause/")).status_code == 303

    assert before.phase == "running"
    after = here.ash.browser.get("/now/")
    assert after.status_code == 404 or after.context["now"].phase != "running"
    assert agreed_on(here.bo, here.space) == set()


@pytest.mark.parametrize("kind", OneTimeLink.Kind.values)
@pytest.mark.parametrize("code", range(4))
def test_a_code_that_is_called_something_else_lets_nobody_in(here: Full, kind: str, code: int) -> None:
    """For a device of Ash, of Bo, for an account, to begin anew: as something else it does nothing in any place."""
    own = ("device", "device", "account", "reset")[code]
    OneTimeLink.objects.exclude(kind=kind).update(kind=kind)
    words = {"words": here.codes[code], "passphrase": PASSPHRASE, "again": PASSPHRASE, "browser": "own", "name": "Noor"}
    for place in ("/new-device/", "/one-time/", "/reset/"):
        with undone():
            browser = new_browser()
            answer = browser.post(place, words)
            if kind != own:
                assert answer.status_code == 422, place
                assert browser.get("/me/").status_code == 303


@pytest.mark.parametrize("shared", [True, False])
def test_an_edited_shared_mode_shows_and_permits_nothing_more(here: Full, shared: bool) -> None:
    """Whoever has the database can make a sign-in last longer, never one that opens more: locked it shows nothing."""
    at(here.ash.sign_in).update(shared=shared)
    answer = here.ash.browser.get(here.ours.url("map/"))
    assert answer.status_code == 303 or agreed_on(here.ash, here.space) == {"holding"}
    here.ash.lock()

    for page in ("/", "/me/", here.ours.url("map/")):
        assert WORDS.findall(here.ash.browser.get(page, follow=True).content.decode()) == []


def test_sign_up_that_is_said_to_be_open_lets_a_stranger_make_an_account_and_see_nothing(here: Full) -> None:
    Host.objects.update(sign_up_open=True)
    drew = new_browser()
    said = {"adult": "on", "name": "Drew", "browser": "own", "passphrase": PASSPHRASE, "again": PASSPHRASE}
    assert drew.post("/sign-up/", said).status_code == 303

    for page in ("/", "/me/", here.ours.url("map/")):
        assert WORDS.findall(drew.get(page, follow=True).content.decode()) == []
    assert drew.get(here.ours.url("map/"), follow=True).status_code == 404


@pytest.mark.parametrize("change", [{"key": b"0" * 32}, {"failures": 0}, {"not_before": 0}, {"not_before": 2**40}])
def test_counts_of_tries_open_nothing(here: Full, change: dict[str, Any]) -> None:
    at(Throttle.objects.order_by("pk")[0]).update(**change)

    answer = new_browser().post("/sign-in/", {"name": "Ash", "secret": PASSPHRASE})
    assert answer.status_code in (422, 429)
    assert agreed_on(here.ash, here.space) == {"holding"}
