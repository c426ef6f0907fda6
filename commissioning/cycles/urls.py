"""The addresses of commissioning cycles."""

from django.urls import path

from commissioning.cycles import views
from commissioning.cycles.registers import Cycles
from core.registers.addresses import urls

urlpatterns = [
    *urls(Cycles, "cycles/"),
    path("cycles/begin/", views.begin, name="cycle_begin"),
    path("cycles/board/", views.board, name="cycle_board"),
    path("cycles/<int:pk>/", views.cycle, name="cycle"),
    path("cycles/<int:pk>/edit/", views.edit, name="cycle_edit"),
    path("cycles/<int:pk>/partners/add/", views.partner_add, name="cycle_partner_add"),
    path("cycles/<int:pk>/partners/<int:partner>/edit/", views.partner_edit, name="cycle_partner_edit"),
    path("cycles/<int:pk>/partners/<int:partner>/end/", views.partner_end, name="cycle_partner_end"),
]
