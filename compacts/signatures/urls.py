"""The addresses of signatures."""

from django.urls import path

from compacts.signatures import views
from compacts.signatures.registers import Signatures
from core.registers.addresses import urls

urlpatterns = [
    *urls(Signatures, "agreements/signatures/"),
    path("agreements/<int:pk>/sign/", views.sign, name="agreement_sign"),
    path("agreements/<int:pk>/signatures/record/", views.record, name="agreement_record_signature"),
    path("agreements/signatures/<int:pk>/", views.signature, name="signature"),
    path("agreements/signatures/<int:pk>/scan/", views.scan, name="signature_scan"),
    path("agreements/signatures/<int:pk>/void/", views.void, name="signature_void"),
]
