"""The addresses of this room; words that say nothing to somebody who reads over a shoulder."""

from django.urls import path

import ownaccord.spaces.urls  # noqa: F401  # registers <space:...>
from ownaccord.profile.views import about, conversations, interest, lessons, pocket, reading, shown

urlpatterns = [
    path("me/about/", about.about, name="about"),
    path("me/about/<slug:part>/", about.part, name="about-part"),
    path("me/about/<slug:part>/show/", shown.show, name="about-show"),
    path("me/cards/", conversations.first, name="conversations"),
    path("me/cards/mine/", conversations.mine, name="conversations-mine"),
    path("me/cards/mine/<slug:card>/erase/", conversations.erase, name="conversation-erase"),
    path("me/cards/<slug:theme>/<slug:card>/", conversations.card, name="conversation-card"),
    path("me/cards/<slug:theme>/<slug:card>/show/", conversations.show, name="conversation-show"),
    path("s/<space:space>/shown/", shown.shown, name="shown"),
    path("s/<space:space>/shown/take-back/", shown.take_back, name="shown-take-back"),
    path("me/pocket/", pocket.pocket, name="pocket"),
    path("me/pocket/new/", pocket.new, name="pocket-new"),
    path("me/pocket/<slug:line>/", pocket.line, name="pocket-line"),
    path("me/pocket/<slug:line>/first/", pocket.put_first, name="pocket-first"),
    path("me/pocket/<slug:line>/out/", pocket.take_out, name="pocket-out"),
    path("me/lessons/", lessons.lessons, name="lessons"),
    path("me/lessons/put/", lessons.put, name="lessons-put"),
    path("me/lessons/off/", lessons.take_off, name="lessons-off"),
    path("me/say/<int:group>/<int:phrase>/", pocket.say, name="say"),
    path("me/later/", reading.reading, name="reading"),
    # The numbers of the articles, as in the library: they say nothing to whoever looks on.
    path("me/later/<int:article>/", reading.article, name="reading-one"),
    path("me/later/<int:article>/keep/", reading.keep, name="reading-keep"),
    path("me/later/<int:article>/off/", reading.take_off, name="reading-off"),
    path("me/interest/", interest.interest, name="interest"),
    path("me/interest/undo/", interest.undo, name="interest-undo"),
    path("me/interest/items/<slug:item>/", interest.item, name="interest-item"),
    path("me/interest/<slug:category>/", interest.category, name="interest-category"),
    path("me/interest/<slug:category>/open/", interest.open_category, name="interest-open"),
]
