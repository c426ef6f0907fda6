"""The addresses of framework agreements."""

from django.urls import path

from compacts.frameworks import views
from compacts.frameworks.registers import Frameworks
from core.registers.addresses import urls

urlpatterns = [
    *urls(Frameworks, "agreements/frameworks/"),
    path("agreements/<int:pk>/framework/begin/", views.begin, name="framework_begin"),
    path("agreements/frameworks/<int:pk>/", views.framework, name="framework"),
    path("agreements/frameworks/<int:pk>/edit/", views.edit, name="framework_edit"),
]
