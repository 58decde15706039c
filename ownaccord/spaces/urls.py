"""The addresses of this room; ids only, no words that say what it is about."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from ownaccord.spaces import joining, seating, views


class SpaceId(StringConverter):
    """The id of a space: 32 lower-case hexadecimal digits."""

    regex = "[0-9a-f]{32}"


register_converter(SpaceId, "space")

urlpatterns = [
    path("", views.home, name="home"),
    path("join/", joining.join, name="join"),
    path("join/enter/", joining.enter, name="join-enter"),
    path("join/not-now/", joining.not_now, name="join-not-now"),
    path("s/new/", views.new, name="space-new"),
    path("s/new/more/", seating.new, name="space-new-more"),
    path("s/<space:space>/", views.space, name="space"),
    path("s/<space:space>/invitation/", views.invitation, name="space-invitation"),
    path("s/<space:space>/invitation/withdraw/", views.withdraw, name="space-withdraw"),
    path("s/<space:space>/invitation/back/", views.take_back, name="space-take-back"),
    path("s/<space:space>/begin/", views.begin, name="space-begin"),
    path("s/<space:space>/list/", seating.names, name="space-list"),
    path("s/<space:space>/list/seen/", seating.seen, name="space-list-seen"),
    path("s/<space:space>/seats/<int:seat>/", seating.seat, name="space-seat"),
    path("s/<space:space>/seats/<int:seat>/withdraw/", seating.withdraw, name="space-seat-withdraw"),
    path("s/<space:space>/introduced/", seating.introduced, name="space-introduced"),
    path("s/<space:space>/introduce/", seating.introduce, name="space-introduce"),
    path("s/<space:space>/put-away/", views.put_away, name="space-put-away"),
]
