"""The addresses of reorganisations."""

from django.urls import path

from core.registers.addresses import urls
from partnerships.reorganisations import views
from partnerships.reorganisations.registers import Lines, Reorganisations

HERE = "partners/reorganisations/"
ONE = f"{HERE}<int:pk>/"

urlpatterns = [
    path(f"{HERE}prepare/", views.prepare, name="reorganisation_prepare"),
    *urls(Lines, f"{HERE}lines/"),
    *urls(Reorganisations, HERE),
    path(ONE, views.reorganisation, name="reorganisation"),
    path(f"{ONE}touches/", views.effect, name="reorganisation_effect"),
    path(f"{ONE}touches.xlsx", views.effect_xlsx, name="reorganisation_effect_xlsx"),
    path(f"{ONE}edit/", views.edit, name="reorganisation_edit"),
    path(f"{ONE}bodies/add/", views.body, name="reorganisation_body"),
    path(f"{ONE}bodies/<int:body>/take-away/", views.drop_body, name="reorganisation_body_drop"),
    path(f"{ONE}lines/add/", views.line, name="reorganisation_line"),
    path(f"{ONE}lines/<int:line>/take-away/", views.drop_line, name="reorganisation_line_drop"),
    path(f"{ONE}withdraw/", views.withdraw, name="reorganisation_withdraw"),
    path(f"{ONE}carry-out/", views.carry_out, name="reorganisation_carry_out"),
    path(f"{ONE}roles/", views.roles, name="reorganisation_roles"),
    path(f"{ONE}undo/", views.undo, name="reorganisation_undo"),
]
