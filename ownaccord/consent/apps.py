"""Django's registration of the consent room."""

from django.apps import AppConfig


class ConsentConfig(AppConfig):
    """Tells Django where the consent room is."""

    name = "ownaccord.consent"
    label = "consent"
    default_auto_field = "django.db.models.BigAutoField"
