"""What people do with the partner register."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Model

from core import clock
from core.acts import Actor, Refused, authorise, checked, locked
from core.fields import fold, sort_name
from core.trail.actions import changes, record, snapshot
from partnerships.organisations.models import (
    Area,
    AreaServed,
    Described,
    Identifier,
    KindSpell,
    NameKind,
    Organisation,
    OrganisationKind,
    OrganisationName,
    PartnerSpell,
    UmbrellaMembership,
)
from partnerships.organisations.reading import twin_words
from partnerships.organisations.rules import (
    CONFIRM_EVERY,
    main_code,
    normal_identifier,
    normal_postcode,
    refuse_two_at_once,
    search_text,
)
from partnerships.terms.models import Term

EDITABLE = (
    "name",
    "opened",
    "closed",
    "area",
    "about",
    "address",
    "postcode",
    "telephone",
    "email",
    "website",
    "income",
    "income_year_end",
    "size",
)
"""What an edit may change; the organisation's own administrator as well as the secretariat."""


@transaction.atomic
def add_organisation(
    *, by: Actor, name: str, kind: OrganisationKind, identifiers: Iterable[tuple[str, str]] = (), **fields: Any
) -> Organisation:
    """Put an organisation into the register, with its codes."""
    authorise(by, "partnerships.add_organisation")
    codes = sorted((scheme, normal_identifier(scheme, value)) for scheme, value in identifiers if value)
    organisation = Organisation(name=name, kind=kind, sort_name=fold(name) or name, **fields)
    organisation.postcode = normal_postcode(organisation.postcode)
    organisation.code = main_code(codes)
    organisation.search_text = search_text(name, [], [value for _, value in codes])
    refuse_impossible(organisation)
    with checked(refuse_taken, codes):
        organisation.save(force_insert=True)
        Identifier.objects.bulk_create(
            [Identifier(organisation=organisation, scheme=scheme, value=value) for scheme, value in codes]
        )
    KindSpell(organisation=organisation, kind=kind, starts=organisation.opened).save(force_insert=True)
    record(by, "added", organisation, name=name, kind=kind, codes=[value for _, value in codes])
    return organisation


@transaction.atomic
def update_organisation(
    *, by: Actor, organisation: Organisation, version: int | None = None, **fields: Any
) -> Organisation:
    """Correct an organisation's entry. A new name keeps the old one as a former name."""
    organisation = locked(Organisation, organisation.pk, version=version)
    authorise(by, "partnerships.update_organisation", organisation)
    fields = {name: value for name, value in fields.items() if name in EDITABLE}
    before = snapshot(organisation, fields)
    for name, value in fields.items():
        setattr(organisation, name, value)
    organisation.postcode = normal_postcode(organisation.postcode)
    refuse_impossible(organisation)
    changed = changes(organisation, before, fields)
    if not changed:
        return organisation
    if "name" in changed:
        former = OrganisationName(
            organisation=organisation, name=before["name"], kind=NameKind.FORMER, ends=clock.today()
        )
        OrganisationName.objects.bulk_create([former], ignore_conflicts=True)
    organisation.version += 1
    refresh(organisation)
    organisation.save()
    record(by, "changed", organisation, **changed)
    return organisation


@transaction.atomic
def change_kind(*, by: Actor, organisation: Organisation, kind: OrganisationKind, on: datetime.date) -> Organisation:
    """Say that the organisation became another kind of body on a day."""
    organisation = locked(Organisation, organisation.pk)
    authorise(by, "partnerships.record_succession")
    spell = organisation.kinds.filter(ends=None).first()
    if spell is not None:
        if spell.starts and spell.starts >= on:
            raise Refused({"on": f"It has been a {spell.kind.title} only since {spell.starts:%-d %B %Y}."})
        spell.ends = on - datetime.timedelta(days=1)
        spell.save(update_fields=["ends"])
    KindSpell(organisation=organisation, kind=kind, starts=on).save(force_insert=True)
    before, organisation.kind = organisation.kind, kind
    organisation.version += 1
    organisation.save(update_fields=["kind", "version"])
    record(by, "became another kind", organisation, start=before, to=kind, on=on)
    return organisation


