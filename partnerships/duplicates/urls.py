"""The addresses of possible duplicates."""

from django.urls import path

from core.registers.addresses import urls
from partnerships.duplicates import views
from partnerships.duplicates.registers import Duplicates

urlpatterns = [
    *urls(Duplicates, "partners/duplicates/"),
    path("partners/duplicates/<int:pk>/", views.duplicate, name="duplicate"),
    path("partners/duplicates/<int:pk>/merge/", views.merge, name="duplicate_merge"),
    path("partners/duplicates/<int:pk>/reject/", views.reject, name="duplicate_reject"),
    path("partners/duplicates/<int:pk>/undo/", views.undo, name="duplicate_undo"),
    path("partners/<int:pk>/entered-twice/", views.name, name="organisation_entered_twice"),
]
