"""The addresses of scorecards."""

from django.urls import path

from compacts.compliance import views
from compacts.compliance.registers import Scorecards
from core.registers.addresses import urls

urlpatterns = [
    *urls(Scorecards, "scorecards/"),
    path("scorecards/begin/", views.begin, name="scorecard_begin"),
    path("scorecards/<int:pk>/", views.scorecard, name="scorecard"),
    path("scorecards/<int:pk>/edit/", views.edit, name="scorecard_edit"),
    path("scorecards/<int:pk>/check/<slug:point>/", views.check, name="scorecard_check"),
    path("scorecards/<int:pk>/agree/", views.agree, name="scorecard_agree"),
    path("scorecards/<int:pk>/drop/", views.drop, name="scorecard_drop"),
]
