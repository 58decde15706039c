"""The addresses of rhythm, recheck-ins and what opens together."""

from django.urls import path

import ownaccord.spaces.urls  # noqa: F401  # registers <space:...>
from ownaccord.care.views import recheck, rhythm, together

urlpatterns = [
    path("s/<space:space>/rhythm/", rhythm.of_space, name="rhythm"),
    path("s/<space:space>/rhythm/mine/", rhythm.mine, name="rhythm-mine"),
    path("s/<space:space>/rhythm/take-back/", rhythm.take_back, name="rhythm-take-back"),
    path("s/<space:space>/rhythm/date/", rhythm.date, name="rhythm-date"),
    path("s/<space:space>/again/", recheck.begin, name="recheck"),
    path("s/<space:space>/again/items/", recheck.items, name="recheck-items"),
    path("s/<space:space>/again/answer/", recheck.answer, name="recheck-answer"),
    path("s/<space:space>/again/next/", recheck.end, name="recheck-next"),
    path("s/<space:space>/again/<slug:question>/", recheck.question, name="recheck-question"),
    path("s/<space:space>/together/", together.of_space, name="together"),
    path("s/<space:space>/together/look/", together.look, name="together-look"),
    path("s/<space:space>/together/take-back/", together.take_back, name="together-take-back"),
    path("s/<space:space>/together/leave/", together.leave, name="together-leave"),
]
