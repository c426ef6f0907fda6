"""The addresses of agreements."""

from django.urls import path

from compacts.agreements import views
from compacts.agreements.registers import Agreements
from core.registers.addresses import urls

urlpatterns = [
    *urls(Agreements, "agreements/"),
    path("agreements/begin/", views.begin, name="agreement_begin"),
    path("agreements/<int:pk>/", views.agreement, name="agreement"),
    path("agreements/<int:pk>/edit/", views.edit, name="agreement_edit"),
    path("agreements/<int:pk>/parties/add/", views.add_party, name="agreement_party_add"),
    path("agreements/<int:pk>/parties/<int:party>/leave/", views.leave_party, name="agreement_party_leave"),
    path("agreements/<int:pk>/drafts/add/", views.add_draft, name="agreement_draft_add"),
    path("agreements/<int:pk>/drafts/<int:number>/", views.draft, name="agreement_draft"),
    path("agreements/<int:pk>/compare/", views.compare, name="agreement_compare"),
    path("agreements/<int:pk>/send-out/", views.send_out, name="agreement_send_out"),
    path("agreements/<int:pk>/final/", views.final, name="agreement_final"),
    path("agreements/<int:pk>/publish/", views.publish, name="agreement_publish"),
    path("agreements/<int:pk>/unpublish/", views.unpublish, name="agreement_unpublish"),
    path("agreements/<int:pk>/end/", views.end, name="agreement_end"),
]
