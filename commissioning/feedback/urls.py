"""The addresses of user feedback."""

from django.urls import path

from commissioning.feedback import views
from commissioning.feedback.registers import Audits
from core.registers.addresses import urls

urlpatterns = [
    *urls(Audits, "contracts/feedback/"),
    path("contracts/<int:pk>/feedback/record/", views.record, name="feedback_record"),
    path("contracts/feedback/<int:pk>/", views.feedback, name="feedback"),
    *[
        path(f"contracts/feedback/<int:pk>/{each}/", getattr(views, each), name=f"feedback_{each}")
        for each in ("edit", "question", "void")
    ],
    path("contracts/feedback/<int:pk>/questions/<int:key>/drop/", views.drop, name="feedback_drop"),
]
