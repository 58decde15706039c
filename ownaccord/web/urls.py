"""Every address of the house, room by room; neutral words only."""

from django.urls import path

from ownaccord.web import views

urlpatterns = [
    path("", views.home, name="home"),
]
