"""Entering the terms of a framework agreement, and changing them."""

import datetime
from typing import Any

from django.db import transaction

from compacts.agreements.actions import EDIT as EDIT_AGREEMENT
from compacts.agreements.models import Agreement
from compacts.frameworks.models import Framework
from core.acts import Actor, Refused, authorise, locked
from core.trail.actions import record, save_changes, save_new
from partnerships.standards.rules import end_of_month

EDIT = "compacts.edit_framework"
TERMS = (
    *("kind", "basis", "pooled_budget", "joint_commissioning", "integrated_provision"),
    *("starts", "starts_month_only", "ends", "ends_month_only", "due_from", "due_until"),
)


@transaction.atomic
def begin_framework(*, by: Actor, agreement: Agreement, **terms: Any) -> Framework:
    """Enter the terms of an agreement under section 31 or 75; it has one set of them."""
    agreement = locked(Agreement, agreement.pk)
    authorise(by, EDIT_AGREEMENT, agreement)
    if Framework.objects.filter(agreement=agreement).exists():
        raise Refused("Its terms are entered already. Change them on the page of the framework.")
    framework = Framework(agreement=agreement, **to_months({each: terms[each] for each in TERMS if each in terms}))
    save_new(by, "begun", framework, agreement=agreement.title, kind=framework.kind, basis=framework.basis)
    told = {"kind_of_framework": framework.get_kind_display(), "legal_basis": framework.get_basis_display()}
    record(by, "terms entered", agreement, **told)
    return framework


@transaction.atomic
def edit_framework(*, by: Actor, framework: Framework, version: int | None, **terms: Any) -> Framework:
    """Change its terms: enter a day of which only the month was known, or give what was planned its first day."""
    framework = locked(Framework, framework.pk, version=version)
    authorise(by, EDIT, framework)
    whole = {name: terms.get(name, getattr(framework, name)) for name in TERMS}
    save_changes(by, "changed", framework, to_months(whole))
    return framework


def to_months(terms: dict[str, Any]) -> dict[str, Any]:
    """The terms with days that stand for a month at its ends: the first day begins, the last one ends."""
    starts, ends = terms.get("starts"), terms.get("ends")
    if terms.get("starts_month_only") and isinstance(starts, datetime.date):
        terms["starts"] = starts.replace(day=1)
    if terms.get("ends_month_only") and isinstance(ends, datetime.date):
        terms["ends"] = end_of_month(ends)
    return terms
