"""The addresses at which it is said how an agreement stands to another."""

from django.urls import path

from compacts.relations import views

urlpatterns = [
    path("agreements/<int:pk>/relate/", views.relate, name="agreement_relate"),
    path("agreements/<int:pk>/relations/<int:relation>/remove/", views.unrelate, name="agreement_unrelate"),
]
