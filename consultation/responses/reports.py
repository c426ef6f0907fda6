"""Reports about who answered."""

import datetime
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import Count
from django.urls import reverse

from consultation.consultations.models import Consultation
from consultation.responses.models import Response
from consultation.responses.naming import kind_of
from core.acts import Actor
from core.pages import words
from core.pages.fields import OneOf
from core.pages.forms import Form
from core.reports.declaration import Chart, Column, Figures, Linked, Report, Section, Table
from core.reports.registry import add


class WhichConsultation(Form):
    """The consultation a report is about."""

    consultation = OneOf(label="Consultation", queryset=Consultation.objects.none(), empty_label="Choose from the list")


class AboutAConsultation(Report):
    """A report about one consultation, for who reads its answers."""

    audience = "consultation.read_responses"
    which: type[Form] = WhichConsultation

    def form(self, actor: Actor, data: Any = None) -> forms.Form:
        form = self.which(data)
        readable = Consultation.objects.published().filter(actor.q(self.audience))  # type: ignore[attr-defined]
        form.fields["consultation"].queryset = readable.order_by("-closes_on", "sort_name")  # type: ignore[attr-defined]
        return form


@add
class AnswersByKind(AboutAConsultation):
    """How many organisations of each kind answered a consultation."""

    name = "answers-by-kind"
    title = "Answers by kind of organisation"
    description = (
        "How many organisations of each kind had answered a consultation on a day, and their share of all answers. "
        "Answers from organisations funded by a body that you act or have acted for are closed to you, and are not "
        "counted."
    )

    def sections(self, actor: Actor, as_at: datetime.date, **params: Any) -> list[Section]:
        consultation: Consultation = params["consultation"]
        counts = counts_by_kind(actor, consultation, as_at)
        total = sum(count for _, count in counts)
        behind = f"{reverse('responses')}?{urlencode({'consultation': consultation.pk, 'as_at': as_at.isoformat()})}"
        table = Table(
            "Answers by kind of organisation",
            [Column("Kind of organisation"), Column("Answers", "integer"), Column("Share", "percent")],
            [(kind, count, count / total) for kind, count in counts],
            note=f"n = {total}. An organisation counts once, by the last answer it sent.",
            total=("All", total, 1 if total else "no answers"),
        )
        figures = Figures([("Answers", Linked(total, behind)), ("Closes", words.date(consultation.closes_on))])
        return [figures, Chart.of_bars("Answers by kind of organisation", table)] if counts else [figures, table]


def counts_by_kind(actor: Actor, consultation: Consultation, as_at: datetime.date) -> list[tuple[str, int]]:
    """Kinds of organisation with the number of answers first sent by that day, most first."""
    sent = Response.objects.visible_to(actor).sent_by(as_at).filter(consultation=consultation)  # type: ignore[attr-defined]
    rows = sent.annotate(who=kind_of()).values("who").annotate(count=Count("pk"))
    return sorted(((row["who"], row["count"]) for row in rows), key=lambda row: (-row[1], row[0]))
