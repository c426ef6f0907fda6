"""What was true of organisations on another day: from their dated rows, and of confirmations from the trail."""

import datetime

from django.db.models import Case, DateField, Exists, F, OuterRef, QuerySet, Subquery, When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce, TruncDate

from core import clock
from core.fields import Dated
from core.trail.models import Event
from partnerships.organisations.models import KindSpell, Organisation, PartnerSpell


def spells(model: type[Dated], on: datetime.date) -> QuerySet:
    """The dated rows of the organisation at hand that hold on the day."""
    return model.objects.in_force(on).filter(organisation=OuterRef("pk"))  # type: ignore[attr-defined]


def kind_on(on: datetime.date) -> Coalesce:
    """The title of its kind on the day, as far as that is known; otherwise of what it is now."""
    return Coalesce(Subquery(spells(KindSpell, on).values("kind__title")[:1]), "kind__title")


def partner_on(on: datetime.date) -> Exists:
    """Whether it was a partner here on the day."""
    return Exists(spells(PartnerSpell, on))


def confirmed_on(on: datetime.date) -> Case:
    """When its entry had last been confirmed by the day; nothing where the trail no longer says."""
    return as_it_was("confirmed_on", on, until(on).filter(verb="confirmed").values("told_on")[:1])


def confirm_by(on: datetime.date) -> Case:
    """By when its entry was to be confirmed, as that stood on the day; nothing where the trail no longer says."""
    asked = until(on).filter(detail__has_key="confirm_by")
    asked = asked.annotate(due=Cast(KeyTextTransform("confirm_by", "detail"), DateField()))
    return as_it_was("confirm_by", on, asked.values("due")[:1])


def as_it_was(field: str, on: datetime.date, of_the_trail: QuerySet) -> Case:
    """The column, unless a later confirmation has overwritten it: then what the trail says."""
    return Case(When(confirmed_on__gt=on, then=Subquery(of_the_trail)), default=F(field), output_field=DateField())


def until(on: datetime.date) -> QuerySet:
    """What had been done to the organisation at hand by the end of the day in London, the latest first."""
    done = Event.objects.filter(model=Organisation._meta.label_lower, object_id=OuterRef("pk"))
    told = done.until(on).annotate(told_on=TruncDate("told_at", tzinfo=clock.LONDON))
    return told.order_by("-told_at", "-pk")


def to_confirm(rows: QuerySet, on: datetime.date) -> QuerySet:
    """Those among the organisations that were partners here whose entry should have been confirmed by the day."""
    if on == clock.today():
        return rows.to_confirm(on)  # type: ignore[attr-defined]
    return partners(rows, on).alias(due=confirm_by(on)).filter(due__lte=on)


def not_known(rows: QuerySet, on: datetime.date) -> QuerySet:
    """Those that were partners here and have confirmed since, and of which the trail does not say what was due then."""
    return partners(rows, on).alias(due=confirm_by(on)).filter(confirmed_on__gt=on, due=None)


def partners(rows: QuerySet, on: datetime.date) -> QuerySet:
    """Those among the organisations that were open, and partners here, on the day."""
    return rows.open_on(on).filter(partner_on(on))  # type: ignore[attr-defined]
