"""How new a space is to its streams: a number that grows with everything that they are told about."""

from collections.abc import Collection

from django.db.models import F

from ownaccord.lib.streams.live import live
from ownaccord.lib.streams.pokes import Kind, Poke
from ownaccord.scenes.models import Revision


def newer(space: str, kind: Kind = Kind.LOOK) -> None:
    """Inside the transaction that changed something: once it is stored, whoever listens to this space looks again."""
    here = Revision.objects.filter(space_id=space)
    if not here.update(number=F("number") + 1):
        _found, first = Revision.objects.get_or_create(space_id=space, defaults={"number": 1})
        if not first:
            # Somebody else's first one came between: the same number twice would be heard once.
            here.update(number=F("number") + 1)
    number = Revision.objects.values_list("number", flat=True).get(space_id=space)
    live.tell(Poke(space, number, kind))


def stored(spaces: Collection[str]) -> dict[str, int]:
    """Return how new these spaces are, as it is stored; who is not in it was never told about."""
    return dict(Revision.objects.filter(space_id__in=spaces).values_list("space_id", "number"))
