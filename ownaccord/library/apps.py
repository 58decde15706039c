"""Django's registration of the library."""

from django.apps import AppConfig

from ownaccord.catalogue.articles import load_library
from ownaccord.catalogue.directory import load_directory
from ownaccord.catalogue.lessons import load_lessons
from ownaccord.catalogue.phrases import load_phrases


class LibraryConfig(AppConfig):
    """Tells Django where the library is, and refuses to start with a list or an article that breaks a rule."""

    name = "ownaccord.library"
    label = "library"

    def ready(self) -> None:
        """Check them now: the day on which somebody needs them is too late."""
        load_directory()
        load_library()
        load_phrases()
        load_lessons()
