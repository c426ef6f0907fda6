"""The addresses of partnerships, gathered from its subjects."""

from django.urls import include, path

urlpatterns = [
    path("", include("partnerships.organisations.urls")),
    path("", include("partnerships.people.urls")),
    path("", include("partnerships.invitations.urls")),
]
