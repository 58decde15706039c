"""The addresses of lines that members put down after a scene and that open together."""

from django.urls import path

import ownaccord.spaces.urls  # noqa: F401  # registers <space:...>
from ownaccord.journal.views import excerpts

urlpatterns = [
    path("me/debriefs/<slug:entry>/lines/", excerpts.lines, name="debrief-lines"),
    path("s/<space:space>/lines/", excerpts.of_space, name="excerpts"),
    path("s/<space:space>/lines/<slug:scene>/", excerpts.one, name="excerpt"),
    path("s/<space:space>/lines/<slug:scene>/put/", excerpts.put, name="excerpt-put"),
    path("s/<space:space>/lines/<slug:scene>/back/", excerpts.back, name="excerpt-back"),
    path("s/<space:space>/lines/<slug:scene>/nothing/", excerpts.nothing, name="excerpt-nothing"),
    path("s/<space:space>/lines/<slug:scene>/look/", excerpts.look, name="excerpt-look"),
]
