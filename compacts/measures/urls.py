"""The addresses of measures and readings."""

from django.urls import path

from compacts.measures import views
from compacts.measures.registers import Measures, Readings
from core.registers.addresses import urls

urlpatterns = [
    *urls(Measures, "measures/"),
    path("measures/add/", views.add, name="measure_add"),
    path("measures/<int:pk>/", views.measure, name="measure"),
    path("measures/<int:pk>/edit/", views.edit, name="measure_edit"),
    path("measures/<int:pk>/record/", views.record, name="reading_record"),
    *urls(Readings, "readings/"),
    path("readings/<int:pk>/", views.reading, name="reading"),
    path("readings/<int:pk>/correct/", views.correct, name="reading_correct"),
    path("readings/<int:pk>/withdraw/", views.withdraw, name="reading_withdraw"),
    path("readings/<int:pk>/verify/", views.verify, name="reading_verify"),
]
