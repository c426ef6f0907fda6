"""The addresses of dated rules."""

from django.urls import path

from core.registers.addresses import urls
from partnerships.standards import views
from partnerships.standards.registers import Standards

urlpatterns = [
    *urls(Standards, "standards/"),
    path("standards/add/", views.add, name="standard_add"),
    path("standards/<int:pk>/", views.standard, name="standard"),
    path("standards/<int:pk>/edit/", views.edit, name="standard_edit"),
    path("standards/<int:pk>/end/", views.end, name="standard_end"),
]
