"""The addresses of cover."""

from django.urls import path

from core.registers.addresses import urls
from partnerships.cover import views
from partnerships.cover.registers import Covers

urlpatterns = [
    *urls(Covers, "people/cover/"),
    path("people/cover/<int:pk>/", views.cover, name="cover"),
    path("people/cover/<int:pk>/end/", views.end, name="cover_end"),
    path("people/cover/<int:pk>/call-off/", views.call_off, name="cover_call_off"),
    path("people/<int:pk>/cover/", views.name, name="membership_cover"),
]
