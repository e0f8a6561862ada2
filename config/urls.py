"""Every address of the house. Each app's urls.py is also its access table."""

from django.urls import include, path

urlpatterns = [
    path("", include("core.urls")),
    path("", include("teams.urls")),
    path("", include("selection.urls")),
    path("", include("attendance.urls")),
    path("", include("duties.urls")),
    path("", include("support.urls")),
    path("", include("assessment.urls")),
    path("", include("overview.urls")),
]
handler400 = "core.errors.bad_request"
handler403 = "core.errors.forbidden"
handler404 = "core.errors.not_found"
handler500 = "core.errors.server_error"
