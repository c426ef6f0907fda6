"""Which rows of the components are as all have signed them: the trail tells, since a row does not hold what it was."""

from django.db.models import BigIntegerField, CharField, Exists, Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce

from compacts.agreements.models import AgreementDraft
from compacts.annual.models import AnnualAgreement
from core.trail.models import Event

SENT = "sent for signing"
"""What the trail calls sending an annual agreement for signing. Its detail has the number of the draft."""
ADDED, WRITTEN = ("added",), ("added", "changed")
"""What the trail calls adding a row to a component, and writing one."""


def as_signed(model: type[Model], verbs: tuple[str, ...] = WRITTEN) -> Q:
    """Whether each row was not written since the draft that is in force was sent, as a condition for a query."""
    draft = AgreementDraft.objects.filter(agreement__annual=OuterRef("object_id"), in_force_on__isnull=False)
    number = Cast(Subquery(draft.order_by("-number").values("number")[:1]), CharField())
    sent = (
        Event.objects.filter(
            model=AnnualAgreement._meta.label_lower, object_id=OuterRef(OuterRef("annual_id")), verb=SENT
        )
        .alias(draft=Cast(KT("detail__draft"), CharField()))
        .filter(draft=number)
        .order_by("-pk")
        .values("pk")[:1]
    )
    since = Coalesce(Subquery(sent), 0, output_field=BigIntegerField())
    written = Event.objects.filter(
        model=model._meta.label_lower, object_id=OuterRef("pk"), verb__in=verbs, pk__gt=since
    )
    return Q(annual__agreement__in_force_on__isnull=False) & ~Q(Exists(written))


def in_force(rows: QuerySet, verbs: tuple[str, ...] = WRITTEN) -> QuerySet:
    """Those of these rows that stand in the draft that is in force."""
    return rows.filter(as_signed(rows.model, verbs))
