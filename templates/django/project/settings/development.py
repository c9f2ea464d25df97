"""For work on this service: runs with no variable set, on SQLite, over plain http."""

from importlib.util import find_spec
from secrets import token_urlsafe

from project import database, env
from project.settings.base import *  # noqa: F403
from project.settings.base import BASE_DIR, INSTALLED_APPS, MAIL, MIDDLEWARE

DEBUG = env.flag("DJANGO_DEBUG", default=False)

# A new one each start, rather than one that everybody knows.
SECRET_KEY = env.given_secret("DJANGO_SECRET_KEY") or token_urlsafe(48)
INTERNAL_API_TOKEN = env.given_secret("INTERNAL_API_TOKEN") or token_urlsafe(48)

ALLOWED_HOSTS = [*env.comma_list("DJANGO_ALLOWED_HOSTS"), "django", "localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = [env.origin("PUBLIC_ORIGIN")] if env.text("PUBLIC_ORIGIN") else []
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

if not MAIL.host:
    EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"

DATABASES = {
    "default": database.parse(
        "DJANGO_DATABASE_URL", env.text("DJANGO_DATABASE_URL", f"sqlite:///{BASE_DIR / 'development.sqlite3'}")
    )
}

# Only the image for development has it; see development/requirements.in.
if DEBUG and find_spec("debug_toolbar"):
    INSTALLED_APPS = [*INSTALLED_APPS, "debug_toolbar"]
    # First among those that may change an answer, behind those that see what came.
    _place = MIDDLEWARE.index("django.middleware.security.SecurityMiddleware")
    MIDDLEWARE = [*MIDDLEWARE[:_place], "debug_toolbar.middleware.DebugToolbarMiddleware", *MIDDLEWARE[_place:]]
    # Every request comes from Traefik's or the API's address, so INTERNAL_IPS would say nothing.
    DEBUG_TOOLBAR_CONFIG = {"SHOW_TOOLBAR_CALLBACK": "project.toolbar.is_shown"}
