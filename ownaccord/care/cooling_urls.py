"""The addresses of cooling-off; words that say nothing to somebody who reads over a shoulder."""

from django.urls import path

import ownaccord.spaces.urls  # noqa: F401  # registers <space:...>
from ownaccord.care.views import cooling

urlpatterns = [
    path("later/", cooling.everywhere, name="cooling"),
    path("s/<space:space>/later/", cooling.here, name="cooling-here"),
    path("s/<space:space>/later/<slug:about>/", cooling.on, name="cooling-on"),
    path("s/<space:space>/later/<slug:about>/end/", cooling.end, name="cooling-end"),
]
