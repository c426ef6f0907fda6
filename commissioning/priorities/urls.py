"""The addresses of priorities."""

from django.urls import path

from commissioning.priorities import views
from commissioning.priorities.registers import Priorities
from core.registers.addresses import urls

urlpatterns = [
    *urls(Priorities, "commissioning/priorities/"),
    path("commissioning/plans/<int:pk>/priorities/add/", views.add, name="priority_add"),
    path("commissioning/priorities/<int:pk>/", views.priority, name="priority"),
    path("commissioning/priorities/<int:pk>/edit/", views.edit, name="priority_edit"),
    path("commissioning/priorities/<int:pk>/move/", views.move, name="priority_move"),
    path("commissioning/priorities/<int:pk>/drop/", views.drop, name="priority_drop"),
    path("commissioning/priorities/<int:pk>/budget/", views.budget, name="priority_budget"),
    path("commissioning/priorities/<int:pk>/outcomes/add/", views.outcome_add, name="priority_outcome_add"),
    path(
        "commissioning/priorities/<int:pk>/outcomes/<int:outcome>/edit/",
        views.outcome_edit,
        name="priority_outcome_edit",
    ),
    path(
        "commissioning/priorities/<int:pk>/outcomes/<int:outcome>/drop/",
        views.outcome_drop,
        name="priority_outcome_drop",
    ),
]
