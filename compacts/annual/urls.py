"""The addresses of annual agreements."""

from django.urls import path

from compacts.annual import views
from compacts.annual.registers import AnnualAgreements, InvestmentIntentions, WorkLines
from core.registers.addresses import urls

urlpatterns = [
    *urls(AnnualAgreements, "agreements/annual/"),
    *urls(InvestmentIntentions, "agreements/annual/intentions/"),
    *urls(WorkLines, "agreements/annual/work/"),
    path("agreements/frameworks/<int:pk>/annual/begin/", views.begin, name="annual_begin"),
    path("agreements/annual/<int:pk>/", views.annual, name="annual"),
    path("agreements/annual/<int:pk>/report/", views.report, name="annual_report"),
    path("agreements/annual/<int:pk>/changes/", views.changes, name="annual_changes"),
    path("agreements/annual/<int:pk>/governance/", views.governance, name="annual_governance"),
    path("agreements/annual/<int:pk>/send/", views.send, name="annual_send"),
    path("agreements/annual/<int:pk>/carry-forward/", views.carry, name="annual_carry"),
    path("agreements/annual/<int:pk>/<slug:part>/add/", views.add_part, name="annual_part_add"),
    path("agreements/annual/<int:pk>/<slug:part>/<int:row>/edit/", views.edit_part, name="annual_part_edit"),
    path("agreements/annual/<int:pk>/<slug:part>/<int:row>/drop/", views.drop_part, name="annual_part_drop"),
    path("agreements/annual/work/<int:pk>/", views.work_line, name="work_line"),
    path("agreements/annual/work/<int:pk>/progress/", views.note_progress, name="work_line_progress"),
]
