"""The addresses of the page for afterwards."""

from django.urls import path

import ownaccord.spaces.urls  # noqa: F401  # registers <space:...>
from ownaccord.scenes.views import after

urlpatterns = [
    path("s/<space:space>/after/", after.after, name="after"),
    path("s/<space:space>/after/let-go/", after.let_go, name="after-let-go"),
]
