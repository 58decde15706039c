"""What a person's own vault keeps of the decks in a space; docs/develop/spec/vault-store.md lists it all."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace

from ownaccord.accounts.keys import VaultBook
from ownaccord.core.deal import Deal
from ownaccord.core.errors import Malformed
from ownaccord.core.pacing import Dealt, kept
from ownaccord.core.position import is_number
from ownaccord.core.reveal import ENDS, Mine, as_list, from_list
from ownaccord.core.terms import LATEST


@dataclass(frozen=True, slots=True, repr=False)
class Round:
    """The deck that its reader proposed (`own`) or took up, and their own side of it once they have sealed."""

    deal: Deal
    own: bool
    mine: Mine | None = None

    @property
    def mark(self) -> bytes:
        """What names the round."""
        return self.deal.about.mark


def round_of(book: VaultBook, space: str) -> Round | None:
    """Return the newest round of this person here; None without one, or when it cannot be read: then it is given up."""
    match book.get(f"space/{space}/deck"):
        case [bytes(deal), bool(own), side]:
            with suppress(Malformed):
                return Round(Deal.from_bytes(deal), own, None if side is None else from_list(side))
    return None


def keep_round(book: VaultBook, space: str, kept: Round) -> None:
    """Keep a round in place of an earlier one."""
    side = None if kept.mine is None else as_list(kept.mine)
    book.put(f"space/{space}/deck", [kept.deal.as_bytes(), kept.own, side])


def keep_side(book: VaultBook, space: str, mine: Mine) -> None:
    """Keep the own side of the round that is there."""
    here = round_of(book, space)
    if here is not None:
        keep_round(book, space, replace(here, mine=mine))


def drop_round(book: VaultBook, space: str) -> None:
    """Forget the round; what was found and dealt stays."""
    book.drop(f"space/{space}/deck")


def drop_rounds(book: VaultBook, spaces: Iterable[str]) -> None:
    """Forget the rounds of these spaces."""
    for space in spaces:
        drop_round(book, space)


def dealt(book: VaultBook, other: str) -> tuple[Dealt, ...]:
    """Return the decks dealt with this person from which something could be learnt; one that cannot be read is none.

    By person, not by space: a second space of the same two, or a new one after leaving, asks nobody again sooner.
    """
    found = []
    kept_here = book.get(f"decks-dealt/{other}")
    for line in kept_here if isinstance(kept_here, list) else ():
        match line:
            case [int(opened_at), [*items]] if is_number(opened_at, LATEST):
                found.append(Dealt(opened_at, frozenset(str(item) for item in items)))
    return tuple(found)


def under_way(book: VaultBook, other: str, besides: str, now: int) -> tuple[Dealt, ...]:
    """Return the decks with this person that were taken up or sealed in other spaces, and are not over."""
    rounds = (round_of(book, space) for space in spaces(book) if space != besides)
    return tuple(
        _as_dealt(each.deal) for each in rounds
        if each and other in (each.deal.about.first, each.deal.about.second) and now < each.deal.about.opens_at
        and (each.mine.stand not in ENDS if each.mine else not each.own)
    )  # fmt: skip


def _as_dealt(deal: Deal) -> Dealt:
    return Dealt(deal.about.opens_at, frozenset(line.item for line in deal.about.lines))


def keep_dealt(book: VaultBook, other: str, deal: Deal, now: int) -> None:
    """Remember that this deck was dealt; once is enough."""
    every = kept({*dealt(book, other), _as_dealt(deal)}, now)
    book.put(f"decks-dealt/{other}", [[each.opened_at, sorted(each.items)] for each in every])


def aside_until(book: VaultBook, other: str) -> int:
    """Return until when this person wants to see no proposal of the other's; 0 when they put none aside.

    By person, not by space, as what was dealt: nobody is asked sooner in another space of the same two.
    """
    found = book.get(f"deck-aside/{other}")
    return int(found) if is_number(found, LATEST) else 0


def keep_aside(book: VaultBook, other: str, until: int) -> None:
    """Show no proposal of the other's before this time; 0 shows them again."""
    book.put(f"deck-aside/{other}", until)


def spaces(book: VaultBook) -> list[str]:
    """Return the spaces in which a round is kept."""
    return [key.split("/")[1] for key in book.under("space/") if key.endswith("/deck")]
