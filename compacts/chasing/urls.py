"""The addresses of leads on Compacts, and of writing to them."""

from django.urls import path

from compacts.chasing import views
from compacts.chasing.registers import CompactLeads, SignupChasers, SignupOutstanding
from core.registers.addresses import urls

urlpatterns = [
    *urls(CompactLeads, "compacts/leads/"),
    path("compacts/leads/name/", views.name, name="compact_lead_name"),
    path("compacts/leads/<int:pk>/", views.lead, name="compact_lead"),
    path("compacts/leads/<int:pk>/edit/", views.edit, name="compact_lead_edit"),
    *urls(SignupOutstanding, "compacts/signup-targets/outstanding/"),
    path("compacts/signup-targets/outstanding/<int:pk>/chase/", views.chase, name="signup_chase"),
    *urls(SignupChasers, "compacts/signup-targets/chasers/"),
    path("compacts/signup-targets/chasers/<int:pk>/", views.chaser, name="signup_chaser"),
]
