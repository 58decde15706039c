"""The room of what is one's own."""

from django.apps import AppConfig


class ProfileConfig(AppConfig):
    """Pages without rows."""

    name = "ownaccord.profile"
