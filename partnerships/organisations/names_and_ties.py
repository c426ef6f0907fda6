"""The acts on what an organisation is called besides, and on what it is part of or acts for."""

import datetime

from django.db import transaction

from core import clock
from core.acts import Actor, Refused, authorise, locked
from core.fields import fold
from core.trail.actions import record
from partnerships.organisations.actions import save_refreshed
from partnerships.organisations.models import NameKind, Organisation, OrganisationName, Tie, TieKind


@transaction.atomic
def add_name(*, by: Actor, organisation: Organisation, name: str, kind: str) -> OrganisationName:
    """Record what an organisation is called besides; it is found by that from then on."""
    organisation = locked(Organisation, organisation.pk)
    authorise(by, "partnerships.update_organisation", organisation)
    name = " ".join(name.split())
    if fold(name) == fold(organisation.name):
        raise Refused({"name": "That is its name already."})
    if organisation.names.filter(name=name, kind=kind).exists():
        raise Refused({"name": f"'{name}' stands there already."})
    added = OrganisationName(organisation=organisation, name=name, kind=kind)
    added.save(force_insert=True)
    save_refreshed(organisation)
    record(by, "added a name", organisation, name=name, kind=added.get_kind_display())
    return added


@transaction.atomic
def drop_name(*, by: Actor, organisation: Organisation, name: OrganisationName, wrong: bool) -> Organisation:
    """Say that an organisation is not called so: a wrong name is taken off; one that it had until today is kept as a
    former name, by which it is still found."""
    organisation = locked(Organisation, organisation.pk)
    authorise(by, "partnerships.update_organisation", organisation)
    held = organisation.names.filter(pk=name.pk).first()
    if held is None:
        raise Refused({"name": f"'{name}' is not among the names of {organisation.name} any more."})
    former = organisation.names.filter(name=held.name, kind=NameKind.FORMER).exclude(pk=held.pk)
    if wrong or former.exists():
        held.delete()
    else:
        held.kind = NameKind.FORMER
        held.end(clock.today())
        held.save(update_fields=["kind", "ends"])
    save_refreshed(organisation)
    record(by, "took off a wrong name" if wrong else "ended a name", organisation, name=held.name)
    return organisation


@transaction.atomic
def tie(
    *, by: Actor, organisation: Organisation, other: Organisation, kind: str, starts: datetime.date | None = None
) -> Tie:
    """Record that an organisation is part of another, or acts for it."""
    organisation = locked(Organisation, organisation.pk)
    authorise(by, "partnerships.update_organisation", organisation)
    if organisation.pk == other.pk:
        raise Refused({"other": "An organisation cannot belong to itself."})
    if organisation.ties.filter(other=other, kind=kind, ends=None).exists():
        raise Refused({"other": f"{organisation.name} {TieKind(kind).label} {other.name} already."})
    if kind == TieKind.PART_OF and other.ties.filter(other=organisation, kind=kind, ends=None).exists():
        raise Refused({"other": f"{other.name} is part of {organisation.name}: each cannot be part of the other."})
    made = Tie(organisation=organisation, other=other, kind=kind, starts=starts or clock.today())
    made.save(force_insert=True)
    record(by, "joined another organisation", organisation, other=other, kind=made.get_kind_display())
    return made


@transaction.atomic
def untie(*, by: Actor, held: Tie) -> Tie:
    """Record that an organisation is no longer part of another, or no longer acts for it, from today."""
    held = locked(Tie, held.pk)
    authorise(by, "partnerships.update_organisation", held.organisation)
    if held.ends is not None:
        raise Refused("This has ended already.")
    held.end(clock.today())
    held.save(update_fields=["ends"])
    record(by, "left another organisation", held.organisation, other=held.other, kind=held.get_kind_display())
    return held
