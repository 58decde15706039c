"""What is stored of threads, decks, scenes and what opens together, as one person's own software reads it."""

from typing import Any

from ownaccord.accounts import vaults
from ownaccord.accounts.keys import Keyring
from ownaccord.consent import cooled, interest, memory, mutual
from ownaccord.consent.looking import Look
from ownaccord.core.turns import Move
from ownaccord.lib import clock
from ownaccord.reveal import memory as decks
from ownaccord.reveal import table as deck_table
from ownaccord.scenes import memory as rehearsals
from ownaccord.scenes import table
from ownaccord.scenes.models import Pass
from ownaccord.spaces import excerpts, together
from ownaccord.talk import memory as seen
from ownaccord.talk import threads
from ownaccord.talk.here import Here


def of(found: Look, keys: Keyring) -> dict[str, Any]:
    """Every part of it, by name."""
    return {
        "threads": _threads(found, keys), "rests": _rests(found), "deck": _deck(found, keys), "feels": _feels(found),
        "together": _together(found, keys), "lines": _lines(found), "plan": _plan(found, keys),
        "chain": _chain(found, keys),
        "cooling": [str(each.scope) for each in cooled.coolings(found.book, found.space.id)],
        "levels": {f"{e.item}/{e.side.value}": int(e.terms.level) for e in (found.mine.entries if found.mine else ())},
        "wishes": sorted(f"{e.item}/{e.side.value}" for e in memory.wishes(found.book, found.space.id)),
    }  # fmt: skip


def _names(found: Look, people: Any) -> list[str]:
    return sorted(found.space.name(who) for who in people)


def _threads(found: Look, keys: Keyring) -> dict[str, Any]:
    """Each post as author, move and words; one that its author's vault does not know of, or misses, is torn."""
    every = threads.every(found, keys)
    return {
        **{each.subject.topic: _posts(found, each) for each in every},
        **{f"torn: {each.subject.topic}": True for each in every if each.missing or _is_unknown(found, each)},
    }


def _posts(found: Look, here: Here) -> list[list[Any]]:
    posts = (post for each in here.rounds for post in each.thread.posts)
    # A trial names a way in no words of its author's.
    return [
        [found.space.name(post.author), str(post.move), None if post.move is Move.TRY else post.words] for post in posts
    ]


def _is_unknown(found: Look, here: Here) -> bool:
    """Whether the own vault knows another newest post of its owner than the rows have."""
    for each in here.rounds:
        about = each.topic.about
        known = seen.known(found.book, found.space.id, found.space.epoch, about).get(found.person, (0, b""))[0]
        if known != sum(post.author == found.person for post in each.thread.posts):
            return True
    return False


def _rests(found: Look) -> list[str]:
    under = found.book.under(f"rest/{found.space.id}/")
    return sorted(key.rpartition("/")[2] for key, until in under.items() if until > clock.now())


def _deck(found: Look, keys: Keyring) -> list[Any]:
    """What the vault keeps of the round, which messages lie there, what its page says, and what was found."""
    book, space = found.book, found.space.id
    here = deck_table.look(found.space, keys, clock.now())
    kept = decks.round_of(book, space)
    stand = "" if kept is None else "here" if kept.mine is None else str(kept.mine.stand)
    aside = any(decks.aside_until(book, who) > clock.now() for who in found.space.members)
    alike = sorted({each.item for each, _opens in mutual.mutual(book, space)})
    return [stand, sorted(here.messages), str(here.state), here.offered is not None, aside, alike]


def _feels(found: Look) -> dict[str, str]:
    every = interest.answers(found.book).values()
    return {f"{each.item}/{side.value}": said.value for each in every for side, said in each.sides.items()}


def _together(found: Look, keys: Keyring) -> list[Any]:
    page = together.look(found.space, keys)
    return [str(page.state), page.text, {found.space.name(who): text for who, text in page.read.items()}]


def _lines(found: Look) -> list[Any]:
    every = excerpts.every(found.book, found.space.id)
    names = found.space.name
    return [[str(e.state), e.text, {names(who): text for who, text in e.texts.items()}] for e in every]


def _plan(found: Look, keys: Keyring) -> dict[str, Any]:
    """How it stands on the table, on the devices and in the own vault."""
    here = table.of(found, keys)
    running = here.last or here.scene
    live = running.live if running is not None else None
    carries = running is not None and Pass.objects.filter(person_id=found.person, scene=running.scene).exists()
    return {
        "stage": str(here.stage), "carries": carries,
        "phase": "" if live is None else str(live.phase), "red": _names(found, live.by) if live else [],
        "signals": {found.space.name(who): str(said) for who, said in live.signals.items()} if live else {},
        "gone": sorted(live.gone) if live else [],
        "rehearsed": rehearsals.rehearsed_at(vaults.read(found.person, keys), found.space.id) > 0,
    }  # fmt: skip


def _chain(found: Look, keys: Keyring) -> list[Any]:
    """Whose yes counts, and how far the own record is; whoever looks after its end writes that there."""
    mine = found.mine.scene if found.mine is not None else None
    own = "" if mine is None else "ended" if mine.ended_at else "started" if mine.start else "yes"
    return [_names(found, table.of(found, keys).confirmed), own]
