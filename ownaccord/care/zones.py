"""Time zones that somebody can choose: the names that zoneinfo knows, without aliases that say nothing."""

from functools import cache
from zoneinfo import ZoneInfo, available_timezones

AREAS = (
    "Africa/", "America/", "Antarctica/", "Arctic/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/",
    "Pacific/",
)  # fmt: skip


@cache
def names() -> tuple[str, ...]:
    """Return the names, in order."""
    return (*sorted(name for name in available_timezones() if name.startswith(AREAS)), "UTC")


def zone(name: str) -> ZoneInfo | None:
    """Return the zone of this name; None when it is none of them."""
    return ZoneInfo(name) if name in names() else None
