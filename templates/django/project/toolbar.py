"""django-debug-toolbar, where the image has it: in development only."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path


def is_shown(request: HttpRequest) -> bool:
    """On pages of the admin; the API's calls get JSON."""
    return settings.DEBUG and request.path_info.startswith(f"/{settings.ADMIN_PATH}/")


def routes() -> list[URLPattern | URLResolver]:
    """Below the admin's path, so that whoever reaches the admin reaches the panels too."""
    if "debug_toolbar" not in settings.INSTALLED_APPS:
        return []
    return [path(f"{settings.ADMIN_PATH}/__debug__/", include("debug_toolbar.urls"))]
