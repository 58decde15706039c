"""Which cards were served here last, so that an upgrade can say beforehand which of them changed meaning.

It remembers the whole catalogue, whatever anybody stated, and nothing about anybody.
"""

from collections.abc import Iterator

from django.db import transaction

from ownaccord.catalogue import Item, load
from ownaccord.consent.models import ServedCard
from ownaccord.core.terms import Level

WHAT_IT_MEANS = (
    "What people stated on a card whose meaning changed counts as Talk first at most until they have read it again.",
    "On what is not in the catalogue any more nothing is available.",
    "Nothing that anybody wrote is lost. Each person reads about it, calmly, at their next look.",
)


def notice() -> tuple[str, ...]:
    """Return what changed since the cards were last served, with what it means; nothing when nothing did."""
    lines = tuple(f"  {line}" for line in changes())
    return ("Since they were last served here, these cards changed:", *lines, *WHAT_IT_MEANS) if lines else ()


def changes() -> Iterator[str]:
    """Yield one line for every card that lowers what people stated on it. A first start has nothing to compare with."""
    for before in ServedCard.objects.order_by("slug"):
        line = _change(before, load().item(before.slug))
        if line:
            yield f"{before.name}: {line}"


def _change(before: ServedCard, item: Item | None) -> str:
    if item is None:
        return "it is not in the catalogue any more"
    if item.edition != before.edition:
        return f"its meaning changed (edition {before.edition}, now {item.edition})"
    if item.ceiling < before.ceiling:
        return f"it goes no higher than {_level(item.ceiling)} now"
    return "somebody has fewer sides to take" if set(before.sides.split()) - set(_sides(item).split()) else ""


def _level(level: Level) -> str:
    return level.name.capitalize() + (" first" if level is Level.TALK else "")


def note() -> None:
    """Remember the cards as they are served from now on."""
    with transaction.atomic():
        ServedCard.objects.all().delete()
        ServedCard.objects.bulk_create(_row(item) for item in load().items)


def _row(item: Item) -> ServedCard:
    return ServedCard(
        slug=item.slug, name=item.name, edition=item.edition, ceiling=item.ceiling, sides=_sides(item)
    )


def _sides(item: Item) -> str:
    return " ".join(side.value for side in item.sides)
