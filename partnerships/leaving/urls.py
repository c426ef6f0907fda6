"""The addresses of hand-overs and of organisations without people."""

from django.urls import path

from core.registers.addresses import urls
from partnerships.leaving import views
from partnerships.leaving.registers import Handovers, WithoutPeople

urlpatterns = [
    *urls(Handovers, "people/hand-overs/"),
    *urls(WithoutPeople, "partners/without-people/"),
    path("people/hand-overs/<int:pk>/", views.handover, name="handover"),
    path("people/<int:pk>/hand-over/", views.hand_over, name="membership_hand_over"),
    path("partners/<int:pk>/without-people/", views.without_people, name="organisation_without_people"),
]
