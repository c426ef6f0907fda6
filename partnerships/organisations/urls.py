"""The addresses of the partner register."""

from django.urls import path

from core.registers.addresses import urls
from partnerships.organisations import further_views, import_views, succession_views, views
from partnerships.organisations.api import OrganisationsApi
from partnerships.organisations.import_register import Imports
from partnerships.organisations.registers import (
    Areas,
    Fundings,
    Kinds,
    Organisations,
    UmbrellaMembers,
)

urlpatterns = [
    *urls(Organisations, "partners/", api=OrganisationsApi.as_view()),
    *urls(Fundings, "partners/funding/"),
    *urls(Imports, "partners/imports/"),
    path("partners/imports/new/", import_views.upload, name="import_upload"),
    path("partners/imports/new/<uuid:name>/", import_views.preview, name="import_preview"),
    path("partners/imports/<int:pk>/", import_views.run, name="import_run"),
    path("partners/imports/<int:pk>/rows.csv", import_views.rows_csv, name="import_rows"),
    path("partners/imports/lines/<int:pk>/corrected/", import_views.corrected, name="import_corrected"),
    *urls(Kinds, "partners/kinds/"),
    *urls(Areas, "partners/areas/"),
    *urls(UmbrellaMembers, "partners/umbrella-members/"),
    path("partners/suggest/", views.suggest, name="organisation_suggest"),
    path("partners/add/", views.add, name="organisation_add"),
    path("partners/funding/<int:pk>/end/", succession_views.end_funding, name="funding_end"),
    path("partners/<int:pk>/", views.organisation, name="organisation"),
    path("partners/<int:pk>/edit/", views.edit, name="organisation_edit"),
    path("partners/<int:pk>/describe/", views.describe, name="organisation_describe"),
    path("partners/<int:pk>/areas/", views.areas, name="organisation_areas"),
    path("partners/<int:pk>/codes/add/", views.add_code, name="organisation_add_code"),
    path("partners/<int:pk>/codes/drop/", views.drop_code, name="organisation_drop_code"),
    path("partners/<int:pk>/names/add/", further_views.add_name, name="organisation_add_name"),
    path("partners/<int:pk>/names/drop/", further_views.drop_name, name="organisation_drop_name"),
    path("partners/<int:pk>/ties/add/", further_views.tie, name="organisation_tie"),
    path("partners/<int:pk>/ties/<int:tie>/end/", further_views.untie, name="organisation_untie"),
    path("partners/<int:pk>/umbrellas/add/", views.join_umbrella, name="organisation_join_umbrella"),
    path(
        "partners/<int:pk>/umbrellas/<int:membership>/leave/",
        views.leave_umbrella,
        name="organisation_leave_umbrella",
    ),
    path("partners/<int:pk>/confirm/", views.confirm, name="organisation_confirm"),
    path("partners/<int:pk>/partner/", views.partner, name="organisation_partner"),
    path("partners/<int:pk>/succession/add/", succession_views.add, name="organisation_succession"),
    path(
        "partners/<int:pk>/succession/<int:lineage>/undo/",
        succession_views.undo,
        name="organisation_undo_succession",
    ),
    path("partners/<int:pk>/kind/", succession_views.change_kind, name="organisation_change_kind"),
    path("partners/<int:pk>/funding/add/", succession_views.fund, name="organisation_fund"),
]
