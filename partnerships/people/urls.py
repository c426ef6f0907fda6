"""Addresses of people and of one's own account."""

from django.urls import path

from core.registers.addresses import urls
from partnerships.people import account_views, views
from partnerships.people.registers import People

urlpatterns = [
    *urls(People, "people/"),
    path("partners/<int:pk>/people/", views.people_list, {"kind": "organisation"}, name="organisation_people"),
    path("areas/<int:pk>/people/", views.people_list, {"kind": "area"}, name="area_people"),
    path("people/<int:pk>/", views.membership_detail, name="membership"),
    path("people/<int:pk>/edit/", views.membership_edit, name="membership_edit"),
    path("people/<int:pk>/roles/give/", views.role_give, name="role_give"),
    path("people/<int:pk>/second-factor/reset/", views.second_factor_reset, name="second_factor_reset"),
    path("roles/<int:pk>/end/", views.role_end, name="role_end"),
    path("roles/<int:pk>/revoke/", views.role_revoke, name="role_revoke"),
    path("accounts/<int:pk>/", views.person_detail, name="person"),
    path("accounts/<int:pk>/close/", views.person_close, name="person_close"),
    path("accounts/<int:pk>/open/", views.person_open, name="person_open"),
    path("account/", account_views.account, name="account"),
    path("account/edit/", account_views.account_edit, name="account_edit"),
    path("account/address/", account_views.address_change, name="address_change"),
    path("account/address/<str:token>/", account_views.address_confirm, name="address_confirm"),
    path("account/sessions/<int:pk>/end/", account_views.session_end, name="session_end"),
    path("account/acting-as/", account_views.switch_capacity, name="switch_capacity"),
    path("account/api-keys/make/", account_views.api_key_make, name="api_key_make"),
    path("account/api-keys/<slug:key>/revoke/", account_views.api_key_revoke, name="api_key_revoke"),
]
