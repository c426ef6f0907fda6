"""The addresses of targets of sign-up."""

from django.urls import path

from compacts.deadline import views
from compacts.deadline.registers import SignupStandings, SignupTargets
from core.registers.addresses import urls

urlpatterns = [
    *urls(SignupTargets, "compacts/signup-targets/"),
    *urls(SignupStandings, "compacts/signup-targets/standings/"),
    path("compacts/signup-targets/begin/", views.begin, name="signup_target_begin"),
    path("compacts/signup-targets/<int:pk>/", views.signup_target, name="signup_target"),
    path("compacts/signup-targets/<int:pk>/localities/", views.matrix, name="signup_target_matrix"),
    path("compacts/signup-targets/<int:pk>/edit/", views.edit, name="signup_target_edit"),
    path("compacts/signup-targets/<int:pk>/day/", views.decide, name="signup_target_decide"),
    path("compacts/signup-targets/<int:pk>/close/", views.close, name="signup_target_close"),
]
