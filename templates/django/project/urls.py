"""Three doors: the admin, the API's internal routes, and nothing else."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from project import toolbar

urlpatterns = [
    *toolbar.routes(),
    path(f"{settings.ADMIN_PATH}/", admin.site.urls),
    path("internal/", include("users.urls")),
]

handler400 = "project.answers.bad_request"
handler403 = "project.answers.permission_denied"
handler404 = "project.answers.page_not_found"
handler500 = "project.answers.server_error"
