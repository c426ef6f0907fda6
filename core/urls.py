"""Addresses, gathered from the subjects."""

from django.urls import include, path

from core.health import health

urlpatterns = [
    path("healthz", health, name="health"),
    path("", include("core.deadlines.urls")),
    path("", include("core.mail.urls")),
    path("", include("core.work.urls")),
]
