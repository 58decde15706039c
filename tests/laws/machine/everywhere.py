"""What somebody says or does once, and what it means in each of their spaces: the oracle beside `truth`. No code.

A scope is the name of a space; the empty one is all of them. Each space has a Truth of its own.
"""

EVERYTHING = ""


def covers(scope, space):
    """Whether a pause of this scope holds in this space."""
    return scope in (EVERYTHING, space)


def wakes(truth, who, confirmed):
    """Somebody starts anew from a backup: with what they wished for when it was made, slept on since then.

    Only where a witness takes this vault for the true one: the browser has seen no later one, or others have written
    the older one on past the number that it had seen. What they said No to since the restore is not among it.
    """
    had = truth.restored.get(who, {})
    truth.restored = {other: each for other, each in truth.restored.items() if other != who}
    for key, terms, since in [(key, *each) for key, some in had.items() for each in some] if confirmed else ():
        if (key, terms) in truth.former[who]:
            truth.wishes_for(who, key, terms, since)


def comes_back(truth, who, gone, now):
    """An older vault was taken as the true one in another space: which wishes were let go here since it was written.

    `gone`: what that vault knew to be let go. Whatever it still holds is slept on once more, from now on; its author
    sees it among their wishes.
    """
    missing = frozenset(number for number, *_wish in truth.gone[who]) - gone
    for number, key, terms, _since in truth.gone[who]:
        if number in missing:
            truth.wishes_for(who, key, terms, now)
    return missing
