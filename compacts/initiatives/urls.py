"""The addresses of initiatives, and of who governs an agreement."""

from django.urls import path

from compacts.initiatives import views
from compacts.initiatives.registers import Initiatives
from core.registers.addresses import urls

urlpatterns = [
    *urls(Initiatives, "agreements/initiatives/"),
    path("agreements/<int:pk>/initiatives/add/", views.add, name="initiative_add"),
    path("agreements/initiatives/<int:pk>/", views.initiative, name="initiative"),
    path("agreements/initiatives/<int:pk>/edit/", views.edit, name="initiative_edit"),
    path("agreements/initiatives/<int:pk>/finish/", views.finish, name="initiative_finish"),
    path("agreements/initiatives/<int:pk>/stop/", views.stop, name="initiative_stop"),
    path("agreements/initiatives/<int:pk>/resume/", views.resume, name="initiative_resume"),
    path("agreements/initiatives/<int:pk>/void/", views.void, name="initiative_void"),
    path("agreements/initiatives/<int:pk>/targets/add/", views.measure, name="initiative_measure"),
    path("agreements/initiatives/<int:pk>/targets/<int:target>/remove/", views.unmeasure, name="initiative_unmeasure"),
    path("agreements/<int:pk>/governing/add/", views.govern, name="agreement_govern"),
    path("agreements/<int:pk>/governing/<int:body>/remove/", views.ungovern, name="agreement_ungovern"),
]
