"""The addresses of endorsement."""

from django.urls import path

from commissioning.endorsements import views

urlpatterns = [
    path("commissioning/plans/<int:pk>/boards/add/", views.board_name, name="plan_board_name"),
    path("commissioning/plans/<int:pk>/boards/<int:board>/drop/", views.board_drop, name="plan_board_drop"),
    path("commissioning/plans/<int:pk>/submit/", views.submit, name="plan_submit"),
    path("commissioning/plans/<int:pk>/recall/", views.recall, name="plan_recall"),
    path("commissioning/plans/<int:pk>/decide/", views.decide, name="plan_decide"),
]
