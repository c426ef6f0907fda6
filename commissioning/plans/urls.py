"""The addresses of commissioning plans."""

from django.urls import path

from commissioning.plans import views
from commissioning.plans.registers import Plans
from core.registers.addresses import urls

urlpatterns = [
    *urls(Plans, "commissioning/plans/"),
    path("commissioning/cycles/<int:pk>/plans/begin/", views.begin, name="plan_begin"),
    path("commissioning/plans/<int:pk>/", views.plan, name="plan"),
    path("commissioning/plans/<int:pk>/edit/", views.edit, name="plan_edit"),
    path("commissioning/plans/<int:pk>/withdraw/", views.withdraw, name="plan_withdraw"),
    path("commissioning/plans/<int:pk>/drivers/add/", views.driver_name, name="plan_driver_name"),
    path("commissioning/plans/<int:pk>/drivers/<int:driver>/drop/", views.driver_drop, name="plan_driver_drop"),
    path("commissioning/plans/<int:pk>/contents/", views.contents, name="plan_contents"),
    path("commissioning/plans/<int:pk>/versions/begin/", views.version_begin, name="plan_version_begin"),
    path("commissioning/plans/<int:pk>/versions/edit/", views.version_edit, name="plan_version_edit"),
    path("commissioning/plans/<int:pk>/versions/<int:number>/", views.version, name="plan_version"),
    path("commissioning/plans/<int:pk>/consult/", views.consult, name="plan_consult"),
]
