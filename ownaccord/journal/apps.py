"""The room of the journal."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """Entries with a key each."""

    name = "ownaccord.journal"
