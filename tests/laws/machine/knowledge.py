"""What anybody in the machine's world can know: vaults, witnesses and records; and so what nobody can defend."""

from typing import Any, NamedTuple

from ownaccord.accounts import vaults
from ownaccord.consent import memory
from ownaccord.consent.looking import Look
from ownaccord.core import ledger
from tests.laws.machine.devices import Device, Page, Somebody
from tests.laws.machine.house import House
from tests.laws.machine.kept import Kept
from tests.laws.machine.truth import Loosened, Truth

SIGNAL = "a signal that no record knows"
KINDS = (SIGNAL, "a pause without keys", "not seen by this witness", "an outrun witness", "no witness")
Knowledge = dict[str, int]


class Stored(NamedTuple):
    """What a vault knows: newest serials, the latest time, which wishes were let go; `mark`: the last number then.

    `version`: its number as stored. `behind`: what a browser that had seen a later number marked it as missing. `own`:
    the newest record of its owner that it knows; to know that an epoch began says nothing of those before it.
    `tail`: its last bytes, by which the other spaces know it. `outdated`: this browser has seen a later number. A vault
    that is marked has 0 in `behind`.
    """

    known: Knowledge = {}  # never changed
    latest: int = 0
    gone: frozenset[int] = frozenset()
    mark: int = 0
    version: int = 0
    behind: frozenset[int] = frozenset()
    own: int = 0
    tail: bytes = b""
    outdated: bool = False


