"""The address of contracts of the past."""

from django.urls import path

from commissioning.past_contracts import views

urlpatterns = [path("contracts/begin/past/", views.past, name="contract_past")]
