"""The addresses of refreshes of plans."""

from django.urls import path

from commissioning.refreshes import views

urlpatterns = [path("commissioning/plans/<int:pk>/refresh/", views.refresh, name="plan_refresh")]
