"""What somebody with the database in their hands can do to it: moves, each from plain values to plain values.

An attack is a recipe: a few moves, each with a number from which it draws its choices, made one after another.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from random import Random

from ownaccord.core.ledger import Record
from tests.laws.machine.kept import GrantRow, Kept, Place

Recipe = tuple[tuple[str, int], ...]


@dataclass
class Loot:
    """What the attacker of one space has: old states with how much was in force then, records of a space that is none
    of these, made-up records, and the other spaces of these people.
    """

    space: str
    old: list[tuple[int, Kept]] = field(default_factory=list)
    elsewhere: dict[Place, Record] = field(default_factory=dict)
    forged: Callable[[str, Kept], tuple[int, Record] | None] = lambda author, kept: None
    others: list[str] = field(default_factory=list)

    def saw(self, worth: int, kept: Kept) -> None:
        """Remember a state: the newest eight, and the four in which most was in force."""
        self.old.append((worth, kept))
        if len(self.old) > 16:
            best = sorted(self.old[:-8], key=lambda each: -each[0])[:4]
            self.old[:-8] = [each for each in self.old[:-8] if any(each is one for one in best)]

    def then(self, chance: Random) -> Kept | None:
        """An old state; most often one in which much was in force."""
        if not self.old:
            return None
        some = chance.sample(self.old, min(len(self.old), chance.choice((1, 3, 5))))
        return max(some, key=lambda each: each[0])[1]


Move = Callable[[Kept, Loot, Random], Kept]
MOVES: dict[str, Move] = {}
ALL: dict[str, Move] = {}
"""These, and those of rooms that have rows of their own."""


def move(made: Move) -> Move:
    """One thing that can be done to what is stored."""
    name = made.__name__.replace("_", " ")
    MOVES[name] = ALL[name] = made
    return made


def _places(kept: Kept, loot: Loot, epoch: int | None = None) -> list[Place]:
    epoch = kept.spaces[loot.space][0] if epoch is None else epoch
    return sorted(place for place in kept.rows if place[0] == loot.space and place[1] == epoch)


def _of(places: list[Place], chance: Random) -> tuple[str, list[Place]]:
    author = chance.choice(sorted({place[2] for place in places}))
    return author, [place for place in places if place[2] == author]


def _flip(data: bytes, chance: Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << chance.randrange(8))]) + data[at + 1 :]


@move
def edit(kept: Kept, loot: Loot, chance: Random) -> Kept:
    """One bit of one row; most often of a newest one."""
    if not (places := _places(kept, loot)):
        return kept
    _author, chain = _of(places, chance)
    place = chain[-1] if chance.random() < 0.7 else chance.choice(chain)
    record, part = kept.rows[place], chance.choice(("header", "state_hash", "state", "macs"))
    if part == "macs":
        changed: object = {who: _flip(mac, chance) for who, mac in record.macs.items()}
    elif part == "state" and not record.state:
        changed = b"\0"
    else:
        changed = _flip(getattr(record, part), chance)
    return replace(kept, rows={**kept.rows, place: replace(record, **{part: changed})})


@move
def delete(kept: Kept, loot: Loot, chance: Random) -> Kept:
    """One row."""
    places = _places(kept, loot)
    gone = chance.choice(places) if places else None
    return replace(kept, rows={place: record for place, record in kept.rows.items() if place != gone})


@move
def truncate(kept: Kept, loot: Loot, chance: Random) -> Kept:
    """The newest rows of a chain, or all of it."""
    if not (places := _places(kept, loot)):
        return kept
    _author, chain = _of(places, chance)
    gone = set(chain[chance.randrange(len(chain)) :])
    return replace(kept, rows={place: record for place, record in kept.rows.items() if place not in gone})


@move
def prune(kept: Kept, loot: Loot, chance: Random) -> Kept:
    """The oldest rows of a chain, and everything of older epochs."""
    if not (places := _places(kept, loot)):
        return kept
    _author, chain = _of(places, chance)
    gone = set(chain[: chance.randint(1, len(chain))])
    epoch = places[0][1]
    return replace(kept, rows={p: r for p, r in kept.rows.items() if p not in gone and p[1] >= epoch})


@move
def swap_authors(kept: Kept, loot: Loot, chance: Random) -> Kept:
    """The chains, or the newest rows, or the newest states of two authors."""
    places = _places(kept, loot)
    authors = sorted({place[2] for place in places})
    if len(authors) < 2:
        return kept
    one, two = chance.sample(authors, 2)
    rows, how = dict(kept.rows), chance.randrange(3)
    if how == 0:
        other = {one: two, two: one}
        moved = {(s, e, other[a], q): rows.pop((s, e, a, q)) for s, e, a, q in places if a in other}
        return replace(kept, rows={**rows, **moved})
    a, b = (max(place for place in places if place[2] == who) for who in (one, two))
    if how == 1:
        rows[a], rows[b] = rows[b], rows[a]
    else:
        rows[a], rows[b] = replace(rows[a], state=rows[b].state), replace(rows[b], state=rows[a].state)
    return replace(kept, rows=rows)


@move
def swap_spaces(kept: Kept, loot: Loot, chance: Random) -> Kept:
    """The rows that the same people wrote in another space, in place of one's or of everybody's."""
    epoch, authors = kept.spaces[loot.space][0], sorted({place[2] for place in loot.elsewhere})
    taken = set(authors if chance.random() < 0.5 else [chance.choice(authors)])
    planted = {(loot.space, epoch, a, q): record for (_s, _e, a, q), record in loot.elsewhere.items() if a in taken}
    left = {p: r for p, r in kept.rows.items() if not (p[:2] == (loot.space, epoch) and p[2] in taken)}
    return replace(kept, rows={**left, **planted})


@move
def swap_items(kept: Kept, loot: Loot, chance: Random) -> Kept:
    """An older state, with another item in it, under the newest header of the same author, with or without its hash."""
    then, places = loot.then(chance), _places(kept, loot)
    if then is None or not places:
        return kept
    author, chain = _of(places, chance)
    old = [r for p, r in then.rows.items() if p[0] == loot.space and p[2] == author and r.state is not None]
    if not old:
        return kept
    taken, newest = chance.choice(old), kept.rows[chain[-1]]
    hashed = taken.state_hash if chance.random() < 0.5 else newest.state_hash
    changed = replace(newest, state=taken.state, state_hash=hashed)
    return replace(kept, rows={**kept.rows, chain[-1]: changed})


@move
def swap_epochs(kept: Kept, loot: Loot, chance: Random) -> Kept:
    """The rows of another epoch under the number of this one, or this epoch's number set back or on."""
    epoch, ended = kept.spaces[loot.space]
    then = loot.then(chance)
    if then is None or chance.random() < 0.3:
        other = max(0, epoch + chance.choice((-2, -1, 1)))
        return replace(kept, spaces={**kept.spaces, loot.space: (other, ended)})
    old = then.spaces[loot.space][0]
    planted = {(s, epoch, a, q): r for (s, e, a, q), r in then.rows.items() if s == loot.space and e == old}
    grants = dict(kept.grants)
    if chance.random() < 0.5:
        for (space, at, to), row in then.grants.items():
            if space == loot.space and at == old:
                grants[space, epoch, to] = row
    left = {p: r for p, r in kept.rows.items() if p[:2] != (loot.space, epoch)}
    return replace(kept, rows={**left, **planted}, grants=grants)


