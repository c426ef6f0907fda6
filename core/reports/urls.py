"""Addresses of reports."""

from django.urls import path, re_path

from core.reports import views

urlpatterns = [
    path("reports/", views.report_list, name="report_list"),
    path("reports/kept/<int:pk>/", views.report_run, name="report_run"),
    re_path(r"^reports/kept/(?P<pk>\d{1,18})/(?P<ending>xlsx|csv|pdf|docx)$", views.report_file, name="report_file"),
    path("reports/<slug:name>/", views.report, name="report"),
    path("reports/<slug:name>/keep/", views.report_keep, name="report_keep"),
]
