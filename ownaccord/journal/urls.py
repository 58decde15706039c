"""The addresses of this room; words that say nothing to somebody who reads over a shoulder."""

from django.urls import include, path

from ownaccord.core.entry import Kind
from ownaccord.journal.views import entry, journal

urlpatterns = [
    path("", include("ownaccord.journal.measures_urls")),
    path("", include("ownaccord.journal.excerpt_urls")),
    path("me/notes/", journal.journal, name="journal"),
    path("me/notes/write/", entry.write, {"kind": Kind.NOTE}, name="journal-note"),
    path("me/notes/thought/", entry.write, {"kind": Kind.THOUGHT}, name="journal-thought"),
    path("me/notes/before/", entry.write, {"kind": Kind.TRIGGER}, name="journal-trigger"),
    path("me/notes/line/", entry.write, {"kind": Kind.REPAIR}, name="journal-repair"),
    path("me/notes/mine/", entry.write, {"kind": Kind.AMENDS}, name="journal-amends"),
    path("me/notes/search/", journal.search, name="journal-search"),
    path("me/notes/take/", journal.take, name="journal-take"),
    path("me/notes/lost/", journal.lost, name="journal-lost"),
    path("me/notes/seen/", journal.seen, name="journal-seen"),
    path("me/notes/<slug:entry>/", entry.entry, name="journal-entry"),
    path("me/notes/<slug:entry>/change/", entry.change, name="journal-change"),
    path("me/notes/<slug:entry>/erase/", entry.erase, name="journal-erase"),
]
