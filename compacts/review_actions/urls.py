"""The addresses of what reviews asked for."""

from django.urls import path

from compacts.review_actions import views
from compacts.review_actions.registers import ReviewActions
from core.registers.addresses import urls

urlpatterns = [
    *urls(ReviewActions, "compacts/reviews/actions/"),
    path("compacts/reviews/<int:pk>/actions/add/", views.add, name="review_action_add"),
    path("compacts/reviews/actions/<int:pk>/", views.review_action, name="review_action"),
    path("compacts/reviews/actions/<int:pk>/edit/", views.edit, name="review_action_edit"),
    path("compacts/reviews/actions/<int:pk>/finish/", views.finish, name="review_action_finish"),
    path("compacts/reviews/actions/<int:pk>/drop/", views.drop, name="review_action_drop"),
    path("compacts/reviews/actions/<int:pk>/reopen/", views.reopen, name="review_action_reopen"),
]
