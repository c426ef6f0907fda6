"""The address of a file that was made for somebody."""

from django.urls import path

from core.files import views

urlpatterns = [path("files/<uuid:name>/", views.file_download, name="file_download")]