@transaction.atomic
def add_identifier(*, by: Actor, organisation: Organisation, scheme: str, value: str) -> Identifier:
    """Give an organisation one more code it is known by."""
    organisation = locked(Organisation, organisation.pk)
    authorise(by, "partnerships.update_organisation", organisation)
    value = normal_identifier(scheme, value)
    identifier = Identifier(organisation=organisation, scheme=scheme, value=value)
    with checked(refuse_taken, [(scheme, value)]):
        identifier.save(force_insert=True)
    save_refreshed(organisation)
    record(by, "added a code", organisation, scheme=identifier.get_scheme_display(), value=value)
    return identifier


@transaction.atomic
def drop_identifier(*, by: Actor, organisation: Organisation, code: Identifier, wrong: bool) -> Organisation:
    """Say that a code is not the organisation's: a wrong one is taken off, for its owner to have; one that was its code
    until today is kept as a former one, by which it is still found."""
    organisation = locked(Organisation, organisation.pk)
    authorise(by, "partnerships.update_organisation", organisation)
    held = organisation.identifiers.filter(pk=code.pk, ends=None).first()
    if held is None:
        raise Refused({"code": f"{code} is not a code of {organisation.name} any more."})
    if wrong:
        held.delete()
    else:
        held.end(clock.today())
        held.save(update_fields=["ends"])
    save_refreshed(organisation)
    verb = "took off a wrong code" if wrong else "ended a code"
    record(by, verb, organisation, scheme=held.get_scheme_display(), value=held.value)
    return organisation


@transaction.atomic
def describe_organisation(*, by: Actor, organisation: Organisation, terms: Iterable[Term]) -> Organisation:
    """Say by which terms an organisation is described today: client groups, communities, led by, serves."""
    organisation = locked(Organisation, organisation.pk)
    authorise(by, "partnerships.update_organisation", organisation)
    added, ended = replace_current(Described, organisation, "term", terms)
    if added or ended:
        record(by, "described", organisation, added=added, ended=ended)
    return organisation


@transaction.atomic
def set_areas_served(*, by: Actor, organisation: Organisation, areas: Iterable[Area]) -> Organisation:
    """Say in which areas an organisation works today."""
    organisation = locked(Organisation, organisation.pk)
    authorise(by, "partnerships.update_organisation", organisation)
    added, ended = replace_current(AreaServed, organisation, "area", areas)
    if added or ended:
        record(by, "changed areas", organisation, added=added, ended=ended)
    return organisation


@transaction.atomic
def confirm_organisation(*, by: Actor, organisation: Organisation) -> Organisation:
    """Confirm that the entry is right as it stands; it is asked for again in a year."""
    organisation = locked(Organisation, organisation.pk)
    authorise(by, "partnerships.confirm_organisation", organisation)
    organisation.confirmed_on = clock.today()
    organisation.confirm_by = organisation.confirmed_on + CONFIRM_EVERY
    organisation.save(update_fields=["confirmed_on", "confirm_by"])
    record(by, "confirmed", organisation, confirm_by=organisation.confirm_by)
    return organisation


@transaction.atomic
def mark_partner(*, by: Actor, organisation: Organisation, starts: datetime.date | None = None) -> PartnerSpell:
    """Mark an organisation as a partner here, from a day on. Its entry is then confirmed once a year."""
    organisation = locked(Organisation, organisation.pk)
    authorise(by, "partnerships.mark_partner", organisation)
    if organisation.is_partner:
        raise Refused(f"{organisation.name} is marked as a partner already.")
    starts = starts or clock.today()
    spell = PartnerSpell(organisation=organisation, starts=starts, marked_by_id=by.user_id)
    spell.save(force_insert=True)
    organisation.is_partner = True
    organisation.confirm_by = organisation.confirm_by or clock.today() + CONFIRM_EVERY
    organisation.save(update_fields=["is_partner", "confirm_by"])
    record(by, "marked as partner", organisation, starts=starts, confirm_by=organisation.confirm_by)
    return spell


@transaction.atomic
def unmark_partner(*, by: Actor, organisation: Organisation) -> Organisation:
    """Say that an organisation is no longer a partner here, from today."""
    organisation = locked(Organisation, organisation.pk)
    authorise(by, "partnerships.mark_partner", organisation)
    spell = organisation.partner_spells.filter(ends=None).first()
    if spell is None:
        raise Refused(f"{organisation.name} is not marked as a partner.")
    spell.end(clock.today())
    spell.save(update_fields=["ends"])
    organisation.is_partner = False
    organisation.save(update_fields=["is_partner"])
    record(by, "no longer a partner", organisation)
    return organisation


