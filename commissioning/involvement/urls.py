"""The addresses of involvements and linked consultations."""

from django.urls import path

from commissioning.involvement import views
from commissioning.involvement.registers import Involvements
from core.registers.addresses import urls

urlpatterns = [
    *urls(Involvements, "cycles/involvements/"),
    path("cycles/stages/<int:pk>/involve/", views.record, name="involvement_record"),
    path("cycles/stages/<int:pk>/consultations/link/", views.link, name="consultation_link"),
    path("cycles/stages/<int:pk>/consultations/<int:link>/unlink/", views.unlink, name="consultation_unlink"),
    path("cycles/involvements/<int:pk>/", views.involvement, name="involvement"),
    path("cycles/involvements/<int:pk>/edit/", views.edit, name="involvement_edit"),
    path("cycles/involvements/<int:pk>/void/", views.void, name="involvement_void"),
]
