"""The addresses of the library; words that say nothing to somebody who reads over a shoulder."""

from django.urls import path

from ownaccord.library import reading, views

urlpatterns = [
    path("help/", views.shelf, name="help"),
    path("help/read/", reading.contents, name="help-read"),
    # A number, so that a list of visited pages does not say what somebody read about.
    path("help/read/<int:article>/", reading.article, name="help-article"),
    path("help/words/", reading.words, name="help-words"),
    path("help/kept/", views.kept, name="help-kept"),
    path("help/people/", views.people, name="help-people"),
    path("help/first/", views.first, name="help-first"),
    path("help/plan/", views.plan, name="help-plan"),
    path("help/decks/", views.decks, name="help-decks"),
    path("help/stopping/", views.scenes, name="help-scenes"),
]
