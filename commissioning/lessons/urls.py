"""The addresses of what cycles teach."""

from django.urls import path

from commissioning.lessons import views
from commissioning.lessons.registers import Lessons
from core.registers.addresses import urls

urlpatterns = [
    *urls(Lessons, "lessons/"),
    path("cycles/<int:pk>/lessons/record/", views.record, name="lesson_record"),
    path("lessons/<int:pk>/", views.lesson, name="lesson"),
    path("lessons/<int:pk>/void/", views.void, name="lesson_void"),
]
