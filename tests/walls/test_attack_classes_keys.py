"""Attack classes on who is who: planted public keys, and grants by hands that hold real keys. Ash reads.

Here Bo does not only have the database: he has keys of his own, or of somebody whom he made up, and uses them well.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from hashlib import sha256

import pytest

from ownaccord.accounts.keys import Keyring, Unreadable, decode, encode, expand, open_from, open_sealed, seal, tag
from ownaccord.accounts.models import HeldForm
from ownaccord.consent.models import LedgerRow
from ownaccord.core import grant
from ownaccord.core.record import Header, Record, digest_of
from ownaccord.spaces import access, queries
from ownaccord.spaces.models import Grant, Seat, Space
from ownaccord.vault import attest
from ownaccord.vault.derive import Label
from ownaccord.vault.sealing import Place
from tests.people import Somebody
from tests.rooms.consent.shared import begun, words_of
from tests.walls.attacks import at, newest
from tests.walls.scene import ITEM, Scene, agreed_on

pytestmark = pytest.mark.django_db

CALM = "This space starts anew"


def is_no(who: Somebody, space: str) -> bool:
    """The map answers in calm words, and nothing is allowed on it."""
    answer = who.browser.get(f"/s/{space}/map/")
    assert answer.status_code == 200
    return agreed_on(who, space) == set() and CALM in words_of(answer)


def members(scene: Scene) -> dict[str, bytes]:
    return {who.id: who.keys.public for who in (scene.ash, scene.bo)}


def granted(scene: Scene, named: Mapping[str, bytes], by: Keyring, key: bytes, *, space: str = "") -> None:
    """Ash's grant, made anew: of this epoch key, to these members, by these keys."""
    made = grant.make(space or scene.space, 1, key, named, by, os.urandom)[scene.ash.id]
    where = Grant.objects.filter(space_id=scene.space, to_id=scene.ash.id)
    where.update(sealed=made.sealed, macs=encode(dict(made.macs)), by_id=by.person)


def known_key(scene: Scene) -> bytes:
    """The epoch key, as every member knows it."""
    return queries.epoch_key(access.space_for(scene.bo.id, scene.space, scene.bo.keys), scene.bo.keys)


def test_a_grant_made_anew_with_the_same_key_by_the_same_hand_is_as_good(scene: Scene) -> None:
    """The control of all that follows: this is what a right grant looks like."""
    granted(scene, members(scene), scene.bo.keys, known_key(scene))

    assert agreed_on(scene.ash, scene.space) == {ITEM}


def with_noor(scene: Scene) -> dict[str, bytes]:
    return {**members(scene), scene.cast.noor.id: scene.cast.noor.keys.public}


def somebody_made_up(scene: Scene) -> Keyring:
    return Keyring.make(scene.bo.id, os.urandom)


GRANTS: dict[str, Callable[[Scene], None]] = {
    "of a key of the granter's own making": lambda s: granted(s, members(s), s.bo.keys, os.urandom(32)),
    "that names one member more": lambda s: granted(s, with_noor(s), s.bo.keys, known_key(s)),
    "that names one member fewer": lambda s: granted(s, {s.ash.id: s.ash.keys.public}, s.bo.keys, known_key(s)),
    "that names another key for its granter": lambda s: granted(
        s, {**members(s), s.bo.id: os.urandom(32)}, s.bo.keys, known_key(s)
    ),
    "by keys that are not the pinned ones": lambda s: granted(s, members(s), somebody_made_up(s), known_key(s)),
    "by an account that is no member": lambda s: granted(s, with_noor(s), s.cast.noor.keys, known_key(s)),
    "made for another space": lambda s: granted(s, members(s), s.bo.keys, known_key(s), space="0" * 32),
}  # fmt: skip


@pytest.mark.parametrize("attack", GRANTS.values(), ids=GRANTS.keys())
def test_a_planted_grant_permits_nothing(scene: Scene, attack: Callable[[Scene], None]) -> None:
    attack(scene)

    assert is_no(scene.ash, scene.space)


def test_a_grant_of_a_space_that_ash_shares_with_somebody_else_permits_nothing_here(scene: Scene) -> None:
    beside = begun(scene.ash, scene.cast.cam)
    theirs = Grant.objects.get(space_id=beside, to_id=scene.ash.id)
    where = Grant.objects.filter(space_id=scene.space, to_id=scene.ash.id)
    where.update(sealed=theirs.sealed, macs=theirs.macs, by_id=theirs.by_id)

    assert is_no(scene.ash, scene.space)
    assert agreed_on(scene.ash, beside) == set()


def test_a_seat_and_a_grant_for_somebody_else_open_nothing_to_them(scene: Scene) -> None:
    """Bo can hand over what he knows; the software of nobody takes Noor for a member because of it."""
    noor = scene.cast.noor
    Seat.objects.create(space_id=scene.space, person_id=noor.id, joined_on=1)
    made = grant.make(scene.space, 1, known_key(scene), with_noor(scene), scene.bo.keys, os.urandom)[noor.id]
    Grant.objects.create(
        space_id=scene.space, epoch=1, to_id=noor.id, by_id=scene.bo.id, sealed=made.sealed,
        macs=encode(dict(made.macs)),
    )  # fmt: skip

    answer = noor.browser.get(scene.ours.url("map/"))
    assert answer.status_code in (303, 404), words_of(answer)
    assert set(access.space_for(scene.ash.id, scene.space, scene.ash.keys).members) == {scene.ash.id, scene.bo.id}
    assert "Noor" not in words_of(scene.ash.browser.get(scene.ours.url("")))


