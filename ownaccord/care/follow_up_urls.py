"""The addresses of the hub, of follow-ups, and of a page for a doctor."""

from django.urls import path

import ownaccord.spaces.urls  # noqa: F401  # registers <space:...>
from ownaccord.care.views import follow_ups, hub, sheet

urlpatterns = [
    path("care/", hub.hub, name="care"),
    path("care/times/", follow_ups.times, name="care-times"),
    path("care/sheet/", sheet.sheet, name="care-sheet"),
    path("care/then/<slug:moment>/", follow_ups.follow_up, name="follow-up"),
    path("care/then/<slug:moment>/away/", follow_ups.away, name="follow-up-away"),
    path("s/<space:space>/prepared/", follow_ups.prepared, name="prepared"),
]
