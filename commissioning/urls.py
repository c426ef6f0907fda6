"""The addresses of commissioning: those of each of its subjects."""

from core.subjects import addresses_of

urlpatterns = addresses_of("commissioning")
