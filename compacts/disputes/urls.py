"""The addresses of disputes."""

from django.urls import path

from compacts.disputes import views
from compacts.disputes.registers import Disputes
from core.registers.addresses import urls

urlpatterns = [
    *urls(Disputes, "disputes/"),
    path("disputes/raise/", views.raise_one, name="dispute_raise"),
    path("disputes/record/", views.record_one, name="dispute_record"),
    path("disputes/<int:pk>/", views.dispute, name="dispute"),
    path("disputes/<int:pk>/edit/", views.edit, name="dispute_edit"),
    path("disputes/<int:pk>/further/", views.further, name="dispute_further"),
    path("disputes/<int:pk>/hearer/", views.hearer, name="dispute_hearer"),
    path("disputes/<int:pk>/put-off/", views.put_off, name="dispute_put_off"),
    path("disputes/<int:pk>/close/", views.close, name="dispute_close"),
    path("disputes/<int:pk>/withdraw/", views.withdraw, name="dispute_withdraw"),
    path("disputes/<int:pk>/publish/", views.publish, name="dispute_publish"),
    path("disputes/<int:pk>/unpublish/", views.unpublish, name="dispute_unpublish"),
]
