"""Django's registration of the room of threads."""

from django.apps import AppConfig


class TalkConfig(AppConfig):
    """Tells Django where the room of threads is."""

    name = "ownaccord.talk"
    label = "talk"
    default_auto_field = "django.db.models.BigAutoField"
