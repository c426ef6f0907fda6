"""The addresses of inviting."""

from django.urls import path

from consultation.coverage import views
from consultation.coverage.registers import Invitees, Progress
from core.registers.addresses import urls

HERE = "consultations/<int:pk>/"

urlpatterns = [
    *urls(Invitees, "consultations/invited/"),
    *urls(Progress, "consultations/progress/"),
    path(f"{HERE}invite/", views.invite, name="consultation_invite"),
    path(f"{HERE}invite/one/", views.invite_one, name="consultation_invite_one"),
    path(f"{HERE}remind/", views.chase, name="consultation_chase"),
]
