"""Django's registration of the library."""

from django.apps import AppConfig

from ownaccord.catalogue.directory import load_directory


class LibraryConfig(AppConfig):
    """Tells Django where the library is, and refuses to start with a list of resources that breaks a rule."""

    name = "ownaccord.library"
    label = "library"

    def ready(self) -> None:
        """Check the list now: the day on which somebody needs it is too late."""
        load_directory()
