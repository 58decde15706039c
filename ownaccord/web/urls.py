"""Every address of the house, room by room; neutral words only."""

from django.urls import include, path

from ownaccord.web import views

handler400 = "ownaccord.web.errors.bad_request"
handler404 = "ownaccord.web.errors.not_found"
handler500 = "ownaccord.web.errors.server_error"

urlpatterns = [
    path("grounding/", views.grounding, name="grounding"),
    path("", include("ownaccord.accounts.urls")),
    path("", include("ownaccord.spaces.urls")),
    path("", include("ownaccord.consent.urls")),
    path("", include("ownaccord.care.urls")),
    path("", include("ownaccord.scenes.urls")),
    path("", include("ownaccord.journal.urls")),
    path("", include("ownaccord.profile.urls")),
    path("", include("ownaccord.reveal.urls")),
    path("", include("ownaccord.talk.urls")),
    path("", include("ownaccord.library.urls")),
]
