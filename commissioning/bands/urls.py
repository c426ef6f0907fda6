"""The addresses of value bands."""

from django.urls import path

from commissioning.bands import views
from commissioning.bands.registers import Bands
from core.registers.addresses import urls

urlpatterns = [
    *urls(Bands, "contracts/bands/"),
    path("contracts/bands/set/", views.set_, name="band_set"),
    path("contracts/bands/<int:pk>/", views.band, name="band"),
    path("contracts/bands/<int:pk>/edit/", views.edit, name="band_edit"),
    path("contracts/bands/<int:pk>/end/", views.end, name="band_end"),
]
