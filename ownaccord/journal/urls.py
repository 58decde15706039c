"""The addresses of this room; words that say nothing to somebody who reads over a shoulder."""

from django.urls import include, path

urlpatterns = [
    path("", include("ownaccord.journal.measures_urls")),
]
