"""The addresses of compacts: those of each of its subjects."""

from core.subjects import addresses_of

urlpatterns = addresses_of("compacts")
