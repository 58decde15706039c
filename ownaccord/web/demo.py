"""The demonstration: Ash and Bo, both invented, in a space that they have lived in for a while.

It has a data folder of its own, and its people's words lie in it in plain; nothing in it is anybody's.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ownaccord.accounts import codes, entry, vaults
from ownaccord.accounts.browser import Browser
from ownaccord.accounts.keys import Keyring
from ownaccord.accounts.models import Host, Person
from ownaccord.catalogue import Item, load
from ownaccord.consent import actions, hooks
from ownaccord.consent.looking import Look, look
from ownaccord.core.position import Side
from ownaccord.core.terms import Context, Level, Terms
from ownaccord.lib import folder
from ownaccord.spaces import access
from ownaccord.spaces import actions as spaces

DAY = 86_400
PEOPLE = "people.txt"
HOST = "Bo (invented)"


def people(data: Path, now: int) -> str:
    """Return how to sign in as Ash and as Bo; makes them, and what they have stated, when the folder is empty."""
    path = data / PEOPLE
    if not Person.objects.exists():
        path.unlink(missing_ok=True)
        folder.write_new(path, _make(now).encode())
    return path.read_text(encoding="utf-8")


def _make(now: int) -> str:
    Host.objects.create(name=HOST)
    began = now - 40 * DAY
    ash, ash_words = _account("Ash", began)
    bo, bo_words = _account("Bo", began)
    _live(_Space(_begin(ash, bo, began), ash, bo), now)
    return f"Ash signs in with: {ash_words}\nBo signs in with:  {bo_words}\n"


def _account(name: str, now: int) -> tuple[Keyring, str]:
    """An account with portable words, so that it opens in every browser."""
    opened = entry.sign_up(name=name, passphrase=None, browser=Browser(b"", "").with_device(), now=now)
    words = str(vaults.read(opened.keys.person, opened.keys).get("showing/portable"))
    for what in (codes.PORTABLE, codes.RECOVERY):
        codes.kept(keys=opened.keys, what=what)
    return opened.keys, words


def _begin(ash: Keyring, bo: Keyring, now: int) -> str:
    space = spaces.create(keys=ash, once="demo", label="Ash and Bo", own_name="Ash", now=now)
    spaces.invite(space=access.space_for(ash.person, space, ash), keys=ash, now=now)
    secret = vaults.read(ash.person, ash).get(f"space/{space}/invitation")["secret"]
    spaces.join(secret=secret, keys=bo, own_name="Bo", label="Ash and Bo", now=now)
    spaces.begin(space=access.space_for(ash.person, space, ash), keys=ash)
    return space


@dataclass(frozen=True, slots=True)
class _Space:
    id: str
    ash: Keyring
    bo: Keyring

    def look(self, keys: Keyring, now: int) -> Look:
        space = access.space_for(keys.person, self.id, keys)
        return look(person=keys.person, keys=keys, space=space, witness=None, behind=False, now=now)

    def unlock(self, keys: Keyring, now: int) -> None:
        seen = self.look(keys, now)
        vaults.change(keys.person, keys, lambda book: hooks.remember(book, seen))


def _live(space: _Space, now: int) -> None:
    """Forty days in which both stated a good deal, slept on it, and changed their minds about one thing."""
    items = load().items
    agreed = _spread((item for item in items if item.ceiling is Level.YES and item.risk.physical < 2), 14)
    trials = _spread((item for item in items if item.ceiling is Level.YES and item not in agreed), 3)
    talk = _spread((item for item in items if item not in agreed and item not in trials), 6)
    both = (space.ash, space.bo)
    for keys in both:
        _state(space, keys, agreed, _yes(now), now - 20 * DAY)
    for keys in both:
        _sleep(space, keys, now - 19 * DAY)
    for keys in both:
        _state(space, keys, trials, _trial(now), now - 5 * DAY)
        _state(space, keys, talk, Terms(level=Level.TALK), now - 5 * DAY)
    for keys in both:
        _sleep(space, keys, now - 4 * DAY)
    for keys in both:
        space.unlock(keys, now - 3 * DAY)
    last = [item for item in items if item.ceiling is Level.TALK][-1]
    actions.tell_limit(look=space.look(space.bo, now - 2 * DAY), keys=space.bo, item=last, sides=last.sides[:1])
    actions.tighten(
        look=space.look(space.bo, now - 2 * DAY), keys=space.bo, item=agreed[-1], side=None, level=Level.NO
    )


def _spread(items: Iterable[Item], number: int) -> list[Item]:
    """The first card of every category, then the second, until there are enough: nobody lives in one category."""
    before: Counter[str] = Counter()
    ranked = []
    for item in items:
        ranked.append((before[item.category], item))
        before[item.category] += 1
    return [item for _, item in sorted(ranked, key=lambda pair: pair[0])][:number]


def _state(space: _Space, keys: Keyring, items: Iterable[Item], terms: Terms, now: int) -> None:
    for item in items:
        actions.read_card(look=space.look(keys, now), keys=keys, item=item)
        for side in item.sides:
            actions.take_position(look=space.look(keys, now), keys=keys, item=item, side=side, terms=terms)


def _sleep(space: _Space, keys: Keyring, now: int) -> None:
    book = vaults.read(keys.person, keys)
    chosen = [(key.split("/")[2], Side(key.split("/")[3])) for key in book.under(f"wish/{space.id}/")]
    actions.still_so(look=space.look(keys, now), keys=keys, chosen=chosen)


def _yes(now: int) -> Terms:
    return Terms(
        level=Level.YES, intensity=3, contexts=frozenset({Context.AT_HOME, Context.AWAY}),
        conditions=frozenset({"sober", "unhurried"}), review_by=now + 60 * DAY,
    )  # fmt: skip


def _trial(now: int) -> Terms:
    return Terms(
        level=Level.TRIAL, intensity=2, minutes=20, contexts=frozenset({Context.AT_HOME}),
        conditions=frozenset({"sober", "teach_back"}), review_by=now + 20 * DAY, uses=1,
    )  # fmt: skip
