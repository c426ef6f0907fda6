"""The address of the golden thread."""

from django.urls import path

from commissioning.thread import views

urlpatterns = [path("commissioning/thread/", views.thread, name="thread")]
