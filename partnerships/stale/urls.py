"""The addresses of entries that are out of date."""

from django.urls import path

from core.registers.addresses import urls
from partnerships.stale import views
from partnerships.stale.registers import StaleEntries

urlpatterns = [
    *urls(StaleEntries, "partners/out-of-date/"),
    path("partners/out-of-date/ask/", views.chase, name="stale_chase"),
]
