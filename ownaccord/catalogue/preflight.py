"""What should lie ready before a scene, as fits the chosen items: a list to look over that permits nothing."""

from collections.abc import Iterable

from ownaccord.catalogue.cards import Item, Ready

RISKY, SERIOUS = 2, 3


def things(items: Iterable[Item]) -> tuple[str, ...]:
    """Return the keys of `Ready` that these items ask for, each once, in its order: what their cards name, and what
    follows from their flags and their physical risk.
    """
    wanted = {key for item in items for key in (*item.ready, *_flagged(item))}
    return tuple(key.value for key in Ready if key in wanted)


def _flagged(item: Item) -> tuple[Ready, ...]:
    """A safe sign where speech, hearing or movement is limited; help in reach where injury is possible, and somebody
    who knows where it is serious, or where the one who moves freely could fall ill.
    """
    keys: tuple[Ready, ...] = (Ready.SIGN,) if item.silences else ()
    if item.risk.physical >= RISKY:
        keys += (Ready.PHONE, Ready.FIRST_AID)
    if item.risk.physical >= SERIOUS or (item.movement_restricted and item.risk.physical >= RISKY):
        keys += (Ready.SOMEONE_WHO_KNOWS,)
    return keys
