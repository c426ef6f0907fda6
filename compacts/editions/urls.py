"""The addresses of Compacts' documents."""

from django.urls import path

from compacts.editions import views
from compacts.editions.registers import Editions
from core.registers.addresses import urls

urlpatterns = [
    *urls(Editions, "compacts/editions/"),
    path("compacts/<int:pk>/editions/add/", views.add, name="edition_add"),
    path("compacts/editions/<int:pk>/", views.edition, name="edition"),
    path("compacts/editions/<int:pk>/file/", views.file, name="edition_file"),
    path("compacts/editions/<int:pk>/edit/", views.edit, name="edition_edit"),
    path("compacts/editions/<int:pk>/withdraw/", views.withdraw, name="edition_withdraw"),
]