@transaction.atomic
def join_umbrella(
    *,
    by: Actor,
    member: Organisation,
    umbrella: Organisation,
    membership_class: str,
    starts: datetime.date | None = None,
) -> UmbrellaMembership:
    """Record that an organisation belongs to an umbrella body, as member or affiliate."""
    member = locked(Organisation, member.pk)
    authorise(by, "partnerships.update_organisation", member)
    if member.pk == umbrella.pk:
        raise Refused({"umbrella": "An organisation cannot belong to itself."})
    if member.umbrellas.filter(umbrella=umbrella, ends=None).exists():
        raise Refused({"umbrella": f"{member.name} belongs to {umbrella.name} already."})
    membership = UmbrellaMembership(
        member=member, umbrella=umbrella, membership_class=membership_class, starts=starts or clock.today()
    )
    refuse_two_at_once(membership, membership.starts, None)
    membership.save(force_insert=True)
    record(by, "joined umbrella", member, umbrella=umbrella, joined_as=membership.get_membership_class_display())
    return membership


@transaction.atomic
def leave_umbrella(*, by: Actor, membership: UmbrellaMembership) -> UmbrellaMembership:
    """Record that an organisation has left an umbrella body, today."""
    membership = locked(UmbrellaMembership, membership.pk)
    authorise(by, "partnerships.update_organisation", membership.member)
    if membership.ends is not None:
        raise Refused("This membership has ended already.")
    membership.end(clock.today())
    membership.save(update_fields=["ends"])
    record(by, "left umbrella", membership.member, umbrella=membership.umbrella)
    return membership


def replace_current(model: type[Any], organisation: Organisation, name: str, wanted: Iterable[Model]) -> tuple:
    """End the dated rows that are no longer wanted and begin the new ones. Returns what was added and what ended."""
    today = clock.today()
    current = {
        getattr(row, f"{name}_id"): row
        for row in model._default_manager.filter(organisation=organisation, ends=None).select_related(name)
    }
    asked = {each.pk: each for each in wanted}
    added = [each for pk, each in asked.items() if pk not in current]
    ended = [row for pk, row in current.items() if pk not in asked]
    for row in ended:
        row.end(today)
    model._default_manager.bulk_update(ended, ["ends"])
    model._default_manager.bulk_create(
        [model(organisation=organisation, **{name: each}, starts=today) for each in added]
    )
    return [str(each) for each in added], [str(getattr(row, name)) for row in ended]


def refresh(organisation: Organisation) -> None:
    """Work out again what the row repeats of its codes and names. Does not save."""
    codes = list(organisation.identifiers.values_list("scheme", "value"))
    names = organisation.names.values_list("name", flat=True)
    organisation.code = main_code(organisation.identifiers.filter(ends=None).values_list("scheme", "value"))
    organisation.sort_name = sort_name(organisation.name, 255)
    organisation.search_text = ""
    if organisation.duplicate_of_id is None and organisation.voided_on is None:
        twins = twin_words(organisation.pk)
        organisation.search_text = search_text(organisation.name, [*names, *twins], [value for _, value in codes])


def save_refreshed(organisation: Organisation) -> None:
    """Work out again what the row repeats of its codes and names, and save that."""
    refresh(organisation)
    organisation.save(update_fields=["code", "search_text", "sort_name"])


def refuse_impossible(organisation: Organisation) -> None:
    """Refuse an entry that cannot be: no name, or an end before its beginning."""
    if not organisation.name.strip():
        raise Refused({"name": "Enter the organisation's name."})
    if organisation.opened and organisation.closed and organisation.closed < organisation.opened:
        raise Refused({"closed": "The last day is before the day it opened."})


def refuse_taken(codes: list[tuple[str, str]]) -> None:
    """Refuse codes that another organisation has."""
    for scheme, value in codes:
        holder = Identifier.objects.filter(scheme=scheme, value=value).select_related("organisation").first()
        if holder is not None:
            raise Refused(
                {"value": f"{holder.organisation.name} already has the {holder.get_scheme_display()} {value}."}
            )
