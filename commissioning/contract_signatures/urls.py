"""The addresses of signatures under contracts."""

from django.urls import path

from commissioning.contract_signatures import views

urlpatterns = [
    path("contracts/<int:pk>/sign/", views.sign, name="contract_sign"),
    path("contracts/<int:pk>/sign/paper/", views.paper, name="contract_paper"),
    path("contracts/<int:pk>/signatures/<int:key>/scan/", views.scan, name="contract_scan"),
]
