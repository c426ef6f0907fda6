"""The addresses of Codes of good practice."""

from django.urls import path

from compacts.codes import views
from compacts.codes.registers import Adoptions, CodeMatrix, Codes
from core.registers.addresses import urls

urlpatterns = [
    *urls(Codes, "codes/"),
    *urls(Adoptions, "codes/adoptions/"),
    *urls(CodeMatrix, "codes/matrix/"),
    path("codes/add/", views.add, name="code_add"),
    path("codes/<int:pk>/", views.code, name="code"),
    path("codes/<int:pk>/edit/", views.edit, name="code_edit"),
    path("codes/<int:pk>/launch/", views.launch, name="code_launch"),
    path("codes/<int:pk>/withdraw/", views.withdraw, name="code_withdraw"),
    path("codes/<int:pk>/criteria/add/", views.add_criterion, name="code_criterion_add"),
    path("codes/<int:pk>/criteria/<int:criterion>/edit/", views.edit_criterion, name="code_criterion_edit"),
    path("codes/<int:pk>/adopt/", views.adopt, name="code_adopt"),
    path("codes/adoptions/<int:pk>/", views.adoption, name="adoption"),
    path("codes/adoptions/<int:pk>/end/", views.end, name="adoption_end"),
    path("codes/adoptions/<int:pk>/void/", views.void, name="adoption_void"),
]
