"""The addresses of boards and groups, of their seats and of their decisions."""

from django.urls import path

from core.registers.addresses import urls
from partnerships.bodies import views
from partnerships.bodies.registers import Bodies, Decisions, Seats

urlpatterns = [
    *urls(Bodies, "bodies/"),
    *urls(Seats, "bodies/seats/"),
    *urls(Decisions, "bodies/decisions/"),
    path("bodies/add/", views.add, name="body_add"),
    path("bodies/<int:pk>/", views.body, name="body"),
    path("bodies/<int:pk>/edit/", views.edit, name="body_edit"),
    path("bodies/<int:pk>/end/", views.end, name="body_end"),
    path("bodies/<int:pk>/resume/", views.resume, name="body_resume"),
    path("bodies/<int:pk>/seats/fill/", views.fill, name="seat_fill"),
    path("bodies/seats/<int:pk>/", views.seat, name="seat"),
    path("bodies/seats/<int:pk>/edit/", views.edit_seat, name="seat_edit"),
    path("bodies/seats/<int:pk>/end/", views.end_seat, name="seat_end"),
    path("bodies/seats/<int:pk>/void/", views.void_seat, name="seat_void"),
    path("bodies/<int:pk>/decisions/record/", views.record, name="decision_record"),
    path("bodies/decisions/<int:pk>/", views.decision, name="decision"),
    path("bodies/decisions/<int:pk>/correct/", views.correct, name="decision_correct"),
    path("bodies/decisions/<int:pk>/void/", views.void_decision, name="decision_void"),
]
