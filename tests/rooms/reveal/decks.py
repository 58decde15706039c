"""What two people do with a deck, by pressing buttons."""

from typing import Any

from ownaccord.accounts import vaults
from ownaccord.accounts.keys import VaultBook
from ownaccord.catalogue.decks import load_decks
from ownaccord.consent import interest
from ownaccord.core.interest import Answer, Interest
from ownaccord.core.position import Side
from ownaccord.reveal import memory
from tests.people import Somebody
from tests.rooms.consent.shared import Shared

CLOSENESS = next(deck for deck in load_decks() if deck.slug == "closeness")
HOLDING, MASSAGE = "holding", "massage"


def propose(ours: Shared, who: Somebody, deck: str = "closeness", days: str = "3", **more: Any) -> str:
    """Put a deck on the table; where the answer leads."""
    return ours.press(who, "deck/propose/", deck=deck, days=days, **more)


def take_up(ours: Shared, who: Somebody) -> str:
    """Take up what lies on the table."""
    return ours.press(who, "deck/take-up/", mark=mark_seen(ours, who))


def mark_seen(ours: Shared, who: Somebody) -> str:
    """The mark that stands in the button of a proposal."""
    page = who.browser.get(ours.url("deck/")).content.decode()
    return page.split('name="mark" value="', 1)[1].split('"', 1)[0] if 'name="mark"' in page else "00"


def feels(who: Somebody, **said: str) -> None:
    """Keep these answers: holding__together="into"."""

    def keep(book: VaultBook) -> None:
        for key, words in said.items():
            item, side = key.replace("_", "-").split("--")
            before = interest.answer(book, item)
            interest.keep_answer(book, Answer(item, {**before.sides, Side(side): Interest(words)}))

    vaults.change(who.id, who.keys, keep)


def seal(ours: Shared, who: Somebody, answers: str = "answers") -> str:
    """Seal with answers, or with `nothing`."""
    return ours.press(who, "deck/seal/", **{"with": answers})


def open_between(ours: Shared, **how: Any) -> None:
    """Ash proposes, Bo takes it up."""
    assert propose(ours, ours.cast.ash, **how) == "deck/?said=proposed"
    assert take_up(ours, ours.cast.bo) == "deck/?said=taken"


def both_visit(ours: Shared, times: int = 2) -> None:
    """Each unlocks so often, in turn."""
    for _time in range(times):
        for who in (ours.cast.ash, ours.cast.bo):
            who.unlock()


def stand(who: Somebody, ours: Shared) -> str:
    """Where somebody stands in their round, as their vault has it."""
    kept = memory.round_of(who.book(), ours.id)
    return str(kept.mine.stand) if kept and kept.mine else ""


def begin_again(who: Somebody, ours: Shared) -> None:
    """Forget every deck, so that the same story can begin anew."""

    def drop(book: VaultBook) -> None:
        for name in ("deck", "mutual"):
            book.drop(f"space/{ours.id}/{name}")
        for key in (*book.under("decks-dealt/"), *book.under("deck-aside/")):
            book.drop(key)

    vaults.change(who.id, who.keys, drop)
