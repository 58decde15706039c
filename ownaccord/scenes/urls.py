"""The addresses of this room; words that say nothing to somebody who reads over a shoulder."""

from django.urls import URLPattern

import ownaccord.spaces.urls  # noqa: F401  # registers <space:...>

urlpatterns: list[URLPattern] = []
