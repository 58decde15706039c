"""The addresses of this room; words that say nothing to somebody who reads over a shoulder."""

from django.urls import include, path

import ownaccord.spaces.urls  # noqa: F401  # registers <space:...>
from ownaccord.scenes.views import composing, now, plan

urlpatterns = [
    path("s/<space:space>/plan/", plan.plan, name="plan"),
    path("s/<space:space>/plan/make/", composing.make, name="plan-make"),
    path("s/<space:space>/plan/make/drop/", composing.drop, name="plan-drop"),
    path("s/<space:space>/plan/make/<slug:step>/", composing.say, name="plan-step"),
    path("s/<space:space>/plan/yes/", plan.say_yes, name="plan-yes"),
    path("s/<space:space>/plan/not-today/", plan.not_today, name="plan-not-today"),
    path("s/<space:space>/plan/start/", plan.start, name="plan-start"),
    path("s/<space:space>/plan/again/", plan.again, name="plan-again"),
    path("s/<space:space>/plan/put-back/", plan.put_back, name="plan-put-back"),
    path("s/<space:space>/plan/drill/", plan.drill, name="plan-drill"),
    path("s/<space:space>/plan/carry/", plan.carry, name="plan-carry"),
    path("", include("ownaccord.scenes.after_urls")),
    path("now/", now.now, name="now"),
    path("now/part/", now.part, name="now-part"),
]