class Residual(Exception):
    """More is believed than everybody says, of a kind that cannot be defended; `kind` says which."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


class Knowing:
    """The part of a world that follows who can have seen what."""

    house: House
    truth: Truth
    space: str
    by_id: dict[str, Somebody]
    besides: Any

    def __init__(self) -> None:
        self.serials: dict[bytes, int] = {}
        self.starts: set[int] = set()
        self.saw: dict[bytes, Knowledge] = {}
        self.let_go: dict[tuple[str, int], frozenset[int]] = {}
        self.blobs: dict[tuple[str, bytes], Stored] = {}
        self.last_blob: dict[str, Stored] = {}

    def blob(self, who: str, kept: Kept | None = None) -> Stored:
        """What the stored vault of this person knows."""
        row = self.house.person.objects.get(pk=who)
        version, vault = kept.vaults[who][:2] if kept else (row.vault_version, bytes(row.vault))
        return self.blobs.get((who, vault[-24:]), Stored())._replace(
            mark=self.truth.letting, version=version, tail=vault[-24:]
        )

    def held(self, device: Device) -> Stored:
        """The same of the owner of this browser, as it is for this browser before the page begins."""
        had = self.blob(device.owner.id)
        return had._replace(outdated=not device.portable and device.vault[self.space][0] > had.version)

    def learned(self, who: Somebody, knows: Knowledge | None, time: int | None, had: Stored | None = None) -> None:
        """The vault of this person has been written: it knows this, and what it knew before (`had`)."""
        had = had or self.last_blob.get(who.id, Stored())._replace(mark=self.truth.letting)
        tail = bytes(self.house.person.objects.get(pk=who.id).vault)[-24:]
        known = {m: max((knows or {}).get(m, 0), had.known.get(m, 0)) for m in self.truth.members}
        latest = max(had.latest, time or 0) if time != -1 else 0
        own = self.record((knows or {}).get(who.id, 0))
        now = Stored(known, latest, self.heard(who.id, had), behind=had.behind, own=max(own, had.own), tail=tail)
        self.blobs[who.id, tail] = self.last_blob[who.id] = now
        for other in self.besides(who.id):
            if (who.id, tail) not in other.blobs:
                # It is the same vault: of the other space it knows what it knew.
                kept = other.blobs.get((who.id, had.tail), Stored())._replace(tail=tail)
                other.blobs[who.id, tail] = other.last_blob[who.id] = kept

    def record(self, serial: int) -> int:
        """This number where it is that of a record, 0 where it is that of the beginning of an epoch."""
        return 0 if serial in self.starts else serial

    def heard(self, who: str, had: Stored) -> frozenset[int]:
        """Which wishes of theirs a vault knows to be let go: what it knew, and what was let go on this page."""
        return had.gone | {number for number, *_wish in self.truth.gone[who] if number > had.mark}

    def misses_own_record(self, who: Somebody) -> bool:
        """Whether a newest own record that is presented, in whichever epoch, is newer than what their vault knows."""
        own = {p[1::2]: r for p, r in self.house.rows().items() if p[0] == self.space and p[2] == who.id}
        digest = ledger.digest_of(own[max(own)]) if own else b""
        newest = self.serials.get(digest, 0)
        # One of somebody else, put in its place, says nothing of this vault.
        theirs = self.saw.get(digest, {}).get(who.id) == newest
        return theirs and newest > self.blob(who.id).known.get(who.id, 0)

    def presented(self, look: Look) -> Knowledge:
        """The serial of each author's newest record, as this look found it."""
        if look.verified is None or look.epoch_key is None:
            return {}
        start, heads = self.serials.get(look.epoch_key, 0), look.verified.heads
        return {m: self.serials.get(heads[m][1], 0) if m in heads else start for m in self.truth.members}

    def excused(self, trouble: Loosened, device: Device, look: Look | None, had: Stored) -> str | None:
        """The kind of what cannot be defended, or None: then nobody may have believed it.

        A word is unknown to a reader when no witness of theirs, no vault as it is stored now, and no newest record that
        is presented has seen it. A pause without keys can go until its author's next unlock.
        """
        if had.outdated:
            # This browser knows that the vault is an older one, and takes nothing from it, in any space.
            return None
        sources = [had.known, device.known[self.space]]
        if look is not None and look.verified is not None:
            sources += [self.saw.get(digest, {}) for _seq, digest in look.verified.heads.values()]
        if trouble.ended:
            # Whoever left can go on where that was undone, in a browser that does not know. What they write then is
            # newer than the end and knows nothing of it: the end is known where it was seen, not what came later.
            heard = any(each.get(self.truth.left, 0) == self.truth.left_at for each in sources)
            return None if heard else "not seen by this witness" if device.known[self.space] else "no witness"
        known = {m: max(each.get(m, 0) for each in sources) for m in self.truth.members}
        kinds = {self._kind(who, known, device) for who in trouble.blamed}
        if trouble.pause and None in kinds:
            return self._lost_pause(trouble, device, had, sources)
        if not kinds or None in kinds:
            return self._old_wish(trouble, device, look, had, known)
        return max(kinds - {None}, key=KINDS.index)

    def _old_wish(
        self, trouble: Loosened, device: Device, look: Look | None, had: Stored, known: Knowledge
    ) -> str | None:
        """What may be believed of a wish that was let go since: a wish alone changes only the vault, and no record.

        So it can come back with an older vault, but not when the stored vault, a newer one that this browser has seen,
        or any record that is known to the reader was written after it was let go; and only if it was slept on for as
        long as everybody asks whose word is known. A witness remembers the number of the vault and nothing else: it is
        outrun when other browsers, which had not seen the newer vault, have written the older one on past that number,
        and this browser was not unlocked before that.
        """
        version, seen = device.vault[self.space]
        told = had.gone | had.behind | (seen if version > had.version else frozenset())
        for who in trouble.blamed:
            serials = {known.get(who, 0), had.known.get(who, 0), device.known[self.space].get(who, 0)}
            if look is not None:
                serials.add(self.presented(look).get(who, 0))
            told = told.union(*(self.let_go.get((who, serial), frozenset()) for serial in serials))
        for number, waits in trouble.ways:
            unheard = all(known.get(m, 0) < self.truth.written[m] for m in waits)
            if number not in told and unheard and (number is not None or waits):
                if number in seen:
                    return "an outrun witness"
                return "not seen by this witness" if device.known[self.space] else "no witness"
        return None

    def _lost_pause(self, trouble: Loosened, device: Device, had: Stored, sources: list[Knowledge]) -> str | None:
        """What a new start may leave out: a pause in the chain of which the vault, from before, knows nothing.

        Not when its owner can know that this vault is an older one: by their witness, a mark in it, or an own record
        that is stored, of whichever epoch. What others write in a new epoch knows nothing of an earlier one.
        """
        (who,) = trouble.blamed
        told = sources[2:] if trouble.pause > self.truth.start else []
        known = max(had.own, self.record(device.known[self.space].get(who, 0)), *(each.get(who, 0) for each in told), 0)
        own = (row for place, row in self.house.rows().items() if place[0] == self.space and place[2] == who)
        stored = any(self.serials.get(ledger.digest_of(row), 0) >= trouble.pause for row in own)
        behind = device.vault[self.space][0] > had.version or bool(had.behind)
        if stored or behind or known >= trouble.pause:
            return None
        return "not seen by this witness" if device.known[self.space] else "no witness"

    def _kind(self, who: str, known: Knowledge, device: Device) -> str | None:
        if known.get(who, 0) < self.truth.written[who]:
            return "no witness" if not device.known[self.space] else "not seen by this witness"
        paused = self.truth.paused[who]
        if paused and paused <= self.truth.missed[who]:
            return "no witness" if not device.known[self.space] else "not seen by this witness"
        alone = paused and not self.truth.chained[who]
        return "a pause without keys" if alone or (paused and self._forgot(who)) else None

    def _forgot(self, who: str) -> bool:
        """Whether the pauses that are left had no record of their own, and the vault that is stored knows of none."""
        paused, someone = self.truth.paused[who], self.by_id[who]
        known = memory.paused_scopes(vaults.read(who, someone.keys))
        return paused <= self.truth.unwritten[who] and not paused & known

    def _witnessed(self, device: Device, page: Page) -> None:
        """The witness remembers the number of this vault, and so which wishes it does not have any more."""
        if not page.vault_behind:
            stored, (version, seen) = self.blob(device.owner.id), device.vault[self.space]
            device.vault[self.space] = max(version, stored.version), seen | stored.gone
