"""The report on whom a consultation reached: who was asked and who answered, by kind of organisation."""

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from consultation.consultations.models import Consultation
from consultation.coverage.models import Invitee
from consultation.coverage.reading import STANDING
from consultation.responses.models import Response
from consultation.responses.naming import kind_of
from consultation.responses.reports import AboutAConsultation
from core import clock
from core.acts import Actor
from core.charts import specs
from core.pages import words
from core.reports.declaration import Chart, Column, Figures, Linked, Section, Table
from core.reports.registry import add

TITLE = "Asked and answered, by kind of organisation"
COLUMNS = (
    Column("Kind of organisation"),
    Column("Invited", "integer"),
    Column("Opened", "integer"),
    Column("Share opened", "percent"),
    Column("Answered", "integer"),
    Column("Share answered", "percent"),
    Column("Answered without invitation", "integer"),
)
NOTE = (
    "n = {}. Shares are of those invited. Opened: somebody who acts for it opened the page here; who answers on paper "
    "need not. Counted are the answers that count today and had been sent by the end of {}."
)


@dataclass(frozen=True)
class Reached:
    """Of one kind, or of all: how many were invited, opened it, answered, and answered without an invitation."""

    invited: int = 0
    opened: int = 0
    answered: int = 0
    besides: int = 0

    def __add__(self, other: "Reached") -> "Reached":
        return Reached(
            self.invited + other.invited,
            self.opened + other.opened,
            self.answered + other.answered,
            self.besides + other.besides,
        )

    def share(self, part: int) -> float | str:
        """A part of those that were invited; of nobody there is no share."""
        return part / self.invited if self.invited else "nobody invited"


class Coverage:
    """Whom a consultation had reached by the end of a day, as far as the person may know. Three statements."""

    def __init__(self, actor: Actor, consultation: Consultation, as_at: datetime.date) -> None:
        self.actor, self.consultation, self.as_at, self.end = actor, consultation, as_at, clock.end_of(as_at)
        self.by_kind = self._by_kind()
        self.all = sum(self.by_kind.values(), Reached())
        self.closed = self._invited().count() - self.all.invited

    def _invited(self) -> QuerySet[Invitee]:
        rows = Invitee.objects.visible_to(self.actor)
        return rows.filter(consultation=self.consultation, invited_at__lt=self.end)

    def _answers(self) -> Any:
        rows = Response.objects.visible_to(self.actor).sent_by(self.as_at)  # type: ignore[attr-defined]
        return rows.filter(consultation=self.consultation)

    def _by_kind(self) -> dict[str, Reached]:
        answer = Exists(self._answers().filter(organisation=OuterRef("organisation")))
        told = self._invited().filter(self.actor.q(STANDING)).annotate(answered=answer)
        asked = told.values_list("organisation__kind__title").annotate(
            invited=Count("pk"),
            opened=Count("pk", filter=Q(opened_at__lt=self.end)),
            sent=Count("pk", filter=Q(answered=True)),
        )
        found = {kind: Reached(*numbers) for kind, *numbers in asked.order_by()}
        invited = self._invited().filter(organisation=OuterRef("organisation"))
        besides = Counter(
            dict(
                self._answers()
                .exclude(Exists(invited))
                .annotate(who=kind_of())
                .values_list("who")
                .annotate(Count("pk"))
            )
        )
        for kind, number in besides.items():
            found[kind] = found.get(kind, Reached()) + Reached(besides=number)
        return dict(sorted(found.items(), key=lambda row: (-row[1].invited, -row[1].besides, row[0])))

    def linked(self, number: int, stands: str = "", kind: str = "") -> Any:
        """A number that leads to the organisations behind it. The list knows how things stand today only."""
        if not number or self.as_at < clock.today():
            return number
        query = {"consultation": self.consultation.pk, "kind": kind, "stands": stands}
        asked = urlencode({name: value for name, value in query.items() if value})
        return Linked(number, f"{reverse('invitees')}?{asked}")

    def row(self, title: str, reached: Reached, kind: str = "") -> tuple[Any, ...]:
        """One line of the table."""
        return (
            title,
            reached.invited if self.closed else self.linked(reached.invited, kind=kind),
            reached.opened if self.closed else self.linked(reached.opened, "opened", kind),
            reached.share(reached.opened),
            self.linked(reached.answered, "counts", kind),
            reached.share(reached.answered),
            reached.besides,
        )


@add
class ConsultationCoverage(AboutAConsultation):
    """Who was asked and who answered, by kind of organisation."""

    name = "consultation-coverage"
    title = "Coverage of a consultation"
    description = (
        "Who was invited to answer a consultation, who opened it, who answered, and who answered without an "
        "invitation, by kind of organisation. Organisations funded by a body that you act or have acted for are left "
        "out: whether they answered is closed to you."
    )

    def sections(self, actor: Actor, as_at: datetime.date, **params: Any) -> list[Section]:
        consultation: Consultation = params["consultation"]
        found = Coverage(actor, consultation, as_at)
        figures = Figures(
            [
                ("Organisations invited", found.all.invited, "integer"),
                ("Of these, answered", found.all.answered, "integer"),
                ("Answered without invitation", found.all.besides, "integer"),
                ("Closes", words.date(consultation.closes_on)),
            ]
        )
        return [figures, table_of(found)]


def table_of(found: Coverage) -> Section:
    """The table, with its chart where there is anything to draw."""
    rows = [found.row(kind, reached, kind) for kind, reached in found.by_kind.items()]
    note = NOTE.format(found.all.invited, words.date(found.as_at))
    if found.closed:
        left_out = words.plural(found.closed, "invited organisation")
        note += f" Left out are {left_out} funded by a body that you act or have acted for."
    table = Table(TITLE, COLUMNS, rows, note=note, total=found.row("All", found.all) if rows else None)
    return (
        Chart(TITLE, specs.bar(TITLE, points(found.by_kind.items()), x_title="Organisations"), table) if rows else table
    )


def points(kinds: Iterable[tuple[str, Reached]]) -> list[tuple[str, str, int]]:
    """The bars of each kind: invited, opened, answered, answered without invitation."""
    return [
        (kind, series, number)
        for kind, reached in kinds
        for series, number in (
            ("Invited", reached.invited),
            ("Opened", reached.opened),
            ("Answered", reached.answered),
            ("Answered without invitation", reached.besides),
        )
    ]
