"""The report of a consultation: who answered, and what was said to each question, by kind of respondent."""

import datetime
from typing import Any

from django import forms

from consultation.consultations.definitions import definition_of
from consultation.consultations.models import Consultation
from consultation.results.questions import sections_of
from consultation.results.reading import Results
from consultation.results.respondents import about_respondents
from core.acts import Actor
from core.pages.forms import Form
from core.reports.declaration import Report, Section
from core.reports.registry import add


class WhichResults(Form):
    """The consultation that is reported on, and how much of it."""

    consultation = forms.ModelChoiceField(
        label="Consultation", queryset=Consultation.objects.none(), empty_label="Choose from the list"
    )
    in_words = forms.BooleanField(
        label="With all answers in words",
        required=False,
        help_text="They can fill many pages. Without them, the report says how many there are and leads to them.",
    )


@add
class ConsultationResults(Report):
    """What was answered to a consultation, question by question."""

    name = "consultation-results"
    title = "Results of a consultation"
    audience = "consultation.read_responses"
    description = (
        "Who answered a consultation and what they said to each question, counted by kind of respondent. Shares are of "
        "those who answered the question. Answers that are closed to you, because your organisation funds who gave "
        "them, or because nobody has matched them with the register yet, are not counted."
    )

    def form(self, actor: Actor, data: Any = None) -> forms.Form:
        form = WhichResults(data)
        readable = Consultation.objects.published().filter(actor.q("consultation.read_responses"))  # type: ignore[attr-defined]
        form.fields["consultation"].queryset = readable.order_by("-closes_on", "sort_name")  # type: ignore[attr-defined]
        return form

    def sections(self, actor: Actor, as_at: datetime.date, **params: Any) -> list[Section]:
        results = Results(actor, params["consultation"], as_at)
        found: list[Section] = about_respondents(results)
        for question in definition_of(results.consultation).everything:
            found += sections_of(results, question, in_words=params["in_words"])
        return found
