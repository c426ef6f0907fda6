"""The addresses of a consultation on paper."""

from django.urls import path

from consultation.paper import views

urlpatterns = [
    path("consultations/<int:pk>/print/", views.print_page, name="consultation_print"),
    path("consultations/<int:pk>/form.docx", views.form, name="consultation_form"),
    path("consultations/<int:pk>/questions.pdf", views.pdf, name="consultation_pdf"),
]
