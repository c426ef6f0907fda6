"""What partners do with an annual agreement: begin it, fill its components, send it for signing, carry it forward.

It is an agreement of the kind 'annual': its parties, drafts and signatures are those of compacts/agreements and
compacts/signatures. Its monitoring is in monitoring_actions.
"""

import datetime
from typing import Any

from django.db import transaction

from compacts.agreements.actions import add_party, call_final, enter, put_draft
from compacts.agreements.models import Agreement, AgreementKind, AgreementParty
from compacts.agreements.rules import standing
from compacts.annual import rules
from compacts.annual.composing import TEXTS, text_of
from compacts.annual.models import (
    OVER_WITH,
    AnnualAgreement,
    AnnualMeasure,
    AnnualPriority,
    InvestmentIntention,
    WorkLine,
)
from compacts.annual.parts import PARTS, Row, part_name
from compacts.annual.reading import LOADED
from compacts.annual.signed import SENT
from compacts.frameworks.models import Framework
from compacts.frameworks.reading import LOADED as FRAMEWORKS
from compacts.strategies.years import YEARS
from core import clock
from core.acts import Actor, NotVisible, Refused, authorise, locked
from core.fields import sort_name
from core.gates import check
from core.trail.actions import record, save_changes, save_new

BEGIN, EDIT = "compacts.begin_annual", "compacts.edit_annual"
A_PARTY = "Choose one of the parties to the agreement."


@transaction.atomic
def begin_annual(*, by: Actor, framework: Framework, service: str, year: int) -> AnnualAgreement:
    """Begin the agreement of a year for a service, between the parties to its framework. `year` 2008 is 2008-09."""
    framework = held(by, framework)
    return begun(by, framework, service.strip(), year, standing(framework.agreement, clock.today()))


@transaction.atomic
def edit_governance(*, by: Actor, annual: AnnualAgreement, version: int | None, **texts: str) -> AnnualAgreement:
    """Write how the service is governed, and how users, carers and the sector are involved."""
    annual = locked(AnnualAgreement, annual.pk, version=version)
    authorise(by, EDIT, annual)
    check(rules.TO_CHANGE, annual)
    save_changes(by, "changed", annual, {name: texts[name].strip() for name in TEXTS if name in texts})
    return annual


@transaction.atomic
def add_part(*, by: Actor, annual: AnnualAgreement, part: str, **details: Any) -> AnnualAgreement:
    """Add a row to a component; `part` is its name in compacts.annual.parts."""
    annual = about_to_change(by, annual)
    kind = PARTS[part]
    row = kind.model(annual=annual, **{name: details[name] for name in kind.fields if name in details})
    refuse_strangers(row)
    refuse_far_days(**details)
    save_new(by, "added", row, agreement=str(annual), what=str(row)[:200])
    record(by, f"{kind.noun} added", annual, what=str(row)[:200])
    return annual


@transaction.atomic
def edit_part(*, by: Actor, row: Row, version: int | None, **details: Any) -> AnnualAgreement:
    """Change a row of a component. Of a line of the work plan the progress stays as it was noted."""
    annual = about_to_change(by, row.annual)
    kind = PARTS[part_name(row)]
    row = locked(kind.model, row.pk, version=version)
    fields = {name: details[name] for name in kind.fields if name in details}
    refuse_strangers(row, **fields)
    refuse_far_days(**fields)
    if save_changes(by, "changed", row, fields):
        record(by, f"{kind.noun} changed", annual, what=str(row)[:200])
    return annual


@transaction.atomic
def drop_part(*, by: Actor, row: Row) -> AnnualAgreement:
    """Take a row out of a component. What was signed or begun of the work plan stays: it is noted as given up."""
    annual = about_to_change(by, row.annual)
    kind = PARTS[part_name(row)]
    try:
        row = locked(kind.model, row.pk)
    except NotVisible:
        return annual  # twice is once
    if isinstance(row, WorkLine) and (why_not := rules.why_it_stays(row)):
        raise Refused(why_not)
    if isinstance(row, AnnualMeasure) and row.work.exists():
        raise Refused("A line of the work plan is monitored by this measure. Change that line first.")
    record(by, f"{kind.noun} dropped", annual, what=str(row)[:200])
    row.delete()
    return annual


@transaction.atomic
def send_for_signing(
    *, by: Actor, annual: AnnualAgreement, note: str = "", on: datetime.date | None = None
) -> Agreement:
    """Make the six components the text of the next draft, and call it final: from then on its parties sign it.

    Where the latest draft says the same already, and is not final, it is that one.
    """
    agreement = locked(Agreement, annual.agreement_id)
    annual = LOADED.get(pk=locked(AnnualAgreement, annual.pk).pk)
    authorise(by, EDIT, annual)
    check(rules.TO_SEND, annual)
    on = on or clock.today()
    if not rules.agrees_with_the_draft(annual):
        put_draft(by, agreement, text_of(annual), note, on)
    latest = Agreement.objects.values_list("latest", flat=True).get(pk=agreement.pk)
    sent = call_final(by=by, agreement=agreement, version=latest, on=on)
    record(by, SENT, annual, draft=latest)
    return sent


