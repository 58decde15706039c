"""The addresses of small steps."""

from django.urls import path

import ownaccord.spaces.urls  # noqa: F401  # registers <space:...>
from ownaccord.care.views import ladders

urlpatterns = [
    path("s/<space:space>/steps/", ladders.steps, name="steps"),
    path("s/<space:space>/steps/take/", ladders.take, name="ladder-take"),
    path("s/<space:space>/steps/<slug:item>/<slug:side>/", ladders.ladder, name="ladder"),
    path("s/<space:space>/steps/<slug:item>/<slug:side>/add/", ladders.add, name="ladder-add"),
    path("s/<space:space>/steps/<slug:item>/<slug:side>/ask/", ladders.ask, name="ladder-ask"),
    path("s/<space:space>/steps/<slug:item>/<slug:side>/down/", ladders.down, name="ladder-down"),
    path("s/<space:space>/steps/<slug:item>/<slug:side>/change/", ladders.change, name="ladder-change"),
]
