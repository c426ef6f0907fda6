"""The addresses of the secretariat's desk."""

from django.urls import path

from consultation.intake import views
from consultation.intake.registers import HalfKeyedResponses, LateResponses, UnmatchedResponses
from core.registers.addresses import urls

ONE = "responses/<int:pk>/"

urlpatterns = [
    path("responses/desk/", views.desk, name="intake_desk"),
    *urls(LateResponses, "responses/late/"),
    *urls(UnmatchedResponses, "responses/unmatched/"),
    *urls(HalfKeyedResponses, "responses/half-keyed/"),
    path("consultations/<int:pk>/key-in/", views.key, name="response_key"),
    path(f"{ONE}letter/", views.letter, name="response_letter"),
    path(f"{ONE}correct/", views.correct, name="response_correct"),
    path(f"{ONE}scans/add/", views.scan_add, name="scan_add"),
    path(f"{ONE}void/", views.void, name="response_void"),
    path(f"{ONE}restore/", views.restore, name="response_restore"),
    path(f"{ONE}match/", views.match, name="response_match"),
    path(f"{ONE}match/<int:number>/", views.match_with, name="response_match_with"),
    path(f"{ONE}unmatch/", views.unmatch, name="response_unmatch"),
    path(f"{ONE}versions/<int:number>/decide/", views.decide, name="response_decide"),
]
