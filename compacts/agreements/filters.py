"""How the list of agreements can be narrowed."""

import datetime

from django.db.models import Q, QuerySet
from django_filters import CharFilter

from compacts.agreements.models import AgreementKind, AgreementParty, Force, Stage
from core.fields import fold
from core.registers.filters import Filters, as_at, pick
from partnerships.organisations.lineage import predecessors
from partnerships.organisations.models import Organisation
from partnerships.organisations.narrowing import in_area


class AgreementFilters(Filters):
    """By stage, locality, kind, force and party; as at a day."""

    stage = pick("Stage", Stage.choices, method="by_stage")
    area = CharFilter(label="Locality (name or GSS code)", method="by_area", max_length=100)
    kind = pick("Kind", AgreementKind.choices, method="by_kind")
    force = pick("What it binds to", Force.choices, method="by_force")
    party = CharFilter(label="Party (name or code), with whom it came from", method="by_party", max_length=200)
    as_at = as_at(method="by_day")

    def by_stage(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """Those that stood so on the day asked for."""
        return rows.in_stage(value, self.on(), read=True)  # type: ignore[attr-defined]

    def by_day(self, rows: QuerySet, name: str, value: datetime.date) -> QuerySet:
        """Those of which there was a draft by that day."""
        return rows.drafted_by(value)  # type: ignore[attr-defined]

    def by_area(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(in_area(value))

    def by_kind(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(kind=value)

    def by_force(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(force=value)

    def by_party(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """Those of the organisations meant, and of all that these came from: what a predecessor signed."""
        text = value.strip()
        named = Organisation.objects.filter(Q(sort_name=fold(text)) | Q(code__iexact=text))
        theirs = AgreementParty.objects.filter(organisation__in=predecessors(list(named.values_list("pk", flat=True))))
        return rows.filter(pk__in=theirs.values("agreement_id"))
