"""The addresses of places."""

from django.urls import path

from core.registers.addresses import urls
from partnerships.places import views
from partnerships.places.registers import BoundaryAlerts, BoundaryChanges, Pairs

urlpatterns = [
    path("partners/areas/<int:pk>/", views.area, name="area"),
    path("partners/areas/map/", views.area_map, name="area_map"),
    *urls(Pairs, "partners/co-terminosity/"),
    *urls(BoundaryChanges, "partners/boundary-changes/"),
    path("partners/boundary-changes/move/", views.propose_move, name="boundary_move_propose"),
    path("partners/boundary-changes/count/", views.propose_count, name="boundary_count_propose"),
    path("partners/boundary-changes/<int:pk>/", views.boundary_change, name="boundary_change"),
    path("partners/boundary-changes/<int:pk>/carry-out/", views.carry_out, name="boundary_change_carry_out"),
    path("partners/boundary-changes/<int:pk>/void/", views.void, name="boundary_change_void"),
    *urls(BoundaryAlerts, "partners/boundary-alerts/"),
    path("partners/boundary-alerts/<int:pk>/", views.boundary_alert, name="boundary_alert"),
    path("partners/boundary-alerts/<int:pk>/note/", views.note_alert, name="boundary_alert_note"),
]
