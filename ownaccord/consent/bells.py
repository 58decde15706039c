"""What this room does when it hears that something happened elsewhere."""

from ownaccord.consent import rows
from ownaccord.core.bells import SpaceEnded


def space_ended(event: SpaceEnded) -> None:
    """Erase every statement of a space that has ended, however it ended; a last record saying so stays."""
    rows.erase_states(event.space)
