"""What this room does when it hears that something happened elsewhere."""

from ownaccord.core.bells import Reaffirmed, SpaceEnded
from ownaccord.talk import rows


def space_ended(event: SpaceEnded) -> None:
    """Remove every thread of a space that has ended."""
    rows.drop_space(event.space)


def started_anew(event: Reaffirmed) -> None:
    """Remove what was said before everybody started anew."""
    rows.drop_before(event.space, event.epoch)
