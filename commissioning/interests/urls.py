"""The addresses of declared interests."""

from django.urls import path

from commissioning.interests import views
from commissioning.interests.registers import Interests
from core.registers.addresses import urls

urlpatterns = [
    *urls(Interests, "cycles/interests/"),
    path("cycles/<int:pk>/interests/declare/", views.declare, name="interest_declare"),
    path("cycles/<int:pk>/interests/record/", views.record, name="interest_record"),
    path("cycles/interests/<int:pk>/", views.interest, name="interest"),
    path("cycles/interests/<int:pk>/void/", views.void, name="interest_void"),
]
