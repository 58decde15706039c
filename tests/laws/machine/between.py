"""What somebody with the database in their hands can do with two spaces: moves that take one for the other."""

from dataclasses import replace
from random import Random

from tests.laws.machine.kept import Kept, Place
from tests.laws.machine.moves import Loot, Move, move, rows_back

BETWEEN: set[str] = set()
"""The names of these moves: with one space there is nothing to do for them."""


def between(made: Move) -> Move:
    """One thing that takes two spaces."""
    BETWEEN.add(made.__name__.replace("_", " "))
    return move(made)


def newest(kept: Kept, space: str) -> dict[str, Place]:
    """The place of each author's newest row in the epoch that the space's row names."""
    epoch = kept.spaces[space][0]
    return {place[2]: place for place in sorted(kept.rows) if place[:2] == (space, epoch)}


@between
def rows_of_the_other_space(kept: Kept, loot: Loot, chance: Random) -> Kept:
    """What somebody, or everybody, wrote there in place of what they wrote here; or each in the other's place."""
    here, there = loot.space, chance.choice(loot.others)
    epochs = {space: kept.spaces[space][0] for space in (here, there)}
    authors = sorted({a for s, e, a, _q in kept.rows if epochs.get(s) == e})
    taken = set(authors if not authors or chance.random() < 0.3 else [chance.choice(authors)])
    other = {there: here, here: there} if chance.random() < 0.3 else {there: here}
    rows = dict(kept.rows)
    for space, epoch, author, seq in kept.rows:
        if space in other.values() and epoch == epochs[space] and author in taken:
            del rows[space, epoch, author, seq]
    for (space, epoch, author, seq), record in kept.rows.items():
        if space in other and epoch == epochs[space] and author in taken:
            rows[other[space], epochs[other[space]], author, seq] = record
    return replace(kept, rows=rows)


@between
def a_state_of_the_other_space(kept: Kept, loot: Loot, chance: Random) -> Kept:
    """A newest record from there, or its state alone, as the newest of somebody here; or each in the other's place."""
    here, there = newest(kept, loot.space), newest(kept, chance.choice(loot.others))
    if not here or not there:
        return kept
    author = chance.choice(sorted(here))
    mine, other = here[author], there[author if author in there else chance.choice(sorted(there))]
    a, b, rows, how = kept.rows[mine], kept.rows[other], dict(kept.rows), chance.randrange(4)
    if how == 0:
        rows[mine] = replace(a, state=b.state)
    elif how == 1:
        rows[mine] = replace(a, state=b.state, state_hash=b.state_hash)
    elif how == 2:
        rows[mine], rows[other] = b, a
    else:
        rows[(*mine[:3], mine[3] + 1)] = b
    return replace(kept, rows=rows)


@between
def the_epoch_of_the_other_space(kept: Kept, loot: Loot, chance: Random) -> Kept:
    """The numbers of both, or whether they have ended, each in the other's place."""
    here, there = loot.space, chance.choice(loot.others)
    (epoch, ended), (other, over) = kept.spaces[here], kept.spaces[there]
    numbers = (other, epoch) if chance.random() < 0.7 else (epoch, other)
    ends = (over, ended) if numbers == (epoch, other) or chance.random() < 0.3 else (ended, over)
    return replace(kept, spaces={**kept.spaces, here: (numbers[0], ends[0]), there: (numbers[1], ends[1])})


@between
def grants_of_the_other_space(kept: Kept, loot: Loot, chance: Random) -> Kept:
    """The key of its epoch for somebody, or for everybody, as the one of this space; with its number, or not."""
    here, there = loot.space, chance.choice(loot.others)
    found = {place: row for place, row in kept.grants.items() if place[0] == there}
    if not found:
        return kept
    if chance.random() < 0.5:
        place = chance.choice(sorted(found))
        found = {place: found[place]}
    grants, (epoch, ended) = dict(kept.grants), kept.spaces[here]
    for (_space, at, to), row in found.items():
        epoch = at if len(found) > 1 and chance.random() < 0.3 else epoch
        grants[here, epoch, to] = row
    return replace(kept, grants=grants, spaces={**kept.spaces, here: (epoch, ended)})


@between
def pauses_of_the_other_space(kept: Kept, loot: Loot, chance: Random) -> Kept:
    """A pause of everything is one of a single space, one of this space is of the other, or those of one are gone."""
    scopes, who = ("", loot.space, *loot.others), chance.choice(sorted(kept.vaults))
    before, after = chance.choice(scopes), chance.choice((*scopes, None))
    changed = [
        (person, after if scope == before and person == who else scope) for person, scope in kept.pauses
    ]
    left = sorted({(person, scope) for person, scope in changed if scope is not None})
    return replace(kept, pauses=tuple(left))


@between
def roll_back_one_space(kept: Kept, loot: Loot, chance: Random) -> Kept:
    """Everything that belongs to one space; sometimes with a vault or all vaults, which belong to both."""
    then, here = loot.then(chance), loot.space
    if then is None:
        return kept
    grants = {place: row for place, row in kept.grants.items() if place[0] != here}
    grants |= {place: row for place, row in then.grants.items() if place[0] == here}
    pauses = [each for each in kept.pauses if each[1] != here] + [each for each in then.pauses if each[1] == here]
    some = chance.choice(([], [chance.choice(sorted(kept.vaults))], sorted(kept.vaults)))
    rows = {p: r for p, r in kept.rows.items() if p[0] != here} | {p: r for p, r in then.rows.items() if p[0] == here}
    return replace(
        kept, rows=rows, spaces={**kept.spaces, here: then.spaces[here]}, grants=grants,
        pauses=tuple(sorted(pauses)) if chance.random() < 0.7 else kept.pauses,
        vaults={**kept.vaults, **{who: then.vaults[who] for who in some}},
    )  # fmt: skip


@between
def roll_back_one_author_everywhere(kept: Kept, loot: Loot, chance: Random) -> Kept:
    """The rows of one author in both spaces, with their vault or without it."""
    then, who = loot.then(chance), chance.choice(sorted(kept.vaults))
    if then is None:
        return kept
    for space in (loot.space, *loot.others):
        kept = replace(kept, rows=dict(rows_back(kept, then, space, {who})))
    return replace(kept, vaults={**kept.vaults, who: then.vaults[who]}) if chance.random() < 0.5 else kept
