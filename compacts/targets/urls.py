"""The addresses of targets."""

from django.urls import path

from compacts.targets import views
from compacts.targets.registers import TargetMeasures, Targets
from core.registers.addresses import urls

urlpatterns = [
    *urls(Targets, "targets/"),
    *urls(TargetMeasures, "targets/measures/"),
    path("targets/add/", views.add, name="target_add"),
    path("targets/<int:pk>/", views.target, name="target"),
    path("targets/<int:pk>/edit/", views.edit, name="target_edit"),
    path("targets/<int:pk>/end/", views.end, name="target_end"),
    path("targets/<int:pk>/measure/", views.measure, name="target_measure"),
    path("targets/<int:pk>/steps/", views.steps, name="target_steps"),
    path("targets/<int:pk>/measures/<int:contribution>/baseline/", views.baseline, name="target_baseline"),
    path("targets/<int:pk>/measures/<int:contribution>/detach/", views.detach, name="target_detach"),
]