@move
def replay(kept: Kept, loot: Loot, chance: Random) -> Kept:
    """An older record of an author under the next number, with its state."""
    then, places = loot.then(chance), _places(kept, loot)
    if then is None or not places:
        return kept
    author, chain = _of(places, chance)
    old = sorted(p for p, r in then.rows.items() if p[0] == loot.space and p[2] == author and r.state is not None)
    if not old:
        return kept
    where = (*chain[-1][:3], chain[-1][3] + 1)
    return replace(kept, rows={**kept.rows, where: then.rows[old[-1]]})


@move
def duplicate(kept: Kept, loot: Loot, chance: Random) -> Kept:
    """A newest row once more: as the next of its author, or as somebody else's."""
    if not (places := _places(kept, loot)):
        return kept
    author, chain = _of(places, chance)
    others = sorted(who for who in kept.vaults if who != author)
    space, epoch, _author, seq = chain[-1]
    where = (space, epoch, author, seq + 1) if chance.random() < 0.5 else (space, epoch, chance.choice(others), seq)
    return replace(kept, rows={**kept.rows, where: kept.rows[chain[-1]]})


@move
def forge(kept: Kept, loot: Loot, chance: Random) -> Kept:
    """A Yes to everything, written as somebody with keys of one's own."""
    author = chance.choice(sorted(kept.vaults))
    made = loot.forged(author, kept)
    if made is None:
        return kept
    return replace(kept, rows={**kept.rows, (loot.space, kept.spaces[loot.space][0], author, made[0]): made[1]})


def rows_back(kept: Kept, then: Kept, space: str, authors: set[str]) -> Mapping[Place, Record]:
    """Every row as it is, and those of these authors in this epoch of this space as they were then."""
    epoch = kept.spaces[space][0]
    left = {p: r for p, r in kept.rows.items() if not (p[:2] == (space, epoch) and p[2] in authors)}
    back = {p: r for p, r in then.rows.items() if p[:2] == (space, epoch) and p[2] in authors}
    return {**left, **back}


@move
def roll_back_an_author(kept: Kept, loot: Loot, chance: Random) -> Kept:
    """The rows of one author, with the state that was erased since."""
    then = loot.then(chance)
    if then is None:
        return kept
    old, new = (each.newest(loot.space) for each in (then, kept))
    changed = [who for who in sorted(kept.vaults) if old.get(who) != new.get(who)] or sorted(kept.vaults)
    return replace(kept, rows=dict(rows_back(kept, then, loot.space, {chance.choice(changed)})))


