"""What the pages of this room show: the follow-ups that are there now, the next one, and what helps their reader."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from ownaccord.accounts import vaults
from ownaccord.accounts.keys import Keyring, VaultBook
from ownaccord.accounts.requests import Unlocked
from ownaccord.care import after_memory, places
from ownaccord.care import follow_up_memory as memory
from ownaccord.care.after_memory import Said
from ownaccord.care.follow_up_memory import Ended, Prepared
from ownaccord.care.words_follow_up import DIPS
from ownaccord.consent import about, choices, moments
from ownaccord.consent.addresses import Addresses
from ownaccord.core import followup
from ownaccord.core.followup import Moment
from ownaccord.spaces import access as spaces


@dataclass(frozen=True, slots=True, repr=False)
class FollowUp:
    """One follow-up of its reader. `name`: what they call the space; `address` stands for it and says nothing."""

    space: str
    mark: str
    name: str
    moment: Moment
    address: str
    away: bool

    @property
    def since(self) -> str:
        """How long after the end it is, by the own times."""
        return moments.hours(self.moment.hours)

    @property
    def until(self) -> str:
        """Until when it is there."""
        return moments.clock_time(self.moment.until)


@dataclass(frozen=True, slots=True, repr=False)
class Now:
    """What is there for its reader: follow-ups, and about how long it is until the next one, in words or nothing."""

    here: tuple[FollowUp, ...]
    next: str


@dataclass(frozen=True, slots=True, repr=False)
class Beside:
    """What stands beside the question of a follow-up: what its reader wrote for such a moment."""

    helps: tuple[str, ...]
    own: str
    wants: tuple[str, ...]
    prepared: Prepared
    kept: tuple[Said, ...]
    space_url: str
    prepare_url: str


def now(request: Unlocked) -> Now:
    """Return what is there now; what went by is not shown, and not counted."""
    found = every(request.person, request.keys)
    coming = [each.moment.at for each in found if each.moment.at > request.now]
    here = (each for each in found if each.moment.is_here(request.now) and not each.away)
    ordered = sorted(here, key=lambda each: each.moment.at, reverse=True)
    return Now(tuple(ordered), moments.after(min(coming) - request.now) if coming else "")


def every(person: str, keys: Keyring, *, moved: bool = True) -> tuple[FollowUp, ...]:
    """Return every follow-up of every scene that this person's vault remembers.

    Not `moved`: at the own times as they are, which say nothing of how anybody was.
    """
    book, at = vaults.read(person, keys), Addresses("", keys.mark_key())
    known, times = memory.every_end(book), memory.times(book)
    times = times if moved else replace(times, moves=False)
    ends = [each.at for scenes in known.values() for each in scenes]
    lows = [said.at for space in known for said in after_memory.said(book, space) if DIPS.intersection(said.words)]
    return tuple(
        _follow_up(book, at, space, ended, moment)
        for space, scenes in known.items() for ended in scenes
        for moment in followup.moments(ended.at, times, followup.dips(ends, lows, ended.at))
    )  # fmt: skip


def _follow_up(book: VaultBook, at: Addresses, space: str, ended: Ended, moment: Moment) -> FollowUp:
    name = spaces.label_in(book, space) or _("A space without a name")
    address = at.mark(f"follow-up {space} {ended.mark} {moment.hours}")
    return FollowUp(space, ended.mark, name, moment, address, moment.hours <= ended.away)


def follow_up_for(request: Unlocked, address: str) -> FollowUp:
    """Return this person's follow-up with this mark, once it has come, or Http404."""
    for each in every(request.person, request.keys):
        if each.address == address and each.moment.at <= request.now:
            return each
    raise Http404


def beside(request: Unlocked, here: FollowUp) -> Beside:
    """Return what this person wrote for such a moment, and where it leads."""
    book = vaults.read(request.person, request.keys)
    helps, care = about.part(book, "helps"), about.part(book, "aftercare")
    is_there = spaces.is_member(request.person, here.space)
    where = {"space": here.space}
    return Beside(
        _chosen(helps.get("ways"), choices.HELPS), str(helps.get("own") or ""),
        _chosen(care.get("want"), choices.CARE), memory.prepared(book, here.space),
        tuple(each for each in after_memory.said(book, here.space)[::-1] if each.at >= here.moment.at),
        places.address("after", where) if is_there else "", places.address("prepared", where) if is_there else "",
    )  # fmt: skip


def _chosen(said: object, table: Mapping[str, str | Promise]) -> tuple[str, ...]:
    return tuple(str(table[each]) for each in said if each in table) if isinstance(said, list) else ()