def test_a_person_made_up_whole_is_not_taken_for_bo(scene: Scene) -> None:
    """Another identity in his row, and a grant by it: everything fits together, and nothing fits what Ash pinned."""
    planted = somebody_made_up(scene)
    at(scene.bo.row).update(public_key=planted.public)
    named = {scene.ash.id: scene.ash.keys.public, scene.bo.id: planted.public}
    granted(scene, named, planted, os.urandom(32))

    assert is_no(scene.ash, scene.space)
    book = scene.ash.book()
    assert book.get(f"pin/{scene.space}/{scene.bo.id}") != planted.public
    scene.ash.lock()
    scene.ash.unlock()
    assert is_no(scene.ash, scene.space)
    assert scene.ash.book().get(f"pin/{scene.space}/{scene.bo.id}") != planted.public


def test_a_new_epoch_by_a_member_begins_at_no(scene: Scene) -> None:
    """Whoever has real keys can always begin anew; it only lowers."""
    made = grant.make(scene.space, 2, os.urandom(32), members(scene), scene.bo.keys, os.urandom)
    Grant.objects.filter(space_id=scene.space).delete()
    for to, each in made.items():
        Grant.objects.create(
            space_id=scene.space, epoch=2, to_id=to, by_id=scene.bo.id, sealed=each.sealed,
            macs=encode(dict(each.macs)),
        )  # fmt: skip
    Space.objects.filter(pk=scene.space).update(epoch=2)

    assert agreed_on(scene.ash, scene.space) == set() == agreed_on(scene.bo, scene.space)


def test_a_yes_made_by_bo_in_ashs_name_quarantines_her(scene: Scene) -> None:
    """Bo knows the epoch key and the MAC that he himself would check. What Ash checks of her own he cannot make."""
    before = newest(scene, "ash")
    state = open_sealed(record_key(scene, before.seq), state_place(scene, before.seq), bytes(before.state or b""))
    scene.ours.press(scene.ash, f"items/{ITEM}/tighten/")
    assert agreed_on(scene.ash, scene.space) == set() == agreed_on(scene.bo, scene.space)
    last = newest(scene, "ash")
    seq = last.seq + 1
    header = replace(Header.loads(bytes(last.header)), seq=seq, previous=digest_of(record(last)), nonce=os.urandom(16))
    sealed = seal(record_key(scene, seq), state_place(scene, seq), state, os.urandom)
    hashed = sha256(sealed).digest()
    digest = attest.digest(header.dumps(), hashed)
    pair = attest.pair_key(scene.bo.keys.identity, scene.ash.keys.public, scene.space, 1, scene.ash.id, scene.bo.id)
    macs = {scene.bo.id: tag(pair, Label.RECORD_MAC, digest), scene.ash.id: os.urandom(32)}
    LedgerRow.objects.create(
        space=scene.space, epoch=1, author=scene.ash.id, seq=seq, header=header.dumps(), state_hash=hashed,
        state=sealed, macs=encode(macs),
    )  # fmt: skip

    assert is_no(scene.ash, scene.space)
    assert agreed_on(scene.bo, scene.space) in (set(), {ITEM}), "whom Bo's own software deceives is Bo"
    scene.ash.lock()
    scene.ash.unlock()
    assert is_no(scene.ash, scene.space)


def record_key(scene: Scene, seq: int) -> bytes:
    return expand(known_key(scene), Label.RECORD_KEY, scene.ash.id, seq)


def state_place(scene: Scene, seq: int) -> Place:
    return Place("state", scene.space, 1, scene.ash.id, seq, "state", 1)


def record(row: LedgerRow) -> Record:
    return Record(bytes(row.header), bytes(row.state_hash), bytes(row.state or b""), decode(bytes(row.macs)))


def test_another_hand_under_ashs_record_is_believed_by_nobody(scene: Scene) -> None:
    row = newest(scene, "ash")
    forged = scene.bo.keys.vouch(digest_of(record(row)), scene.space, 1, members(scene))
    at(row).update(macs=encode({**decode(bytes(row.macs)), **forged}))

    assert is_no(scene.bo, scene.space)


def test_a_form_is_never_sealed_to_a_key_from_the_database(scene: Scene) -> None:
    planted = Keyring.make(scene.ash.id, os.urandom)
    scene.ash.lock()
    at(scene.ash.row).update(public_key=planted.public)
    scene.ash.browser.post(scene.ours.url("wait/"), {"hours": "222"})
    held = bytes(HeldForm.objects.get(person_id=scene.ash.id).sealed)

    place = Place("held", author=scene.ash.id, kind="form")
    with pytest.raises(Unreadable):
        open_from(planted.identity, place, held)
    scene.ash.unlock()
    assert open_from(scene.ash.keys.identity, place, held)
    assert "222" in scene.ash.browser.get("/held/").content.decode()


def test_the_key_to_which_forms_are_sealed_cannot_be_exchanged_in_the_sign_in(scene: Scene) -> None:
    planted, bo = Keyring.make(scene.ash.id, os.urandom), scene.bo.sign_in
    scene.ash.lock()
    for planting in (bytes(bo.locked_sealed), encode([planted.public, bytes(32)]), b""):
        at(scene.ash.sign_in).update(locked_sealed=planting)
        answer = scene.ash.browser.post(scene.ours.url("wait/"), {"hours": "222"})
        assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (303, "/unlock/")
        assert not HeldForm.objects.exists(), "kept for nobody rather than for somebody else"


def test_a_no_that_arrives_while_the_sign_in_is_edited_pauses_all_the_same(scene: Scene) -> None:
    scene.ash.lock()
    at(scene.ash.sign_in).update(locked_sealed=os.urandom(120))
    scene.ash.browser.post(scene.ours.url(f"items/{ITEM}/tighten/"))

    assert agreed_on(scene.bo, scene.space) == set()
