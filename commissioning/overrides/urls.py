"""The addresses of overrides."""

from django.urls import path

from commissioning.overrides import views
from commissioning.overrides.registers import Overrides
from core.registers.addresses import urls

urlpatterns = [
    *urls(Overrides, "cycles/overrides/"),
    path("cycles/stages/<int:pk>/override/", views.ask, name="override_ask"),
    path("cycles/overrides/<int:pk>/", views.override, name="override"),
    path("cycles/overrides/<int:pk>/confirm/", views.confirm, name="override_confirm"),
    path("cycles/overrides/<int:pk>/decline/", views.decline, name="override_decline"),
]
