"""The addresses of results."""

from consultation.results.registers import AnswersInWords
from core.registers.addresses import urls

urlpatterns = [*urls(AnswersInWords, "responses/words/")]
