"""What a person's own vault keeps of this room; docs/develop/spec/vault-store.md lists it all.

What cannot be read is not there: then follow-ups come at the usual times, or there is none.
"""

from dataclasses import dataclass, replace

from ownaccord.accounts.keys import VaultBook
from ownaccord.core.followup import LONGEST, Times
from ownaccord.core.position import is_date, is_number

MOST = 20
ENDS = "followup/"


@dataclass(frozen=True, slots=True, repr=False)
class Ended:
    """One scene of this person that is over. `mark` is its own; up to `away` hours its follow-ups were put away."""

    mark: str
    at: int
    away: int = 0


@dataclass(frozen=True, slots=True, repr=False)
class Prepared:
    """Words for afterwards: to oneself, and for somebody else, who only ever gets them by hand."""

    own: str = ""
    other: str = ""


def ends(book: VaultBook, space: str) -> tuple[Ended, ...]:
    """Return the scenes of this person here that are over, as they came to know of them."""
    kept, found = book.get(f"followup/{space}"), []
    for each in kept if isinstance(kept, list) else ():
        match each:
            case [str(mark), int(at), int(away)] if is_date(at) and is_number(away, LONGEST):
                found.append(Ended(mark, at, away))
    return tuple(found)


def every_end(book: VaultBook) -> dict[str, tuple[Ended, ...]]:
    """Return the scenes that are over, by space, those of spaces that have ended too."""
    return {key.removeprefix(ENDS): ends(book, key.removeprefix(ENDS)) for key in sorted(book.under("followup/"))}


def note_end(book: VaultBook, space: str, new: Ended) -> None:
    """Remember that a scene is over, once; the newest twenty."""
    known = ends(book, space)
    if all(each.mark != new.mark for each in known):
        _put(book, space, (*known, new))


def put_away(book: VaultBook, space: str, mark: str, hours: int) -> None:
    """Put the follow-ups of this scene away, up to the one after these hours."""
    _put(book, space, tuple(
        replace(each, away=max(each.away, hours)) if each.mark == mark else each for each in ends(book, space)
    ))  # fmt: skip


def _put(book: VaultBook, space: str, every: tuple[Ended, ...]) -> None:
    book.put(f"followup/{space}", [[each.mark, each.at, each.away] for each in every[-MOST:]])


def times(book: VaultBook) -> Times:
    """Return this person's own times; the usual ones where nothing was said."""
    match book.get("settings/followup"):
        case [[*hours], bool(moves)] if all(is_number(each, LONGEST) for each in hours):
            try:
                return Times(tuple(hours), moves)
            except ValueError:
                return Times()
    return Times()


def keep_times(book: VaultBook, new: Times) -> None:
    """Keep the own times."""
    book.put("settings/followup", [list(new.hours), new.moves])


def prepared(book: VaultBook, space: str) -> Prepared:
    """Return the words that this person prepared for afterwards here."""
    match book.get(f"prepared/{space}"):
        case [str(own), str(other)]:
            return Prepared(own, other)
    return Prepared()


def keep_prepared(book: VaultBook, space: str, new: Prepared) -> None:
    """Keep prepared words in place of earlier ones; none is kept as nothing."""
    if new.own or new.other:
        book.put(f"prepared/{space}", [new.own, new.other])
    else:
        book.drop(f"prepared/{space}")
