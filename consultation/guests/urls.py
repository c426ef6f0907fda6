"""The addresses of answering without an account."""

from django.urls import path

from consultation.guests import views

HERE = "consultations/<int:pk>/without-account/"

urlpatterns = [
    path(HERE, views.begin, name="guest_begin"),
    path(f"{HERE}sent/", views.sent, name="guest_sent"),
    path(f"{HERE}back/", views.come_back, name="guest_return"),
    path("answer-again/", views.again, name="guest_again"),
    path("answer-again/sent/", views.again_sent, name="guest_again_sent"),
    path("your-answers/", views.answers, name="guest_answers"),
    path("answer/<slug:token>/", views.open_link, name="guest_open"),
    path("answer-done/", views.leave, name="guest_leave"),
]
