"""Saying what the columns of a sheet mean."""

from collections.abc import Mapping

from django.db import transaction

from core import clock
from core.acts import Actor, Refused, authorise, locked, one_at_a_time
from core.trail.actions import save_changes, save_new
from partnerships.intake.models import SheetMapping
from partnerships.organisations.models import OrganisationKind


@transaction.atomic
def save_mapping(
    *, by: Actor, name: str, headings: list[str], columns: Mapping[str, int], kind: OrganisationKind | None = None
) -> SheetMapping:
    """Save what the columns of a sheet mean, by name: anew, or in the place of what was said of the same sheet."""
    authorise(by, "partnerships.import_organisations")
    one_at_a_time("sheet-mappings")
    said = {"columns": dict(columns), "kind": kind, "saved_on": clock.today(), "saved_by_id": by.user_id}
    there = SheetMapping.objects.filter(name__iexact=name).first()
    if there is None:
        mapping = SheetMapping(name=name, headings=headings, **said)
        save_new(by, "saved", mapping, columns=dict(columns), kind=kind)
        return mapping
    mapping = locked(SheetMapping, there.pk)
    if mapping.headings != headings:
        raise Refused({"name": f"'{mapping.name}' is the name of a sheet with other headings. Give this one another."})
    save_changes(by, "saved again", mapping, said)
    return mapping
