"""The room of care."""

from django.apps import AppConfig


class CareConfig(AppConfig):
    """Reminders and calendars; everything else is kept in the vaults."""

    name = "ownaccord.care"
    default_auto_field = "django.db.models.BigAutoField"
