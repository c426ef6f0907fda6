"""Dates to keep when asking."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.urls import reverse

from consultation.consultations.models import Consultation
from consultation.consultations.second_person import waiting_for, who_publishes
from core import deadlines


def holders(rows: Sequence[Consultation]) -> Mapping[Any, Iterable[int]]:
    """Whose turn it is to publish each."""
    return {pk: {each.pk for each in users} for pk, users in who_publishes(rows).items()}


deadlines.add(
    deadlines.Deadline(
        name="consultation_to_publish",
        title="Consultations to publish",
        queryset=waiting_for,
        date_field="opens_on",
        sentence=lambda row: f"Publish, as a second person: {row.title}",
        link=lambda row: reverse("consultation_publish", args=[row.pk]),
        holders=holders,
    )
)
