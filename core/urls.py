"""Addresses, gathered from the subjects."""

from django.urls import path

from core.health import health

urlpatterns = [
    path("healthz", health, name="health"),
]
