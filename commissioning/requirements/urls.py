"""The addresses of plans that are required."""

from django.urls import path

from commissioning.requirements import views
from commissioning.requirements.registers import Requirements
from core.registers.addresses import urls

urlpatterns = [
    *urls(Requirements, "commissioning/required-plans/"),
    path("commissioning/required-plans/add/", views.add, name="plan_requirement_add"),
    path("commissioning/required-plans/<int:pk>/", views.requirement, name="plan_requirement"),
    path("commissioning/required-plans/<int:pk>/edit/", views.edit, name="plan_requirement_edit"),
    path("commissioning/required-plans/<int:pk>/void/", views.void, name="plan_requirement_void"),
    path("commissioning/required-plans/<int:pk>/meet/", views.meet, name="plan_requirement_meet"),
]
