"""The addresses of this room; words that say nothing to somebody who reads over a shoulder."""

from django.urls import path

from ownaccord.profile.views import about, interest

urlpatterns = [
    path("me/about/", about.about, name="about"),
    path("me/about/<slug:part>/", about.part, name="about-part"),
    path("me/interest/", interest.interest, name="interest"),
    path("me/interest/undo/", interest.undo, name="interest-undo"),
    path("me/interest/items/<slug:item>/", interest.item, name="interest-item"),
    path("me/interest/<slug:category>/", interest.category, name="interest-category"),
    path("me/interest/<slug:category>/open/", interest.open_category, name="interest-open"),
]
