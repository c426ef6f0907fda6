"""Dates to keep when asking."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.urls import reverse

from consultation.consultations.models import Consultation
from consultation.consultations.reading import second_people, waiting_for
from core import deadlines
from partnerships.people import holders
from partnerships.people.roles import Role


def who_publishes(rows: Sequence[Consultation]) -> Mapping[Any, Iterable[int]]:
    """The host's people who may publish it; where there is no second one, the secretariat. At most two queries."""
    people = {pk: {each.pk for each in users} for pk, users in second_people(rows).items()}
    alone = [each for each in rows if not people[each.pk]]
    office = holders.everywhere(Role.SECRETARIAT)(alone) if alone else {}
    return people | {pk: set(users) for pk, users in office.items()}


deadlines.add(
    deadlines.Deadline(
        name="consultation_to_publish",
        title="Consultations to publish",
        queryset=waiting_for,
        date_field="opens_on",
        sentence=lambda row: f"Publish, as a second person: {row.title}",
        link=lambda row: reverse("consultation_publish", args=[row.pk]),
        holders=who_publishes,
    )
)
