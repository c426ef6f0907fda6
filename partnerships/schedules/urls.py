"""The addresses of scheduled reports."""

from django.urls import path

from core.registers.addresses import urls
from partnerships.schedules import views
from partnerships.schedules.registers import ReportSchedules

urlpatterns = [
    *urls(ReportSchedules, "scheduled-reports/"),
    path("scheduled-reports/add/<slug:name>/", views.add, name="report_schedule_add"),
    path("scheduled-reports/<int:pk>/", views.schedule, name="report_schedule"),
    path("scheduled-reports/<int:pk>/end/", views.end, name="report_schedule_end"),
    path("scheduled-reports/<int:pk>/resume/", views.resume, name="report_schedule_resume"),
]
