"""The addresses of monitoring."""

from django.urls import path

from commissioning.monitoring import views
from commissioning.monitoring.registers import Requirements
from core.registers.addresses import urls

ACTS = ("edit", "drop", "proportion", "schedule", "period", "reuse", "allow", "refuse")
urlpatterns = [
    *urls(Requirements, "contracts/requirements/"),
    path("contracts/<int:pk>/monitoring/decide/", views.decide, name="monitoring_decide"),
    path("contracts/<int:pk>/monitoring/add/", views.add, name="requirement_add"),
    path("contracts/requirements/<int:pk>/", views.requirement, name="requirement"),
    *[
        path(f"contracts/requirements/<int:pk>/{each}/", getattr(views, each), name=f"requirement_{each}")
        for each in ACTS
    ],
    path("contracts/periods/<int:pk>/move/", views.move, name="reporting_period_move"),
    path("contracts/periods/<int:pk>/take-out/", views.take_out, name="reporting_period_drop"),
]
