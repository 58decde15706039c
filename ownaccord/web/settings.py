"""Settings of the served application. Importing this module creates no file and needs none."""

import os
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from ownaccord.lib import database, folder, mail

HERE = Path(__file__).resolve().parent
DATA_FOLDER = folder.data_folder(os.environ)

DEBUG = False
OWNACCORD_DEMO = bool(os.environ.get("OWNACCORD_DEMO"))
SECRET_KEY = folder.server_key(DATA_FOLDER).hex()
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *os.environ.get("OWNACCORD_HOSTS", "").split()]
ROOT_URLCONF = "ownaccord.web.urls"
ASGI_APPLICATION = "ownaccord.web.asgi.application"
CLOCK = "ownaccord.lib.clock.wall"
WIRING = "ownaccord.web.wiring.SUBSCRIPTIONS"

INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "ownaccord.accounts",
    "ownaccord.spaces",
    "ownaccord.consent",
    "ownaccord.care",
    "ownaccord.scenes",
    "ownaccord.journal",
    "ownaccord.profile",
    "ownaccord.reveal",
    "ownaccord.talk",
    "ownaccord.library",
]
MIDDLEWARE = [
    "ownaccord.lib.headers.HeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "ownaccord.lib.plain_http.PlainHttpMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "ownaccord.lib.erasing.ErasingMiddleware",
    "ownaccord.lib.host_prefix.HostPrefixMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "ownaccord.accounts.middleware.PersonMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            # Every form says whose page it stands on; no template can forget it.
            "builtins": ["ownaccord.accounts.templatetags.whose"],
            "libraries": {"i18n": "ownaccord.lib.templatetags.i18n"},
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csrf",
                "ownaccord.accounts.context.frame",
            ],
        },
    },
]

DATABASES = {"default": database.chosen(os.environ, DATA_FOLDER)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English"))]
LOCALE_PATHS = [HERE.parent / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATICFILES_DIRS = [HERE / "static"]
STORAGES = {"staticfiles": {"BACKEND": "ownaccord.lib.files.NamedFiles"}}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
# Files are for our own pages: no other page that is open in this browser may ask whether they are here.
WHITENOISE_ALLOW_ALL_ORIGINS = False

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    },
}
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "ownaccord.web.errors.stale_form"

# What is sent stays in memory and is small: nothing that somebody typed is spooled to a temporary file.
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"quiet": {"()": "ownaccord.lib.quiet_log.QuietFormatter"}},
    "handlers": {"quiet": {"class": "logging.StreamHandler", "formatter": "quiet", "level": "ERROR"}},
    "root": {"handlers": ["quiet"], "level": "ERROR"},
    "loggers": {name: {"handlers": [], "level": "ERROR", "propagate": True} for name in ("django", "uvicorn")},
}
LOGGING_CONFIG = "logging.config.dictConfig"

# What one room asks another to call it for; the rooms below know none of these names (accounts/hooks.py).
OWNACCORD_SIGN_UP_TICKETS = ["ownaccord.spaces.tickets.invitation_in_cookie"]
OWNACCORD_AT_UNLOCK = [
    "ownaccord.consent.hooks.at_unlock", "ownaccord.spaces.hooks.at_unlock", "ownaccord.reveal.hooks.at_unlock",
    "ownaccord.scenes.hooks.at_unlock", "ownaccord.talk.hooks.at_unlock", "ownaccord.care.hooks_rhythm.at_unlock",
    "ownaccord.care.hooks.at_unlock",
]  # fmt: skip
OWNACCORD_AT_PAUSE = ["ownaccord.consent.hooks.at_pause"]
OWNACCORD_AT_RECORD = [
    "ownaccord.scenes.hooks.at_record", "ownaccord.care.hooks.at_record", "ownaccord.talk.hooks.at_record",
]
OWNACCORD_AT_LEAVE = ["ownaccord.care.hooks.at_leave"]
OWNACCORD_AT_EXIT = ["ownaccord.scenes.hooks.at_exit"]
OWNACCORD_AT_REKEY = ["ownaccord.care.hooks.at_rekey", "ownaccord.journal.hooks.at_rekey"]
OWNACCORD_FAREWELLS = [
    "ownaccord.consent.hooks.farewell", "ownaccord.spaces.hooks.farewell", "ownaccord.journal.hooks.farewell",
]  # fmt: skip
OWNACCORD_THINGS = [
    "ownaccord.spaces.hooks.things", "ownaccord.consent.hooks.things", "ownaccord.profile.hooks.things",
    "ownaccord.reveal.hooks.things", "ownaccord.care.hooks_follow_up.things",
    "ownaccord.care.hooks_rhythm.things",
    "ownaccord.talk.hooks.things", "ownaccord.journal.hooks.things",
    "ownaccord.journal.taken_measures.things",
    "ownaccord.care.hooks.things",
]  # fmt: skip
# Who knows of dates that stand in somebody's own calendar (care/feed.py): functions of (person, keys, now).
OWNACCORD_CALENDAR = [
    "ownaccord.consent.occasions.reviews", "ownaccord.care.occasions.follow_ups",
    "ownaccord.care.occasions.rechecks_due",
]  # fmt: skip
# The server by which mail goes, for those who want any; without one nobody is asked.
OWNACCORD_MAIL = mail.chosen(os.environ)

# What is live (lib/streams): who may listen, how new a space is, what stands behind which signal.
OWNACCORD_LIVE_LISTENING = ["ownaccord.scenes.listening.by_pass", "ownaccord.spaces.listening.by_sign_in"]
OWNACCORD_LIVE_REVISIONS = "ownaccord.scenes.revisions.stored"
OWNACCORD_LIVE_SIGNALS = {
    "green": "ownaccord.scenes.signals.green", "yellow": "ownaccord.scenes.signals.yellow",
    "red": "ownaccord.scenes.signals.red", "answer": "ownaccord.scenes.signals.answer",
    "go-on": "ownaccord.scenes.signals.go_on", "not-this": "ownaccord.scenes.signals.not_this",
    "close": "ownaccord.scenes.signals.close", "drawn": "ownaccord.scenes.signals.drawn",
}  # fmt: skip
# Whether several processes stand on one SQLite file, which `serve` never does: then each watches it.
OWNACCORD_LIVE_SHARED_FILE = False
# Seconds between two events of a stream that has nothing to say; and how many streams one person, and one browser, may
# have open at one process.
OWNACCORD_LIVE_BEAT = 5.0
OWNACCORD_LIVE_STREAMS_EACH = 16
OWNACCORD_LIVE_STREAMS_A_BROWSER = 3
