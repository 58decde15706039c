"""The addresses of this room; words that say nothing to somebody who reads over a shoulder."""

from django.urls import path

import ownaccord.spaces.urls  # noqa: F401  # registers <space:...>
from ownaccord.care import rhythm_urls
from ownaccord.care.views import cooling, following, hub, sheet

urlpatterns = [
    path("care/", hub.hub, name="care"),
    path("care/times/", following.times, name="care-times"),
    path("care/sheet/", sheet.sheet, name="care-sheet"),
    path("care/then/<slug:moment>/", following.follow_up, name="follow-up"),
    path("care/then/<slug:moment>/away/", following.away, name="follow-up-away"),
    path("s/<space:space>/prepared/", following.prepared, name="prepared"),
    *rhythm_urls.urlpatterns,
    path("cooling/", cooling.everywhere, name="cooling"),
    path("s/<space:space>/cooling/", cooling.here, name="cooling-here"),
    path("s/<space:space>/cooling/<slug:about>/", cooling.on, name="cooling-on"),
    path("s/<space:space>/cooling/<slug:about>/end/", cooling.end, name="cooling-end"),
]
