"""Addresses of background work."""

from django.urls import path

from core.work import views

urlpatterns = [
    path("work/", views.work_list, name="work_list"),
    path("work/jobs/<slug:name>/run/", views.job_run, name="job_run"),
    path("work/<int:pk>/", views.work_detail, name="work_detail"),
    path("work/<int:pk>/retry/", views.work_retry, name="work_retry"),
    path("work/<int:pk>/cancel/", views.work_cancel, name="work_cancel"),
]
