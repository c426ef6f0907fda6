"""The addresses of sign-ups."""

from django.urls import path

from compacts.signups import views
from compacts.signups.registers import Signups
from core.registers.addresses import urls

urlpatterns = [
    *urls(Signups, "compacts/signups/"),
    path("compacts/<int:pk>/sign/", views.sign, name="compact_sign"),
    path("compacts/<int:pk>/work/", views.work, name="compact_work"),
    path("compacts/<int:pk>/signups/sign/", views.record_signing, name="compact_record_signing"),
    path("compacts/<int:pk>/signups/work/", views.record_work, name="compact_record_work"),
    path("compacts/signups/signatures/<int:pk>/scan/", views.scan, name="signup_scan"),
    path("compacts/signups/<int:pk>/", views.signup, name="signup"),
    path("compacts/signups/<int:pk>/complete/", views.complete, name="signup_complete"),
    path("compacts/signups/<int:pk>/end/", views.end, name="signup_end"),
    path("compacts/signups/<int:pk>/void/", views.void, name="signup_void"),
]
