"""The addresses of needs."""

from django.urls import path

from commissioning.needs import views
from commissioning.needs.registers import Needs
from core.registers.addresses import urls

urlpatterns = [
    *urls(Needs, "commissioning/needs/"),
    path("commissioning/cycles/<int:pk>/needs/add/", views.add, name="need_add"),
    path("commissioning/needs/<int:pk>/", views.need, name="need"),
    path("commissioning/needs/<int:pk>/edit/", views.edit, name="need_edit"),
    path("commissioning/needs/<int:pk>/settle/", views.settle, name="need_settle"),
    path("commissioning/needs/<int:pk>/reopen/", views.reopen, name="need_reopen"),
    path("commissioning/needs/<int:pk>/withdraw/", views.withdraw, name="need_withdraw"),
    path("commissioning/needs/<int:pk>/carry/", views.carry, name="need_carry"),
    path("commissioning/needs/<int:pk>/evidence/add/", views.evidence_add, name="need_evidence_add"),
    path("commissioning/needs/<int:pk>/evidence/<int:evidence>/drop/", views.evidence_drop, name="need_evidence_drop"),
]
