"""The addresses of contract reviews and their findings."""

from django.urls import path

from commissioning.contract_reviews import views
from commissioning.contract_reviews.registers import ContractReviews, Findings
from core.registers.addresses import urls

urlpatterns = [
    *urls(ContractReviews, "contracts/reviews/"),
    *urls(Findings, "contracts/findings/"),
    path("contracts/<int:pk>/reviews/record/", views.record, name="contract_review_record"),
    path("contracts/reviews/<int:pk>/", views.contract_review, name="contract_review"),
    path("contracts/reviews/<int:pk>/edit/", views.edit, name="contract_review_edit"),
    path("contracts/reviews/<int:pk>/void/", views.void, name="contract_review_void"),
    path("contracts/reviews/<int:pk>/findings/add/", views.add, name="finding_add"),
    path("contracts/findings/<int:pk>/", views.finding, name="finding"),
    path("contracts/findings/<int:pk>/edit/", views.edit_finding, name="finding_edit"),
    path("contracts/findings/<int:pk>/finish/", views.finish, name="finding_finish"),
    path("contracts/findings/<int:pk>/use/", views.use, name="finding_use"),
]
