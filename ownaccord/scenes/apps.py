"""Django's registration of the room of scenes."""

from django.apps import AppConfig


class ScenesConfig(AppConfig):
    """Tells Django where the room of scenes is."""

    name = "ownaccord.scenes"
    label = "scenes"
    default_auto_field = "django.db.models.BigAutoField"
