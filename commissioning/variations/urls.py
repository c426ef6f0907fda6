"""The addresses of variations."""

from django.urls import path

from commissioning.variations import views
from commissioning.variations.registers import Variations
from core.registers.addresses import urls

urlpatterns = [
    *urls(Variations, "contracts/variations/"),
    path("contracts/<int:pk>/variations/propose/", views.propose, name="variation_propose"),
    path("contracts/variations/<int:pk>/", views.variation, name="variation"),
    path("contracts/variations/<int:pk>/agree/", views.agree, name="variation_agree"),
    path("contracts/variations/<int:pk>/withdraw/", views.withdraw, name="variation_withdraw"),
]
