"""The addresses of sheets that are mapped, of refused rows, and of undoing."""

from django.urls import path

from core.registers.addresses import urls
from partnerships.intake import line_views, views
from partnerships.intake.registers import RefusedRows

urlpatterns = [
    *urls(RefusedRows, "partners/imports/rows/"),
    path("partners/imports/rows/<int:pk>/", line_views.correct, name="import_line"),
    path("partners/imports/rows/<int:pk>/aside/", line_views.set_aside, name="import_line_aside"),
    path("partners/imports/<int:pk>/undo/", line_views.undo, name="import_undo"),
    path("partners/imports/sheet/", views.send, name="import_sheet"),
    path("partners/imports/sheet/<uuid:name>/", views.map_columns, name="import_map"),
    path("partners/imports/sheet/<uuid:name>/<int:pk>/", views.preview, name="import_mapped"),
]
