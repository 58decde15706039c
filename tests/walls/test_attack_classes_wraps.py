"""Attack classes on what opens an account: planted, swapped, cut and cheapened wraps."""

import os
from collections.abc import Callable
from typing import Any

import pytest

from ownaccord.accounts import wraps
from ownaccord.accounts.models import KeyWrap, Pause
from tests.people import PASSPHRASE, Somebody, Stretching
from tests.rooms.consent.shared import words_of
from tests.walls.attacks import at
from tests.walls.planter import Planter
from tests.walls.scene import Scene, agreed_on

pytestmark = pytest.mark.django_db

NO_FIT = "Name, words or device do not fit."
DAMAGED = "what is stored for this account cannot be read"
FRESH = "copper meadow seven bridges gently"
Change = Callable[[Scene, KeyWrap], dict[str, Any]]


def wrap_of(who: Somebody, kind: str = "device") -> KeyWrap:
    return KeyWrap.objects.get(person_id=who.id, kind=kind)


def tries(who: Somebody, secret: str = PASSPHRASE) -> tuple[int, bool]:
    """The unlock page's answer to these words, and whether it says what it says to every wrong word."""
    answer = who.browser.post("/unlock/", {"secret": secret})
    return answer.status_code, NO_FIT in words_of(answer)


def nothing_opened(who: Somebody) -> None:
    """Locked: no page of one's own, and a pause works."""
    assert who.browser.get("/me/").headers["Location"] == "/unlock/?next=%2Fme%2F"
    assert who.browser.post("/pause/").status_code == 303
    assert Pause.objects.filter(person_id=who.id, scope="").exists()


WRAPS: dict[str, Change] = {
    "one byte shorter": lambda s, w: {"wrapped": bytes(w.wrapped)[:-1]},
    "one byte longer": lambda s, w: {"wrapped": bytes(w.wrapped) + b"\0"},
    "without its commitment": lambda s, w: {"wrapped": bytes(w.wrapped)[32:]},
    "its commitment alone": lambda s, w: {"wrapped": bytes(w.wrapped)[:32]},
    "an older format": lambda s, w: {"wrapped": bytes(w.wrapped)[:32] + b"\0" + bytes(w.wrapped)[33:]},
    "a newer format": lambda s, w: {"wrapped": bytes(w.wrapped)[:32] + b"\x02" + bytes(w.wrapped)[33:]},
    "Bo's": lambda s, w: {"wrapped": wrap_of(s.bo).wrapped},
    "Bo's with its salt": lambda s, w: {"wrapped": wrap_of(s.bo).wrapped, "salt": wrap_of(s.bo).salt},
    "the one of the recovery code": lambda s, w: {"wrapped": wrap_of(s.ash, "recovery").wrapped},
    "the sealed share of the device": lambda s, w: {"wrapped": w.device_sealed},
    "her sealed identity": lambda s, w: {"wrapped": s.ash.row.identity_sealed},
    "less memory": lambda s, w: {"memory_kib": 65535},
    "one pass": lambda s, w: {"passes": 1},
    "no lane": lambda s, w: {"lanes": 0},
    "nothing to stretch": lambda s, w: {"memory_kib": 8, "passes": 0, "lanes": 0},
    "more memory than there is": lambda s, w: {"memory_kib": 2**31 - 1},
    "passes without end": lambda s, w: {"passes": 2**31 - 1},
    "a higher cost than it was made with": lambda s, w: {"passes": w.passes + 1},
    "another salt": lambda s, w: {"salt": os.urandom(16)},
    "a salt of nothing": lambda s, w: {"salt": bytes(16)},
    "a shorter salt": lambda s, w: {"salt": bytes(w.salt)[:15]},
    "no salt": lambda s, w: {"salt": b""},
}


