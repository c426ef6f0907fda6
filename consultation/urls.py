"""The addresses of consultation, gathered from its subjects."""

from django.urls import include, path

urlpatterns = [
    path("", include("consultation.consultations.urls")),
    path("", include("consultation.responses.urls")),
    path("api/", include("consultation.api")),
]
