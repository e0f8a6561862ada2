"""The one settings file. Values come from the environment; nothing has a default secret."""

import base64
import os
import sys

from csp.constants import NONE, SELF

from config.environment import BASE, database, flag, keyring, text
from config.help import HELP  # noqa: F401 – read by core.menu and core.views.help
from config.menu import MENU  # noqa: F401 – read by core.menu

BASE_DIR = BASE
DATA_DIR = BASE / text("DATA_DIR", ".data")
DEBUG = flag("DEBUG")
SECRET_KEY = text("SECRET_KEY")
FIELD_KEYS = keyring(text("FIELD_KEYS"))
INDEX_KEY = base64.b64decode(text("INDEX_KEY"))
ALLOWED_HOSTS = text("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
BEHIND_TLS = flag("BEHIND_TLS")
TODAY = text("TODAY", "") if DEBUG else ""

INSTALLED_APPS = [
    "core",
    "teams",
    "selection",
    "attendance",
    "duties",
    "support",
    "assessment",
    "overview",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django_htmx",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_filters",
    "axes",
    "csp",
    "pgtrigger",
    "pghistory",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "core.middleware.settle",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "core.middleware.language",
    "django.middleware.common.CommonMiddleware",
    "core.middleware.plain_input",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "core.middleware.session_life",
    "core.middleware.actor",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "core.menu.menu",
            ],
        },
    }
]

# The owner role changes the schema and loads reference data; everything else runs as the app role.
_OWNER_COMMANDS = {"migrate", "load_divisions", "load_demo", "harden_database", "makemigrations", "test"}
_AS_OWNER = flag("ZHUCUN_TESTS") or (len(sys.argv) > 1 and sys.argv[1] in _OWNER_COMMANDS)
_APP_URL = text("DATABASE_URL")
_OWNER_URL = text("DATABASE_OWNER_URL", _APP_URL)
APP_ROLE = database(_APP_URL)["USER"]
DATABASES = {"default": database(_OWNER_URL if _AS_OWNER else _APP_URL)}
if flag("ZHUCUN_TESTS"):  # several test runs may share one server
    DATABASES["default"]["TEST"] = {"NAME": f"test_zhucun_{os.getpid()}"}
if _AS_OWNER:
    DATABASES["default"]["OPTIONS"]["options"] = "-c lock_timeout=10s"

REDIS_URL = text("REDIS_URL")
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "cache",
    }
}
CELERY_BROKER_URL = REDIS_URL

AUTH_USER_MODEL = "core.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "core.signin.Backend"]
PASSWORD_HASHERS = ["core.signin.LeanArgon2"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "core.signin.MixedCharacters"},
]
PASSWORD_MAX_AGE_DAYS = int(text("PASSWORD_MAX_AGE_DAYS", "90"))
LOGIN_URL = "/login/"
LOGIN_REDIRECT_URL = "/"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 5 / 60  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_HTTP_RESPONSE_CODE = 429
AXES_LOCKOUT_CALLABLE = "core.signin.locked_out"
AXES_USERNAME_CALLABLE = "core.signin.same_name"
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AXES_IPWARE_META_PRECEDENCE_ORDER = ["REMOTE_ADDR"]

SESSION_COOKIE_AGE = 1800  # seconds idle
SESSION_ABSOLUTE_AGE = 12 * 3600  # seconds since login
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_NAME = "__Host-zhucun" if BEHIND_TLS else "zhucun"
CSRF_COOKIE_NAME = "__Host-csrf" if BEHIND_TLS else "csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "core.errors.csrf_failure"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = BEHIND_TLS
SECURE_HSTS_SECONDS = 31536000 if BEHIND_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = BEHIND_TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
PERMISSIONS_POLICY = {
    name: [] for name in ("camera", "geolocation", "microphone", "payment", "usb", "display-capture", "fullscreen")
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
UPLOAD_MAX_SIZE = 25 * 1024 * 1024  # bytes of a request that carries files

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "language"
LOCALE_PATHS = [BASE / "locale"]
TIME_ZONE = CELERY_TIMEZONE = "Asia/Shanghai"
USE_TZ = True
FORMAT_MODULE_PATH = None

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "core.assets.PackageFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
if flag("ZHUCUN_TESTS"):  # tests collect no static files
    STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
WHITENOISE_KEEP_ONLY_HASHED_FILES = False
MAP_FILE = BASE / text(
    "MAP_FILE", "core/data/tiles-63.tsv"
)  # the schematic map; may be replaced by outlines of one's own
MEDIA_ROOT = DATA_DIR / ("media-of-tests" if flag("ZHUCUN_TESTS") else "media")  # sealed; no address serves it
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

EMAIL_BACKEND = text("EMAIL_BACKEND", "django.core.mail.backends.filebased.EmailBackend")
EMAIL_FILE_PATH = DATA_DIR / "mail"
EMAIL_HOST = text("EMAIL_HOST", "localhost")
EMAIL_PORT = int(text("EMAIL_PORT", "25"))
EMAIL_HOST_USER = text("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = text("EMAIL_HOST_PASSWORD", "")
EMAIL_TIMEOUT = 10
WEBHOOKS_TO_LOOPBACK = flag(
    "WEBHOOKS_TO_LOOPBACK"
)  # group robots on this very machine and without TLS: for trials only
DEFAULT_FROM_EMAIL = text("DEFAULT_FROM_EMAIL", "zhucun@localhost")
SITE_URL = text("SITE_URL", "").rstrip("/")  # in front of the addresses in mails

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["core.tokens.TokenAuthentication", "core.tokens.SessionAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["core.access.ThroughDoor"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["core.problems.PlainJSON"],
    "DEFAULT_SCHEMA_CLASS": "core.openapi.Schema",
    "EXCEPTION_HANDLER": "core.problems.handler",
    "DEFAULT_PAGINATION_CLASS": "core.paging.Pages",
    "PAGE_SIZE": 50,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Zhucun 驻村",
    "DESCRIPTION": "Selection, posting, attendance and assessment of first secretaries and village work teams.",
    "VERSION": "1.0.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    "POSTPROCESSING_HOOKS": ["drf_spectacular.hooks.postprocess_schema_enums", "core.openapi.promises"],
}
DAILY_JOBS = [
    "assessment.make_final",
    "assessment.mind_duties",
    "attendance.check_thresholds",
    "attendance.make_partitions",
    "attendance.remind_unconfirmed",
    "attendance.tell_further",
    "core.keep_dues",
    "core.mail_left",
    "attendance.tell_of_discrepancies",
    "core.tidy",
    "overview.send_queries",
    "core.write_down_typed",
    "selection.carry_out_transfers",
    "selection.tell_of_ended",
    "selection.warn_of_ends",
    "teams.announce_beginnings",
]
PGHISTORY_APPEND_ONLY = True
PGHISTORY_ADMIN_ALL_EVENTS = False

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "core.logs.OneLine"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
SILENCED_SYSTEM_CHECKS = [] if BEHIND_TLS else ["security.W004", "security.W008", "security.W012", "security.W016"]
