"""The addresses of the terms."""

from django.urls import path

from core.registers.addresses import urls
from partnerships.terms import views
from partnerships.terms.registers import Terms

urlpatterns = [
    *urls(Terms, "partners/terms/"),
    path("partners/terms/add/", views.add, name="term_add"),
    path("partners/terms/<int:pk>/", views.term, name="term"),
    path("partners/terms/<int:pk>/edit/", views.edit, name="term_edit"),
    path("partners/terms/<int:pk>/end/", views.end, name="term_end"),
]
