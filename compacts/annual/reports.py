"""The annual agreement as a report: its six components, how its year goes, what changed, and who signed when."""

import datetime
from typing import Any

from django import forms

from compacts.annual.composing import TITLES, Change, changed, entries_of
from compacts.annual.models import AnnualAgreement
from compacts.annual.reading import LOADED, by_partner, figures_of, overdue
from compacts.annual.rules import SIX, complete
from core.acts import Actor
from core.pages.fields import OneOf
from core.pages.forms import Form
from core.reports.declaration import Column, Figures, Linked, Report, Section, Table
from core.reports.registry import add

KINDS = {"new": "New", "changed": "Changed", "gone": "Not carried on", "same": "As before"}


class Title(OneOf):
    """One of the annual agreements."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj)


class WhichAnnual(Form):
    """The annual agreement a report is about."""

    annual = Title(
        label="Annual agreement", queryset=AnnualAgreement.objects.none(), empty_label="Choose from the list"
    )


@add
class AnnualReport(Report):
    """An annual agreement, whole."""

    name = "annual-agreement"
    title = "Annual agreement"
    audience = "core.view_reports"
    description = (
        "The six components of an annual agreement, how its work plan and its measures go, what changed from the year "
        "before, and which parties have signed. State and progress are those of the day; its words are today's."
    )

    def form(self, actor: Actor, data: Any = None) -> forms.Form:
        form = WhichAnnual(data)
        seen = LOADED.visible_to(actor).order_by("-year", "sort_name", "pk")  # type: ignore[attr-defined]
        form.fields["annual"].queryset = seen  # type: ignore[attr-defined]
        return form

    def sections(self, actor: Actor, as_at: datetime.date, **params: Any) -> list[Section]:
        annual = LOADED.get(pk=params["annual"].pk)
        before = LOADED.visible_to(actor).filter(pk=annual.follows_id).first()  # type: ignore[attr-defined]
        return [
            figures(annual, as_at),
            governance(annual),
            outcomes(annual),
            priorities(annual),
            intentions(annual),
            partners(annual),
            measures(annual, actor),
            work(annual, as_at),
            *([since(before, annual)] if before else []),
            signatures(annual, as_at),
        ]


def figures(annual: AnnualAgreement, as_at: datetime.date) -> Figures:
    """How complete it is, how it stands, what it comes to, and how much of its work plan is done."""
    lines = list(annual.work.all())
    done = sum(each.state_on(as_at) == "done" for each in lines)
    return Figures(
        [
            ("State", Linked(annual.standing_on(as_at).label, annual.get_absolute_url()), "text"),
            (f"Components complete, of {len(SIX)}", complete(annual, as_at), "integer"),
            ("Intended by all partners", sum((each.total for each in by_partner(annual)), 0), "money"),
            ("Lines of the work plan", len(lines), "integer"),
            ("Of these done", done, "integer"),
            ("Of these overdue", len(overdue(annual, as_at)), "integer"),
        ]
    )


def governance(annual: AnnualAgreement) -> Table:
    """How the service is governed, and who is involved how."""
    rows = [[each.key, each.said] for each in entries_of(annual)["governance"]]
    return Table(TITLES["governance"], [Column("Governance and involvement"), Column("What was agreed")], rows)


def outcomes(annual: AnnualAgreement) -> Table:
    """What is to be achieved, and why jointly."""
    rows = [[each.what, each.why_jointly] for each in annual.outcomes.all()]
    return Table(TITLES["outcomes"], [Column("Outcome"), Column("Why jointly")], rows)


def priorities(annual: AnnualAgreement) -> Table:
    """What is put first, and which stage of which strategy it carries out."""
    rows = [[each.what, str(each.strategy), each.stage] for each in annual.priorities.all()]
    return Table(TITLES["priorities"], [Column("Priority"), Column("Strategy"), Column("Stage")], rows)


def intentions(annual: AnnualAgreement) -> Table:
    """Every intention, with the total of all."""
    columns = [Column("Partner"), Column("What it is for"), Column("Amount", "money"), Column("Pooled"),
               Column("Recurrent"), Column("Note")]  # fmt: skip
    rows = [
        [each.partner.name, each.purpose, each.amount, yes(each.pooled), yes(each.recurrent), each.note or None]
        for each in annual.intentions.all()
    ]
    total = ["All partners", None, sum((row[2] for row in rows), 0), None, None, None]
    return Table(TITLES["intentions"], columns, rows, total=total if rows else None)


def partners(annual: AnnualAgreement) -> Table:
    """What each partner intends in all."""
    columns = [Column("Partner"), *(Column(each, "money") for each in ("In all", "Of it pooled", "Of it recurrent"))]
    rows = [[each.partner, each.total, each.pooled, each.recurrent] for each in by_partner(annual)]
    total = ["All partners", *(sum((row[place] for row in rows), 0) for place in (1, 2, 3))]
    return Table("Investment by partner", columns, rows, total=total if rows else None)


def measures(annual: AnnualAgreement, actor: Actor) -> Table:
    """Each measure with the figures of the year, those that the person may see."""
    found = figures_of(annual, actor)
    columns = [Column(each) for each in ("Measure", "National or local", "It is to come to", "Figures of the year")]
    rows = []
    for each in annual.measures.all():
        told = [f"{reading.of}, {reading.period}: {reading.figure}" for reading in found.get(each.measure_id, [])]
        title = Linked(each.measure.title, each.measure.get_absolute_url())
        rows.append([title, each.get_level_display(), each.aim or None, "; ".join(told) or "No figure yet"])
    return Table(TITLES["measures"], columns, rows)


def work(annual: AnnualAgreement, as_at: datetime.date) -> Table:
    """Each line of the work plan as it stood on the day."""
    columns = [Column("What is done"), Column("Who leads"), Column("By when", "date"), Column("State"),
               Column("Overdue"), Column("Monitored by"), Column("Latest progress")]  # fmt: skip
    rows = []
    for line in annual.work.all():
        noted = [each for each in line.progress.all() if each.noted_on <= as_at]
        monitored = line.measure.measure.title if line.measure else None
        rows.append([
            Linked(line.what, line.get_absolute_url()), line.lead.name, line.due_on, line.state_on(as_at).label,
            yes(line.overdue_on(as_at)), monitored, noted[-1].note if noted else None,
        ])  # fmt: skip
    return Table(f"{TITLES['work']}, and how it goes", columns, rows)


def since(before: AnnualAgreement, annual: AnnualAgreement) -> Table:
    """What is new, changed or not carried on, component by component; what is as before is left out."""
    columns = [Column(each) for each in ("Component", "What became of it", "What", "Now", f"In {before.year_in_words}")]
    parts: dict[str, list[Change]] = changed(before, annual)
    rows = [
        [TITLES[part], KINDS[each.kind], each.key, each.said or None, each.before or None]
        for part, rows in parts.items()
        for each in rows
        if each.kind != "same"
    ]
    return Table(f"What changed since {before.year_in_words}", columns, rows, note="" if rows else "Nothing.")


def signatures(annual: AnnualAgreement, as_at: datetime.date) -> Table:
    """The day on which each party signed the latest draft by then. Names are on the page of the agreement."""
    agreement = annual.agreement
    draft = agreement.drafts.filter(number=agreement.latest).prefetch_related("signatures").first()
    given = draft.signatures.all() if draft is not None else ()
    days = {each.party_id: each.signed_on for each in given if not each.voided_on and each.signed_on <= as_at}
    rows = [[each.organisation.name, days.get(each.pk, "Not yet")] for each in agreement.parties.all()]
    title = f"Signatures of draft {agreement.latest}" if draft else "Signatures: there is no draft yet"
    return Table(title, [Column("Party"), Column("Signed on", "date")], rows)


def yes(value: bool) -> str:
    """'Yes' or 'No'."""
    return "Yes" if value else "No"
