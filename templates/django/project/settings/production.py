"""Production: every secret is required, and nothing weakens it."""

from project import database, env
from project.settings.base import *  # noqa: F403
from project.settings.base import ADMIN_PATH as ADMIN_PATH

DEBUG = False

SECRET_KEY = env.secret("DJANGO_SECRET_KEY")
# After a change of DJANGO_SECRET_KEY, the old one here keeps sessions alive for a while.
SECRET_KEY_FALLBACKS = [
    env.checked_secret("DJANGO_SECRET_KEY_FALLBACKS", key)
    for key in env.split_list(env.given_secret("DJANGO_SECRET_KEY_FALLBACKS"))
]
INTERNAL_API_TOKEN = env.secret("INTERNAL_API_TOKEN")

# "django" is the name that the API calls.
ALLOWED_HOSTS = env.hosts("DJANGO_ALLOWED_HOSTS", "django")
CSRF_TRUSTED_ORIGINS = [env.origin("PUBLIC_ORIGIN")]

DATABASES = {"default": database.parse("DJANGO_DATABASE_URL", env.required("DJANGO_DATABASE_URL"))}
env.refuse_placeholder("DJANGO_DATABASE_URL", DATABASES["default"].get("PASSWORD", ""))

# The edge overwrites X-Forwarded-Proto, and project.middleware drops it when it comes from elsewhere.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^internal/", r"^healthz$"]

# The end of the ramp, which the audit of these settings is about. project.middleware.edge_headers
# says why the header itself comes from the edge.
SECURE_HSTS_SECONDS = 63_072_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_CONTENT_TYPE_NOSNIFF = True
# Not "no-referrer": browsers would send forms with "Origin: null", which the CSRF check refuses.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# __Host- binds a cookie to this host over https; browsers then want Path=/.
SESSION_COOKIE_NAME = "__Host-admin-session"
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_AGE = 60 * 60
SESSION_SAVE_EVERY_REQUEST = True
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = "__Host-admin-csrf"
# As long as the browser is open, like the session.
CSRF_COOKIE_AGE = None
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
