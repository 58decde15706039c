"""What this room does when it hears that something happened elsewhere."""

from ownaccord.core.bells import SpaceEnded
from ownaccord.talk import rows


def space_ended(event: SpaceEnded) -> None:
    """Remove every thread of a space that has ended."""
    rows.drop_space(event.space)
