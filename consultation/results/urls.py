"""The addresses of results."""

from consultation.results.registers import AnswersInWords, Letters, SetAside
from core.registers.addresses import urls

urlpatterns = [
    *urls(AnswersInWords, "responses/words/"),
    *urls(Letters, "responses/letters/"),
    *urls(SetAside, "responses/set-aside/"),
]
