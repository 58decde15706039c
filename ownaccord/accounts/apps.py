"""Django's registration of the accounts room."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Tells Django where the accounts room is."""

    name = "ownaccord.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
