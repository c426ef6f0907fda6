"""The days on which framework agreements expire, for the commissioners of their parties and the secretariat."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Q

from compacts.agreements.models import AgreementParty
from compacts.frameworks.models import Framework
from core import clock, deadlines
from partnerships.people import holders
from partnerships.people.roles import Role

MONTHS_12, MONTHS_6, MONTHS_3 = 366, 184, 92
"""As many days as so many months can have: a reminder never comes later than that long before."""


def parties(rows: Sequence[Any]) -> Mapping[Any, Iterable[int]]:
    """The parties of each that have not left. One query."""
    staying = Q(ends=None) | Q(ends__gte=clock.today())
    pairs = AgreementParty.objects.filter(staying, agreement__in={row.agreement_id for row in rows}).order_by()
    found: dict[int, set[int]] = defaultdict(set)
    for agreement, organisation in pairs.values_list("agreement_id", "organisation_id"):
        found[agreement].add(organisation)
    return {row.pk: found[row.agreement_id] for row in rows}


deadlines.add(
    deadlines.Deadline(
        name="framework_expiry",
        title="Framework agreements that expire",
        queryset=deadlines.theirs(Framework.objects.select_related("agreement").to_replace, "compacts.edit_framework"),
        date_field="ends",
        sentence=lambda framework: f"Agree what takes the place of: {framework.agreement.title}",
        next_step="See its terms",
        reminders=(MONTHS_12, MONTHS_6, MONTHS_3),
        holders=holders.together(holders.at_any(parties, Role.COMMISSIONER), holders.everywhere(Role.SECRETARIAT)),
    )
)
