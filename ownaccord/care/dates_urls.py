"""The addresses of calendar and mail."""

from django.urls import path

from ownaccord.care.views import dates, post

urlpatterns = [
    path("me/dates/", dates.dates, name="dates"),
    path("me/dates/words/", dates.words, name="dates-words"),
    path("me/dates/address/", dates.make_address, name="dates-address"),
    path("me/dates/address/drop/", dates.drop_address, name="dates-address-drop"),
    path("me/dates/off/", dates.switch_off, name="dates-off"),
    path("me/dates/mail/", post.mail, name="dates-mail"),
    path("me/dates/mail/code/", post.code, name="dates-mail-code"),
    path("me/dates/mail/stop/", post.stop, name="dates-mail-stop"),
    path("me/dates/one/<slug:uid>/", dates.one, name="dates-one"),
    # Known by the secret alone, and asked for by calendar software (lib/lanes.py).
    path("dates/<str:secret>/notes.ics", dates.read, name="dates-feed"),
]
