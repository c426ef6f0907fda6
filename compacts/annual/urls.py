"""The addresses of annual agreements."""

from django.urls import path

from compacts.annual import views
from compacts.annual.registers import AnnualAgreements, InvestmentIntentions, WorkLines
from core.registers.addresses import urls

urlpatterns = [
    *urls(AnnualAgreements, "annual-agreements/"),
    *urls(InvestmentIntentions, "annual-agreements/intentions/"),
    *urls(WorkLines, "annual-agreements/work/"),
    path("agreements/frameworks/<int:pk>/annual/begin/", views.begin, name="annual_begin"),
    path("annual-agreements/<int:pk>/", views.annual, name="annual"),
    path("annual-agreements/<int:pk>/changes/", views.changes, name="annual_changes"),
    path("annual-agreements/<int:pk>/governance/", views.governance, name="annual_governance"),
    path("annual-agreements/<int:pk>/send/", views.send, name="annual_send"),
    path("annual-agreements/<int:pk>/carry-forward/", views.carry, name="annual_carry"),
    path("annual-agreements/<int:pk>/<slug:part>/add/", views.add_part, name="annual_part_add"),
    path("annual-agreements/<int:pk>/<slug:part>/<int:row>/edit/", views.edit_part, name="annual_part_edit"),
    path("annual-agreements/<int:pk>/<slug:part>/<int:row>/drop/", views.drop_part, name="annual_part_drop"),
    path("annual-agreements/work/<int:pk>/", views.work_line, name="work_line"),
    path("annual-agreements/work/<int:pk>/progress/", views.note_progress, name="work_line_progress"),
]
