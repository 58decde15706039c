"""What somebody who has the database can do to it. Bo hosts; Ash reads. Each edits rows and nothing else."""

import os
from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import Model, QuerySet

from ownaccord.accounts.keys import decode, encode
from ownaccord.accounts.models import HeldForm, KeyWrap, Person, SignIn
from ownaccord.consent.models import LedgerRow
from ownaccord.spaces.models import Grant, Invitation, Seat, Space
from tests.chapters import Rows, put_back, stored
from tests.walls.scene import Scene

Attack = Callable[[Scene], object]


def newest(scene: Scene, author: str) -> LedgerRow:
    """The newest record of this member (ash or bo)."""
    return LedgerRow.objects.filter(author=getattr(scene, author).id, space=scene.space).order_by("-seq")[0]


def at(row: Model) -> QuerySet[Any]:
    return type(row)._default_manager.filter(pk=row.pk)


def garbled(data: bytes) -> bytes:
    """The same length, one bit changed in the middle."""
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]


CHANGES: dict[str, Callable[[bytes], bytes]] = {
    "a bit": garbled, "empty": lambda _: b"", "noise": lambda old: os.urandom(len(old)),
}  # fmt: skip


def edited_records() -> Iterator[tuple[str, Attack]]:
    """Each column of the newest record of each author: one bit, nothing, noise, another number, another name."""
    for author in ("ash", "bo"):
        for column in ("header", "state_hash", "state"):
            for how, change in CHANGES.items():
                yield f"{author}'s {column}: {how}", _edit(author, column, change)
        yield f"{author}'s macs: noise", _edit(author, "macs", CHANGES["noise"])
        yield f"{author}'s macs: empty", _edit(author, "macs", CHANGES["empty"])
        yield f"{author}'s state: gone", _set(author, state=None)
        yield f"{author}'s seq: one more", lambda s, a=author: at(newest(s, a)).update(seq=newest(s, a).seq + 1)
        yield f"{author}'s epoch: another", _set(author, epoch=7)
        yield f"{author}'s space: another", _set(author, space="0" * 32)
        yield f"{author}'s author: nobody", _set(author, author="0" * 32)
        yield f"{author}'s newest record deleted", lambda s, a=author: newest(s, a).delete()
        yield f"{author}'s records deleted", lambda s, a=author: _records(s, a).delete()
    yield "every record deleted", lambda s: LedgerRow.objects.all().delete()
    yield "authors swapped", swap_authors
    yield "states swapped", swap_states


def _records(scene: Scene, author: str) -> QuerySet[LedgerRow]:
    return LedgerRow.objects.filter(author=getattr(scene, author).id)


def _edit(author: str, column: str, change: Callable[[bytes], bytes]) -> Attack:
    def attack(scene: Scene) -> None:
        row = newest(scene, author)
        at(row).update(**{column: change(bytes(getattr(row, column)))})

    return attack


def _set(whose: str, /, **values: object) -> Attack:
    return lambda scene: at(newest(scene, whose)).update(**values)


def forge_mac(scene: Scene, author: str, reader: str) -> None:
    """One bit of what tells this reader that this author wrote it."""
    row, who = newest(scene, author), getattr(scene, reader).id
    macs = decode(bytes(row.macs))
    at(row).update(macs=encode({**macs, who: garbled(macs[who])}))


def swap_authors(scene: Scene) -> None:
    ash, bo = newest(scene, "ash"), newest(scene, "bo")
    at(ash).update(author="aside")
    at(bo).update(author=ash.author)
    at(ash).update(author=bo.author)


def swap_states(scene: Scene) -> None:
    ash, bo = newest(scene, "ash"), newest(scene, "bo")
    at(ash).update(state=bo.state, state_hash=bo.state_hash)
    at(bo).update(state=ash.state, state_hash=ash.state_hash)


def edited_grants() -> Iterator[tuple[str, Attack]]:
    """Ash's grant of the epoch key: each column, gone, or Bo's in its place."""
    yield "a bit of the sealed key", lambda s: at(_grant(s)).update(sealed=garbled(bytes(_grant(s).sealed)))
    yield "a bit of its MACs", _forge_grant_mac
    yield "noise for MACs", lambda s: at(_grant(s)).update(macs=os.urandom(99))
    yield "another granter", lambda s: at(_grant(s)).update(by_id=_other_granter(s))
    yield "another epoch", lambda s: at(_grant(s)).update(epoch=9)
    yield "gone", lambda s: _grant(s).delete()
    yield "Bo's in its place", _swap_grants


def _forge_grant_mac(scene: Scene) -> None:
    """One bit of what tells Ash who granted her the key; the other MACs on it are not hers to check."""
    macs = decode(bytes(_grant(scene).macs))
    at(_grant(scene)).update(macs=encode({**macs, scene.ash.id: garbled(macs[scene.ash.id])}))


def _grant(scene: Scene) -> Grant:
    return Grant.objects.get(space_id=scene.space, to_id=scene.ash.id)


def _other_granter(scene: Scene) -> str:
    return scene.bo.id if _grant(scene).by_id == scene.ash.id else scene.ash.id


