"""The API of consultation, gathered from its subjects."""

from consultation.consultations import api as consultations
from consultation.responses import api as responses

urlpatterns = [*consultations.urlpatterns, *responses.urlpatterns]
