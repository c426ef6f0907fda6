"""Addresses of mail."""

from django.urls import path

from core.mail import views

urlpatterns = [
    path("demo/mail/", views.demo_mail, name="demo_mail"),
]
