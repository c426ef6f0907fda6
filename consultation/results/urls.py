"""The addresses of results."""

from consultation.results.registers import AnswersInWords, SetAside
from core.registers.addresses import urls

urlpatterns = [*urls(AnswersInWords, "responses/words/"), *urls(SetAside, "responses/set-aside/")]
