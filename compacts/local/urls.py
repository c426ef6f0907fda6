"""The addresses of Local Compacts."""

from django.urls import path

from compacts.local import views
from compacts.local.registers import Compacts
from core.registers.addresses import urls

urlpatterns = [
    *urls(Compacts, "compacts/"),
    path("compacts/begin/", views.begin, name="compact_begin"),
    path("compacts/<int:pk>/", views.compact, name="compact"),
    path("compacts/<int:pk>/edit/", views.edit, name="compact_edit"),
    path("compacts/<int:pk>/manager/", views.manager, name="compact_manager"),
    path("compacts/<int:pk>/agree/", views.agree, name="compact_agree"),
    path("compacts/<int:pk>/launch/", views.launch, name="compact_launch"),
    path("compacts/<int:pk>/lapse/", views.lapse, name="compact_lapse"),
]
