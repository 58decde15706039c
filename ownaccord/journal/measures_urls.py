"""The addresses of one's own measures and debriefs."""

from django.urls import path

import ownaccord.spaces.urls  # noqa: F401  # registers <space:...>
from ownaccord.journal.views import debriefs, measures

urlpatterns = [
    path("me/measure/", measures.measure, name="measure"),
    path("me/measures/", measures.measures, name="measures"),
    path("me/measures/line/", measures.line, name="measures-line"),
    path("me/measures/<slug:entry>/let-go/", measures.let_go, name="measures-let-go"),
    path("me/debriefs/", debriefs.debriefs, name="debriefs"),
    path("me/debriefs/new/", debriefs.new, name="debrief-new"),
    path("me/debriefs/<slug:entry>/", debriefs.debrief, name="debrief"),
    path("me/debriefs/<slug:entry>/change/", debriefs.change, name="debrief-change"),
    path("me/debriefs/<slug:entry>/erase/", debriefs.erase, name="debrief-erase"),
    path("s/<space:space>/debrief/", debriefs.of_scene, name="debrief-scene"),
]
