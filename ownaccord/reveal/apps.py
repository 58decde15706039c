"""Django's registration of the room of decks."""

from django.apps import AppConfig


class RevealConfig(AppConfig):
    """Tells Django where the room of decks is."""

    name = "ownaccord.reveal"
    label = "reveal"
    default_auto_field = "django.db.models.BigAutoField"
