"""Addresses of invitations."""

from django.urls import path

from partnerships.invitations import views

urlpatterns = [
    path(
        "partners/<int:pk>/people/invite/",
        views.invitation_add,
        {"kind": "organisation"},
        name="organisation_invite",
    ),
    path("areas/<int:pk>/people/invite/", views.invitation_add, {"kind": "area"}, name="area_invite"),
    path("invitations/<int:pk>/resend/", views.invitation_resend, name="invitation_resend"),
    path("invitations/<int:pk>/withdraw/", views.invitation_withdraw, name="invitation_withdraw"),
    path("invitation/<slug:token>/", views.invitation, name="invitation"),
]