@move
def roll_back_all_rows(kept: Kept, loot: Loot, chance: Random) -> Kept:
    """Everybody's rows."""
    then = loot.then(chance)
    return kept if then is None else replace(kept, rows=then.rows)


@move
def roll_back_a_vault(kept: Kept, loot: Loot, chance: Random) -> Kept:
    """One person's vault, most often together with the rows of that moment: everybody's, or those of the others."""
    then, who = loot.then(chance), chance.choice(sorted(kept.vaults))
    if then is None:
        return kept
    others = dict(rows_back(kept, then, loot.space, set(kept.vaults) - {who}))
    here = dict(rows_back(kept, then, loot.space, set(kept.vaults)))
    rows = chance.choice((kept.rows, then.rows, others, here) if loot.others else (kept.rows, then.rows, others))
    return replace(kept, rows=rows, vaults={**kept.vaults, who: then.vaults[who]})


@move
def roll_back_all_vaults(kept: Kept, loot: Loot, chance: Random) -> Kept:
    """Everybody's vaults, and nothing else."""
    then = loot.then(chance)
    return kept if then is None else replace(kept, vaults=then.vaults)


@move
def roll_back_the_epoch(kept: Kept, loot: Loot, chance: Random) -> Kept:
    """The number of the epoch, its grants and rows; not the vaults."""
    then = loot.then(chance)
    return kept if then is None else replace(kept, rows=then.rows, spaces=then.spaces, grants=then.grants)


@move
def roll_back_everything(kept: Kept, loot: Loot, chance: Random) -> Kept:
    """All of it; sometimes all but the pauses."""
    then = loot.then(chance)
    if then is None:
        return kept
    return then if chance.random() < 0.7 else replace(then, pauses=kept.pauses)


@move
def delete_pauses(kept: Kept, loot: Loot, chance: Random) -> Kept:
    """Plain pauses."""
    return replace(kept, pauses=())


@move
def plant_pauses(kept: Kept, loot: Loot, chance: Random) -> Kept:
    """A pause that nobody made; it can only lower."""
    scope = chance.choice(("", loot.space, *loot.others)) if loot.others else ""
    return replace(kept, pauses=(*kept.pauses, (chance.choice(sorted(kept.vaults)), scope)))


@move
def swap_vaults(kept: Kept, loot: Loot, chance: Random) -> Kept:
    """Another person's vault in the place of one's own, or a bit of it, or its version."""
    one, two = chance.sample(sorted(kept.vaults), 2)
    row, how = kept.vaults[one], chance.randrange(3)
    if how == 0:
        changed = row._replace(version=kept.vaults[two].version, vault=kept.vaults[two].vault)
    elif how == 1:
        changed = row._replace(vault=_flip(row.vault, chance))
    else:
        changed = row._replace(version=max(1, row.version + chance.choice((-1, 1, 5))))
    return replace(kept, vaults={**kept.vaults, one: changed})


@move
def swap_grants(kept: Kept, loot: Loot, chance: Random) -> Kept:
    """A grant of somebody else, of another time, by another, or none."""
    here = sorted(place for place in kept.grants if place[0] == loot.space)
    then = loot.then(chance)
    if not here or then is None:
        return kept
    place, grants = chance.choice(here), dict(kept.grants)
    old = [each for where, each in then.grants.items() if where[2] == place[2]]
    choices: list[GrantRow | None] = [None, grants[chance.choice(here)], *old]
    changed = chance.choice(choices)
    by = chance.choice(sorted(kept.vaults))
    if changed is None:
        del grants[place]
    else:
        grants[place] = changed if chance.random() < 0.7 else changed._replace(by=by)
    return replace(kept, grants=grants)


@move
def swap_keys(kept: Kept, loot: Loot, chance: Random) -> Kept:
    """Somebody's public key: another's, or the one from before a reset."""
    one, two = chance.sample(sorted(kept.vaults), 2)
    then = loot.then(chance)
    public = kept.vaults[two].public if then is None or chance.random() < 0.5 else then.vaults[one].public
    return replace(kept, vaults={**kept.vaults, one: kept.vaults[one]._replace(public=public)})


@move
def revive(kept: Kept, loot: Loot, chance: Random) -> Kept:
    """A space that has ended goes on."""
    epoch, _ended = kept.spaces[loot.space]
    return replace(kept, spaces={**kept.spaces, loot.space: (epoch, False)})


def made(recipe: Recipe, kept: Kept, loots: Sequence[Loot]) -> Kept:
    """What is stored after this attack: each of its moves on one of the spaces."""
    for name, seed in recipe:
        chance = Random(seed)
        kept = ALL[name](kept, loots[0] if len(loots) == 1 else chance.choice(loots), chance)
    return kept
