"""Ash and Bo in a space that has begun, made from keys alone: no passphrase, no browser, no page."""

import os
import uuid
from dataclasses import dataclass, field

from ownaccord.accounts import vaults
from ownaccord.accounts.keys import Keyring, VaultBook, Witness
from ownaccord.accounts.models import Person
from ownaccord.catalogue import Item, load
from ownaccord.consent import actions, hooks
from ownaccord.consent.looking import Look, look
from ownaccord.core.position import Side
from ownaccord.core.terms import Context, Level, Terms
from ownaccord.spaces import access
from ownaccord.spaces import actions as spaces

NOON = 1_790_000_000
DAY = 86_400
HOUR = 3_600


@dataclass
class Member:
    """One person with their keys, and what their browser's witness remembers (None: no witness)."""

    keys: Keyring
    witness: Witness | None = None

    @property
    def person(self) -> str:
        return self.keys.person


@dataclass
class Pair:
    """Two members, their space and the time; `look(who)` is one page's look at it."""

    ash: Member
    bo: Member
    space: str
    now: int = NOON
    behind: set[str] = field(default_factory=set)

    def look(self, who: Member) -> Look:
        opened = access.space_for(who.person, self.space, who.keys)
        seen = look(
            person=who.person, keys=who.keys, space=opened, witness=who.witness,
            behind=who.person in self.behind, now=self.now,
        )  # fmt: skip
        if who.witness is not None and seen.verified is not None:
            who.witness = who.witness.saw(opened.id, opened.epoch, seen.verified.heads)
        return seen

    def wait(self, *, days: int = 0, hours: int = 0) -> None:
        self.now += days * DAY + hours * HOUR

    def state(self, who: Member, item: Item, side: Side, terms: Terms) -> actions.Outcome:
        actions.read_card(look=self.look(who), keys=who.keys, item=item)
        return actions.take_position(look=self.look(who), keys=who.keys, item=item, side=side, terms=terms)

    def still_so(self, who: Member, *keys: tuple[str, Side]) -> int:
        return actions.still_so(look=self.look(who), keys=who.keys, chosen=keys)

    def unlock(self, who: Member) -> None:
        """What an unlock does to the vault after the pauses were copied."""
        seen = self.look(who)
        vaults.change(who.person, who.keys, lambda book: hooks.remember(book, seen))

    def agree(self, item: Item) -> None:
        """Both state Yes on every side and sleep on it."""
        for who in (self.ash, self.bo):
            for side in item.sides:
                self.state(who, item, side, self.yes())
        self.wait(hours=13)
        for who in (self.ash, self.bo):
            self.still_so(who, *((item.slug, side) for side in item.sides))
            self.unlock(who)
        self.unlock(self.ash)

    def yes(self, **more: object) -> Terms:
        terms = {"level": Level.YES, "contexts": frozenset(Context), "review_by": self.now + 90 * DAY}
        return Terms(**{**terms, **more})  # type: ignore[arg-type]

    def in_force(self, who: Member) -> set[tuple[str, Level]]:
        return {(a.item, a.terms.level) for a in self.look(who).arrangements}


def make_person() -> Member:
    """An account that nobody can sign in to: keys and an empty vault."""
    keys = Keyring.make(uuid.uuid4().hex, os.urandom)
    Person.objects.create(
        id=keys.person, name_lookup=os.urandom(32), public_key=keys.public,
        identity_sealed=keys.seal_identity(os.urandom),
        vault_version=1, vault=keys.seal_vault(VaultBook().dumps(), 1, os.urandom), made_on=NOON // DAY,
    )  # fmt: skip
    return Member(keys, Witness())


def make_pair() -> Pair:
    """Ash makes the space and invites, Bo joins, Ash begins."""
    ash, bo = make_person(), make_person()
    space = spaces.create(keys=ash.keys, once="1", label="Ours", own_name="Ash", now=NOON)
    opened = access.space_for(ash.person, space, ash.keys)
    spaces.invite(space=opened, keys=ash.keys, now=NOON)
    secret = vaults.read(ash.person, ash.keys).get(f"space/{space}/invitation")["secret"]
    spaces.join(secret=secret, keys=bo.keys, own_name="Bo", label="Ours", now=NOON)
    spaces.begin(space=access.space_for(ash.person, space, ash.keys), keys=ash.keys)
    return Pair(ash, bo, space)


HOLDING = load().items[0]
OTHER = load().items[1]
