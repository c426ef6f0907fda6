"""The addresses of reviews of Compacts."""

from django.urls import path

from compacts.reviews import views
from compacts.reviews.registers import Reviews
from core.registers.addresses import urls

urlpatterns = [
    *urls(Reviews, "compacts/reviews/"),
    path("compacts/<int:pk>/reviews/begin/", views.begin, name="review_begin"),
    path("compacts/<int:pk>/reviews/record/", views.record, name="review_record"),
    path("compacts/reviews/<int:pk>/", views.review, name="review"),
    path("compacts/reviews/<int:pk>/findings/", views.findings, name="review_findings"),
    path("compacts/reviews/<int:pk>/edit/", views.edit, name="review_edit"),
    path("compacts/reviews/<int:pk>/conclude/", views.conclude, name="review_conclude"),
    path("compacts/reviews/<int:pk>/void/", views.void, name="review_void"),
]
