"""The addresses of joint strategies."""

from django.urls import path

from compacts.strategies import views
from compacts.strategies.registers import Strategies
from core.registers.addresses import urls

urlpatterns = [
    *urls(Strategies, "agreements/strategies/"),
    path("agreements/strategies/add/", views.add, name="strategy_add"),
    path("agreements/strategies/<int:pk>/", views.strategy, name="strategy"),
    path("agreements/strategies/<int:pk>/edit/", views.edit, name="strategy_edit"),
]