def _swap_grants(scene: Scene) -> None:
    bo = Grant.objects.get(space_id=scene.space, to_id=scene.bo.id)
    at(_grant(scene)).update(sealed=bo.sealed, macs=bo.macs)


def edited_people() -> Iterator[tuple[str, Attack]]:
    """Keys and spaces: whoever they were exchanged with, nothing is in force with somebody else."""
    yield "Bo's identity key swapped", lambda s: at(s.bo.row).update(public_key=os.urandom(32))
    yield "Bo's identity key is Ash's", lambda s: at(s.bo.row).update(public_key=s.ash.row.public_key)
    yield "the epoch counted on", lambda s: Space.objects.filter(pk=s.space).update(epoch=2)
    yield "the space ended", lambda s: Space.objects.filter(pk=s.space).update(ended=True)
    yield "Ash's seat gone", lambda s: Seat.objects.filter(space_id=s.space, person_id=s.ash.id).delete()
    yield "an invitation planted for Ash", plant_invitation


def plant_invitation(scene: Scene) -> None:
    Invitation.objects.create(
        lookup=os.urandom(32), space_id=scene.space, kind="renew", epoch=1, inviter_id=scene.bo.id,
        inviter_public=scene.bo.row.public_key, inviter_mac=os.urandom(32), info_sealed=os.urandom(99),
        invitee_id=scene.ash.id, invitee_public=scene.ash.row.public_key, invitee_mac=os.urandom(32),
        answer_sealed=os.urandom(99), expires_hour=10**6,
    )  # fmt: skip


def edited_accounts() -> Iterator[tuple[str, Attack]]:
    """Ash's own account: what is hers alone cannot be changed, only broken."""
    yield "a bit of the vault", lambda s: at(s.ash.row).update(vault=garbled(bytes(s.ash.row.vault)))
    yield "an empty vault", lambda s: at(s.ash.row).update(vault=b"")
    yield "the vault's version", lambda s: at(s.ash.row).update(vault_version=s.ash.row.vault_version + 1)
    yield (
        "Bo's vault in its place",
        lambda s: at(s.ash.row).update(vault=s.bo.row.vault, vault_version=s.bo.row.vault_version),
    )
    yield "the sealed identity", lambda s: at(s.ash.row).update(identity_sealed=os.urandom(72))
    yield "Bo's sealed identity", lambda s: at(s.ash.row).update(identity_sealed=s.bo.row.identity_sealed)
    yield "the own public key", lambda s: at(s.ash.row).update(public_key=os.urandom(32))


def edited_sign_ins() -> Iterator[tuple[str, Attack]]:
    """What lets Ash in: edited, it lets nobody in."""
    yield "the working keys", lambda s: at(s.ash.sign_in).update(keys_sealed=garbled(bytes(s.ash.sign_in.keys_sealed)))
    yield "Bo's working keys", lambda s: at(s.ash.sign_in).update(keys_sealed=s.bo.sign_in.keys_sealed)
    yield "what a locked one can do", lambda s: at(s.ash.sign_in).update(locked_sealed=os.urandom(80))
    yield "its person", lambda s: at(s.ash.sign_in).update(person_id=s.bo.id)
    yield "its times", lambda s: at(s.ash.sign_in).update(idle_until=None, unlocked_until=None)
    yield "its end", lambda s: at(s.ash.sign_in).update(until_day=0)
    yield "the wrap", lambda s: KeyWrap.objects.filter(person_id=s.ash.id).update(wrapped=os.urandom(72))
    yield "the cost of the wrap", lambda s: KeyWrap.objects.filter(person_id=s.ash.id).update(memory_kib=8, passes=1)
    yield "all sign-ins gone", lambda s: SignIn.objects.filter(person_id=s.ash.id).delete()


def planted_forms() -> Iterator[tuple[str, Attack]]:
    """Forms that Ash never typed."""
    yield "noise", lambda s: _plant(s, os.urandom(2100))
    yield "nothing", lambda s: _plant(s, b"")
    yield "one of Bo's own", _plant_bos


def _plant(scene: Scene, sealed: bytes) -> None:
    HeldForm.objects.create(id="f" * 32, person_id=scene.ash.id, sealed=sealed, expires_hour=10**6)


def _plant_bos(scene: Scene) -> None:
    scene.bo.lock()
    scene.bo.browser.post(scene.ours.url("wait/"), {"hours": "300"})
    _plant(scene, bytes(HeldForm.objects.get(person_id=scene.bo.id).sealed))


def whole() -> Rows:
    """Everything that is stored, to be put back later."""
    return stored()


def roll_back(rows: Rows, *, but: tuple[type[Model], ...] = (SignIn,)) -> None:
    """Everything as it was then, but for these tables (the sign-ins, so that the readers are still there)."""
    now, left = stored(), {model._meta.db_table for model in but}
    put_back({table: now[table] if table in left else lines for table, lines in rows.items()})


def vault_of(person: Person) -> dict[str, object]:
    return {"vault": person.vault, "vault_version": person.vault_version}