@transaction.atomic
def carry_forward(*, by: Actor, annual: AnnualAgreement, framework: Framework | None = None) -> AnnualAgreement:
    """Begin the next year's agreement from this one: what is recurrent or still open goes on, a year later.

    Copied are the texts, outcomes, priorities and measures, the intentions that are recurrent, and the lines of the
    work plan that are neither done nor given up.
    """
    former = LOADED.get(pk=locked(AnnualAgreement, annual.pk).pk)
    authorise(by, EDIT, former)
    check(rules.TO_CARRY_FORWARD, former)
    framework = held(by, framework or former.framework)
    if why_not := rules.why_not_under(former, framework, clock.today()):
        raise Refused({"framework": why_not})
    parties = standing(former.agreement, clock.today())
    made = begun(by, framework, former.service, former.year + 1, parties, follows=former)
    save_changes(by, "carried forward", made, {name: getattr(former, name) for name in TEXTS})
    copy_rows(by, former, made, {each.organisation_id for each in parties})
    record(by, "carried forward", former, to=made.year_in_words)
    return made


def begun(
    by: Actor, framework: Framework, service: str, year: int, parties: list[AgreementParty], **more: Any
) -> AnnualAgreement:
    """A new annual agreement between the organisations of these parties."""
    if year not in YEARS:
        raise Refused({"year": "Choose the year from the list."})
    if why_not := rules.why_not_in(framework, year):
        raise Refused(why_not)
    aims = f"What the partners do together in {YEARS[year]} for: {service}. Its six components say it in full."
    agreement = enter(by, {
        "title": f"{service[:1].upper()}{service[1:]}: annual agreement {YEARS[year]}", "kind": AgreementKind.ANNUAL,
        "force": framework.agreement.force, "area": framework.agreement.area, "aims": aims,
    })  # fmt: skip
    there = set(agreement.parties.values_list("organisation_id", flat=True))
    for party in parties:
        if party.organisation_id not in there:
            add_party(by=by, agreement=agreement, organisation=party.organisation)
    annual = AnnualAgreement(
        agreement=agreement, framework=framework, service=service, sort_name=sort_name(service, 120), year=year, **more
    )
    save_new(by, "begun", annual, service=service, year=annual.year_in_words)
    return annual


def copy_rows(by: Actor, former: AnnualAgreement, made: AnnualAgreement, parties: set[int]) -> None:
    """Copy what goes on of each component, in a new row with an event of its own."""
    measures: dict[int, AnnualMeasure] = {}
    rows: list[Row] = [*former.outcomes.all(), *former.priorities.all(), *former.measures.all()]
    rows += [each for each in former.intentions.all() if each.recurrent and each.partner_id in parties]
    open_lines = [each for each in former.work.all() if each.state not in OVER_WITH]
    rows += [each for each in open_lines if each.lead_id in parties]
    for row in rows:
        copied: dict[str, Any] = {name: getattr(row, name) for name in PARTS[part_name(row)].fields}
        if isinstance(row, WorkLine):
            copied["due_on"] = rules.a_year_later(row.due_on)
            copied["measure"] = measures.get(row.measure_id) if row.measure_id else None
        copy = type(row)(annual=made, **copied)
        save_new(by, "carried forward", copy, agreement=str(made), what=str(copy)[:200])
        if isinstance(row, AnnualMeasure) and isinstance(copy, AnnualMeasure):
            measures[row.pk] = copy


def held(by: Actor, framework: Framework) -> Framework:
    """The framework, held, under which this person begins an annual agreement."""
    locked(Framework, framework.pk)
    found: Framework = FRAMEWORKS.get(pk=framework.pk)
    authorise(by, BEGIN, found)
    return found


def about_to_change(by: Actor, annual: AnnualAgreement) -> AnnualAgreement:
    """The annual agreement, held, whose components this person changes while nothing stands in the way."""
    annual = locked(AnnualAgreement, annual.pk)
    authorise(by, EDIT, annual)
    check(rules.TO_CHANGE, annual)
    return annual


def refuse_far_days(due_on: datetime.date | None = None, **others: Any) -> None:
    """Refuse a day that nobody can reckon with."""
    if due_on is not None and (why_not := rules.why_not_due(due_on)):
        raise Refused({"due_on": why_not})


def refuse_strangers(row: Row, **fields: Any) -> None:
    """Refuse a partner or a lead that is no party, a measure of another annual agreement, a strategy of elsewhere."""
    annual = row.annual
    strategy = fields.get("strategy", getattr(row, "strategy", None)) if isinstance(row, AnnualPriority) else None
    if strategy is not None and (why_not := rules.why_not_strategy(annual, strategy)):
        raise Refused({"strategy": why_not})
    for name, kind in (("partner", InvestmentIntention), ("lead", WorkLine)):
        body = fields.get(name, getattr(row, name, None)) if isinstance(row, kind) else None
        if body is not None and not any(
            each.organisation_id == body.pk for each in standing(annual.agreement, clock.today())
        ):
            raise Refused({name: A_PARTY})
    measure = fields.get("measure", getattr(row, "measure", None)) if isinstance(row, WorkLine) else None
    if measure is not None and measure.annual_id != annual.pk:
        raise Refused({"measure": "Choose one of the measures of this agreement."})
