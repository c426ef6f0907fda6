"""The addresses of changes of funding."""

from django.urls import path

from compacts.funding_changes import views
from compacts.funding_changes.registers import FundingChanges
from core.registers.addresses import urls

urlpatterns = [
    *urls(FundingChanges, "agreements/funding-changes/"),
    path("agreements/frameworks/<int:pk>/funding/add/", views.add, name="funding_change_add"),
    path("agreements/funding-changes/<int:pk>/", views.change, name="funding_change"),
    path("agreements/funding-changes/<int:pk>/void/", views.void, name="funding_change_void"),
]
