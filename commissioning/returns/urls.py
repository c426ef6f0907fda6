"""The addresses of returns."""

from django.urls import path

from commissioning.returns import views
from commissioning.returns.registers import Returns
from core.registers.addresses import urls

urlpatterns = [
    *urls(Returns, "contracts/returns/"),
    path("contracts/periods/<int:pk>/", views.period, name="reporting_period"),
    path("contracts/periods/<int:pk>/fill/", views.fill, name="return_fill"),
    path("contracts/periods/<int:pk>/sheet/", views.sheet, name="return_sheet"),
    path("contracts/periods/<int:pk>/sheet.csv", views.sheet_csv, name="return_csv_sheet"),
    path("contracts/periods/<int:pk>/sheet.xlsx", views.sheet_xlsx, name="return_xlsx_sheet"),
    path("contracts/periods/<int:pk>/send/", views.send, name="return_send"),
    path("contracts/returns/<int:pk>/accept/", views.accept, name="return_accept"),
    path("contracts/returns/<int:pk>/query/", views.query, name="return_query"),
]
