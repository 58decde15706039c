"""The addresses of cooling-off."""

from django.urls import path

import ownaccord.spaces.urls  # noqa: F401  # registers <space:...>
from ownaccord.care.views import cooling

urlpatterns = [
    path("cooling/", cooling.everywhere, name="cooling"),
    path("s/<space:space>/cooling/", cooling.here, name="cooling-here"),
    path("s/<space:space>/cooling/<slug:about>/", cooling.on, name="cooling-on"),
    path("s/<space:space>/cooling/<slug:about>/end/", cooling.end, name="cooling-end"),
]
