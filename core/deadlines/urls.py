"""Addresses of due dates."""

from django.urls import path

from core.deadlines import views

urlpatterns = [
    path("due/", views.due, name="due"),
    path("due/calendar/reset/", views.calendar_reset, name="calendar_reset"),
    path("calendar/<uuid:key>.ics", views.calendar, name="calendar"),
]
