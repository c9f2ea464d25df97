"""Production settings with values for tests.

The database is a new one on the server that TEST_DATABASE_URL names (postgres://user:password@host:port/database,
a user who may create databases), as in CI; without it SQLite, for a quick run on a machine without Docker.
"""

import os

VALUES = {
    "DJANGO_SECRET_KEY": "tests-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLMNOP",
    "INTERNAL_API_TOKEN": "tests-token-0123456789-abcdefghijklmnopqrstuvwxyz",
    "DJANGO_ALLOWED_HOSTS": "app.example.org",
    "PUBLIC_ORIGIN": "https://app.example.org",
    "DJANGO_ADMIN_URL": "/admin",
}
os.environ.update(VALUES)
os.environ["DJANGO_DATABASE_URL"] = os.environ.get("TEST_DATABASE_URL", "").strip() or "sqlite:///:memory:"

from project.settings.production import *  # noqa: E402, F403
from project.settings.production import DATABASES, STORAGES  # noqa: E402

# The manifest exists in the image only, where collectstatic has run.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
# Test databases are dropped at the end, which a kept connection would prevent.
DATABASES["default"]["CONN_MAX_AGE"] = 0
