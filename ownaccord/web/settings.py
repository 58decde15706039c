"""Settings of the served application. Importing this module creates no file and needs none."""

import os
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from ownaccord.lib import folder

HERE = Path(__file__).resolve().parent
DATA = folder.data_folder(os.environ)

DEBUG = False
SECRET_KEY = folder.server_key(DATA)
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *os.environ.get("OWNACCORD_HOSTS", "").split()]
ROOT_URLCONF = "ownaccord.web.urls"
ASGI_APPLICATION = "ownaccord.web.asgi.application"
CLOCK = "ownaccord.lib.clock.wall"

INSTALLED_APPS: list[str] = []
MIDDLEWARE = [
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csrf",
            ],
        },
    },
]

# Django's defaults answer "database is locked" under two writers; these do not, and a deleted row is overwritten.
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA / folder.DATABASE,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 5,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"
            " PRAGMA journal_size_limit=27103364;",
        },
    },
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English"))]
LOCALE_PATHS = [HERE.parent / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATICFILES_DIRS = [HERE / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
