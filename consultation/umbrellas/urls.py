"""The address on which an umbrella body sees which of its members have answered."""

from django.urls import path

from consultation.umbrellas import views

urlpatterns = [
    path("consultations/<int:pk>/our-members/", views.members, name="consultation_members"),
]
