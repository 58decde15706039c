"""Django's registration of the spaces room."""

from django.apps import AppConfig


class SpacesConfig(AppConfig):
    """Tells Django where the spaces room is."""

    name = "ownaccord.spaces"
    label = "spaces"
    default_auto_field = "django.db.models.BigAutoField"
