"""The addresses of the stages of cycles."""

from django.urls import path

from commissioning.stages import views

urlpatterns = [
    path("cycles/stages/<int:pk>/", views.stage, name="stage"),
    path("cycles/stages/<int:pk>/lines/<slug:line>/", views.answer, name="stage_answer"),
    path("cycles/stages/<int:pk>/sign/", views.sign, name="stage_sign"),
    path("cycles/stages/<int:pk>/decide/", views.decide, name="stage_decide"),
    path("cycles/stages/<int:pk>/reopen/", views.reopen, name="stage_reopen"),
]
