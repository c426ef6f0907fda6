"""The addresses of the analysis of cycles."""

from django.urls import path

from commissioning.analysis import views
from commissioning.analysis.registers import Analysis
from core.registers.addresses import urls

urlpatterns = [
    *urls(Analysis, "commissioning/analysis/"),
    path("commissioning/cycles/<int:pk>/analysis/add/", views.add, name="analysis_add"),
    path("commissioning/analysis/<int:pk>/", views.entry, name="analysis_entry"),
    path("commissioning/analysis/<int:pk>/edit/", views.edit, name="analysis_edit"),
    path("commissioning/analysis/<int:pk>/void/", views.void, name="analysis_void"),
]
