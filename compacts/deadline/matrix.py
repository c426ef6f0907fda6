"""The matrix of localities and organisations as it was checked last: one statement, however many bodies there are."""

from collections import defaultdict
from typing import Any

from django.db.models import Case, F, When

from compacts.deadline.models import SignupStanding, SignupTarget, Verdict
from core.pages import words
from core.prepared import prepared
from partnerships.organisations.models import AreaKind

NOWHERE = "Not known"
REGION = Case(
    When(area__parent__kind=AreaKind.REGION, then=F("area__parent__name")),
    When(area__parent__parent__kind=AreaKind.REGION, then=F("area__parent__parent__name")),
    default=None,
)
"""The region in which a locality lies, be it two steps above."""
_standings = prepared(
    lambda target: (
        SignupStanding.objects.filter(target=target)
        .order_by("urgency", "-late_days", "area__name", "organisation__sort_name")
        .values_list("area__name", REGION, "kind", "organisation__name", "verdict", "late_days", "since", "as_at")
    )
)


def matrix_of(target: SignupTarget, region: str) -> dict[str, Any]:
    """The page: a row for each locality, what is late there first, a column for each kind, in one region or in all."""
    found = _standings(target.pk)
    counted, beside = target.counted, target.beside
    kinds = {kind.pk: place for place, kind in enumerate((*counted, *beside), start=2)}
    rows: dict[str, list[list[str]]] = defaultdict(lambda: [[] for _ in range(2 + len(kinds))])
    for area, lies_in, kind, body, verdict, late, since, _ in found:
        if region in ("", lies_in) and kind in kinds:
            row = rows[area or NOWHERE]
            row[0], row[1] = [area or NOWHERE], [lies_in or ""]
            row[kinds[kind]].append(f"{body}, {in_words(verdict, late, since)}")
    beside_titles = [f"{kind.plural} (beside)" for kind in beside]
    return {
        "titles": ["Locality", "Region", *(kind.plural for kind in counted), *beside_titles],
        "rows": [["; ".join(cell) for cell in row] for row in rows.values()],
        "regions": sorted({each[1] for each in found} - {None}),
        "region": region,
        "checked_on": found[0][-1] if found else None,
    }


def in_words(verdict: str, late: int, since: Any) -> str:
    """How a body stands in a locality, after its name: 'signed on 22 April 2004'."""
    if verdict == Verdict.SIGNED:
        return f"signed on {words.date(since)}"
    if verdict == Verdict.WORKING:
        return f"working towards it from {words.date(since)}"
    if verdict == Verdict.LATE:
        return f"late by {words.plural(late, 'day')}" + (
            f": met from {words.date(since)}" if since else ", and not met"
        )
    return str(Verdict(verdict).label).lower()
