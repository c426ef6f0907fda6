"""The addresses of partnerships, gathered from its subjects."""

from django.urls import include, path

urlpatterns = [path("", include("partnerships.organisations.urls"))]
