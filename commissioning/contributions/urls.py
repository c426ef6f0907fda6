"""The addresses of contributions."""

from django.urls import path

from commissioning.contributions import views
from commissioning.contributions.registers import Contributions
from core.registers.addresses import urls

urlpatterns = [
    *urls(Contributions, "contributions/"),
    path("contributions/send/", views.send, name="contribution_send"),
    path("cycles/<int:pk>/evidence/", views.send, name="contribution_send_for"),
    path("contributions/<int:pk>/", views.contribution, name="contribution"),
    path("contributions/<int:pk>/file/", views.file, name="contribution_file"),
    path("contributions/<int:pk>/answer/", views.answer, name="contribution_answer"),
    path("contributions/<int:pk>/take/", views.take, name="contribution_take"),
    path("contributions/<int:pk>/withdraw/", views.withdraw, name="contribution_withdraw"),
]