def test_an_edited_wrap_opens_nothing_and_says_what_every_wrong_word_gets(scene: Scene) -> None:
    scene.ash.lock()
    wrap, found = wrap_of(scene.ash), {}
    for how, change in WRAPS.items():
        changed = change(scene, wrap)
        at(wrap).update(**changed)
        found[how] = tries(scene.ash)
        at(wrap).update(**{column: getattr(wrap, column) for column in changed})
        # Whoever types wrong words waits; what is asked here is what the words open.
        scene.clock.turn(hours=1)
    assert found == dict.fromkeys(WRAPS, (422, True))
    nothing_opened(scene.ash)
    assert tries(scene.ash)[0] == 303


OUT_OF_BOUNDS = ("less memory", "nothing to stretch", "passes without end", "more memory than there is")


@pytest.mark.parametrize("how", OUT_OF_BOUNDS)
def test_no_cost_outside_its_bounds_is_ever_tried(scene: Scene, how: str, quick_stretching: Stretching) -> None:
    scene.ash.lock()
    at(wrap_of(scene.ash)).update(**WRAPS[how](scene, wrap_of(scene.ash)))
    quick_stretching.secrets.clear()

    assert tries(scene.ash) == (422, True)
    assert quick_stretching.secrets == []


def test_a_new_passphrase_takes_over_no_cheaper_cost_of_another_device(scene: Scene) -> None:
    other = another_wrap(scene)
    at(other).update(memory_kib=8, passes=1)
    before = list(KeyWrap.objects.order_by("pk").values_list("pk", "wrapped", "memory_kib"))
    typed = {"secret": PASSPHRASE, "passphrase": FRESH, "again": FRESH}

    answer = scene.ash.browser.post("/me/passphrase/", typed)
    assert (answer.status_code, DAMAGED in words_of(answer)) == (422, True)
    assert list(KeyWrap.objects.order_by("pk").values_list("pk", "wrapped", "memory_kib")) == before

    at(other).update(memory_kib=other.memory_kib, passes=other.passes)
    assert scene.ash.browser.post("/me/passphrase/", typed).status_code == 303


def another_wrap(scene: Scene) -> KeyWrap:
    """The wrap of one more browser of Ash's."""
    keys, share = scene.ash.keys, wraps.account_device(os.urandom(32), scene.ash.id)
    return wraps.store(wraps.one_more_device(keys, PASSPHRASE, share, scene.clock.now))


def test_a_wrap_around_an_account_key_that_somebody_else_knows_opens_nothing(scene: Scene) -> None:
    planter = Planter(scene.ash.id, scene.clock.now)
    at(wrap_of(scene.ash)).update(**planter.wrap())

    assert planter.signs_in() == 422
    scene.ash.lock()
    assert tries(scene.ash) == (422, True)
    nothing_opened(scene.ash)


def test_her_own_wrap_is_never_made_for_an_account_key_that_somebody_else_knows(scene: Scene) -> None:
    """All around her passphrase exchanged: identity, vault, public key; the wrap that she alone can make is left."""
    planter = Planter(scene.ash.id, scene.clock.now)
    at(scene.ash.row).update(**planter.account())
    answer = scene.ash.browser.get(scene.ours.url("map/"))
    assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (303, "/unlock/")

    assert tries(scene.ash) == (422, True)
    nothing_opened(scene.ash)


def test_a_whole_account_planted_in_her_place_holds_nothing_of_hers_and_permits_nothing(scene: Scene) -> None:
    planter = Planter(scene.ash.id, scene.clock.now)
    assert agreed_on(scene.bo, scene.space) != set()
    at(scene.ash.row).update(**planter.account())
    at(wrap_of(scene.ash)).update(**planter.wrap())

    assert planter.signs_in() == 303, "it is an account, and the planter's own"
    somebody = Somebody("Ash", planter.browser, planter.words)
    assert {key: somebody.book().get(key) for key in somebody.book().under("")} == {"name": "Ash"}
    assert words_of(planter.browser.get(scene.ours.url("history/"))).count("Evenings") == 0
    assert planter.browser.get(scene.ours.url("map/")).status_code in (303, 404)
    words = words_of(scene.bo.browser.get(scene.ours.url("map/")))
    assert (agreed_on(scene.bo, scene.space), "This space starts anew" in words) == (set(), True)
