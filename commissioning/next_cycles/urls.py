"""The addresses at which the next cycle is opened, and at which that is undone."""

from django.urls import path

from commissioning.next_cycles import views

urlpatterns = [
    path("cycles/<int:pk>/next/", views.open_next, name="cycle_next"),
    path("cycles/<int:pk>/void/", views.void, name="cycle_void"),
]
