"""The addresses of contracts."""

from django.urls import path

from commissioning.contracts import part_views, views
from commissioning.contracts.registers import Contracts, PublishedContracts
from core.registers.addresses import urls

ACTS = ("edit", "values", "copy", "end", "void", "scorecard", "exception", "activate", "serve")
ADDED = ("outcome", "deviation", "extension", "party", "link")
urlpatterns = [
    *urls(Contracts, "contracts/"),
    *urls(PublishedContracts, "contracts/published/"),
    path("contracts/begin/", views.begin, name="contract_begin"),
    path("contracts/begin/small/", views.small, name="contract_small"),
    path("contracts/<int:pk>/", views.contract, name="contract"),
    *[path(f"contracts/<int:pk>/{each}/", getattr(views, each), name=f"contract_{each}") for each in ACTS],
    path("contracts/<int:pk>/days/", views.days, name="contract_days"),
    path("contracts/<int:pk>/end/take-back/", views.end_take_back, name="contract_end_take_back"),
    path("contracts/<int:pk>/exception/approve/", views.approve, name="contract_exception_approve"),
    *[path(f"contracts/<int:pk>/{each}/add/", getattr(part_views, each), name=f"contract_{each}") for each in ADDED],
    path("contracts/<int:pk>/parties/<int:key>/lead/", part_views.lead, name="contract_lead"),
    path("contracts/<int:pk>/extensions/<int:key>/take/", part_views.extend, name="contract_extend"),
    path("contracts/<int:pk>/<slug:kind>/<int:key>/remove/", part_views.remove, name="contract_part_remove"),
]
