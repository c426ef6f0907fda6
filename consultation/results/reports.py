"""The report of a consultation: who answered, and what was said to each question, by kind of respondent."""

import datetime
from typing import Any

from django import forms

from consultation.consultations.definitions import definition_of
from consultation.responses.reports import AboutAConsultation, WhichConsultation
from consultation.results.questions import sections_of
from consultation.results.reading import Results
from consultation.results.respondents import about_respondents
from core.acts import Actor
from core.reports.declaration import Section
from core.reports.registry import add


class WhichResults(WhichConsultation):
    """The consultation that is reported on, and how much of it."""

    in_words = forms.BooleanField(
        label="With all answers in words",
        required=False,
        help_text="They can fill many pages. Without them, the report says how many there are and leads to them.",
    )


@add
class ConsultationResults(AboutAConsultation):
    """What was answered to a consultation, question by question."""

    name = "consultation-results"
    title = "Results of a consultation"
    which = WhichResults
    description = (
        "Who answered a consultation and what they said to each question, counted by kind of respondent. Shares are of "
        "those who answered the question. Answers that are closed to you, because your organisation funds who gave "
        "them, or because nobody has matched them with the register yet, are not counted."
    )

    def sections(self, actor: Actor, as_at: datetime.date, **params: Any) -> list[Section]:
        results = Results(actor, params["consultation"], as_at)
        found: list[Section] = about_respondents(results)
        for question in definition_of(results.consultation).everything:
            found += sections_of(results, question, in_words=params["in_words"])
        return found
