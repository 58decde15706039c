"""The addresses of the library; words that say nothing to somebody who reads over a shoulder."""

from django.urls import path

from ownaccord.library import learning, reading, speaking, views

urlpatterns = [
    path("help/", views.shelf, name="help"),
    path("help/read/", reading.contents, name="help-read"),
    # A number, so that a list of visited pages does not say what somebody read about.
    path("help/read/<int:article>/", reading.article, name="help-article"),
    path("help/find/", reading.find, name="help-find"),
    path("help/words/", reading.words, name="help-words"),
    # Numbers here, too: what somebody practises saying stands in no list of visited pages.
    path("help/say/", speaking.kinds, name="help-say"),
    path("help/say/<int:group>/", speaking.kind, name="help-say-kind"),
    path("help/say/<int:group>/<int:phrase>/", speaking.phrase, name="help-say-phrase"),
    path("help/say/heard/", speaking.heard, name="help-heard"),
    path("help/say/meant/", speaking.meant, name="help-meant"),
    path("help/lessons/", learning.lessons, name="help-lessons"),
    path("help/lessons/<int:lesson>/", learning.lesson, name="help-lesson"),
    path("help/lessons/<int:lesson>/<int:at>/", learning.step, name="help-lesson-step"),
    path("help/kept/", views.kept, name="help-kept"),
    path("help/people/", views.people, name="help-people"),
    path("help/first/", views.first, name="help-first"),
    path("help/plan/", views.plan, name="help-plan"),
    path("help/decks/", views.decks, name="help-decks"),
    path("help/stopping/", views.scenes, name="help-scenes"),
]
