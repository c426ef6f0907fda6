"""The reports on cycles: all of them by stage as at a day, and one of them as a paper for a board."""

import datetime
from typing import Any

from django import forms

from commissioning.cycles import paper, parts, principles
from commissioning.cycles.models import AT_STAGE, CommissioningCycle, Stage, StageState, stage_on
from commissioning.cycles.reading import LOADED, STAGES, read_whole, stages_of
from commissioning.cycles.standing import StageStanding, current, standing_of, where_it_stands
from core.acts import Actor
from core.pages import words
from core.pages.fields import OneOf
from core.pages.forms import Form
from core.reports.declaration import Chart, Column, Figures, Linked, Report, Section, Table
from core.reports.registry import add

DATE = "date"


@add
class CyclesByStage(Report):
    """Every cycle that had begun by a day, by the stage it was at, with who was still to sign."""

    name = "commissioning-cycles"
    title = "Commissioning cycles by stage"
    audience = "core.view_reports"
    description = "How many cycles were at each stage on a day, since when, and which partners had yet to sign."

    def sections(self, actor: Actor, as_at: datetime.date, **params: Any) -> list[Section]:
        rows = CommissioningCycle.objects.visible_to(actor).standing().begun_by(as_at).annotate(at=stage_on(as_at))  # type: ignore[attr-defined]
        found = list(rows.select_related("client_group", "area").order_by("at", "sort_name", "pk"))
        if not found:
            return [Figures([("Cycles", 0, "integer")])]
        counted = Table(
            "Cycles at each stage", [Column("Stage"), Column("Cycles", "integer")],
            [[title, sum(each.at == at for each in found)] for at, title in AT_STAGE.items()],
        )  # fmt: skip
        open_then = {each.cycle_id: each for each in STAGES.open_on(as_at).filter(cycle__in=found)}  # type: ignore[attr-defined]
        lines = [line_of(each, open_then.get(each.pk), as_at) for each in found]
        columns = [Column(each) for each in ("Cycle", "Client group", "Area", "Stage")]
        columns += [Column("At it since", DATE), Column("Still to sign")]
        drawn = Chart.of_bars("Chart of cycles at each stage", counted)
        return [Figures([("Cycles", len(found), "integer")]), drawn, Table("Each cycle", columns, lines)]


def line_of(cycle: Any, stage: Stage | None, on: datetime.date) -> list[Any]:
    """A cycle with the stage it was at, since when, and whose signature that stage waited for."""
    waiting = [each.organisation.name for each in standing_of(stage, on).waiting] if stage else []
    return [
        Linked(cycle.title, cycle.get_absolute_url()), cycle.client_group.title, cycle.area.name, AT_STAGE[cycle.at],
        stage.opened_on if stage else None, ", ".join(waiting) or None,
    ]  # fmt: skip


class CycleChoice(OneOf):
    """A cycle, by its title and area."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.title}, {obj.area.name}"


class WhichCycle(Form):
    """The cycle a paper is about."""

    cycle = CycleChoice(label="Cycle", queryset=CommissioningCycle.objects.none(), empty_label="Choose from the list")


@add
class BoardPaper(Report):
    """One cycle whole, on two pages, to be put before a board."""

    name = "commissioning-cycle"
    title = "A commissioning cycle as a board paper"
    audience = "commissioning.view_cycle"
    description = (
        "Where a cycle stands, who is next and what is asked of the board, what its open stage waits for, its "
        "priorities with their money and contracts, who was involved and what came of it, and how it keeps the six "
        "principles."
    )
    which: type[Form] = WhichCycle
    dense = True

    def form(self, actor: Actor, data: Any = None) -> forms.Form:
        form = self.which(data)
        seen = (
            CommissioningCycle.objects.visible_to(actor).standing().select_related("area").order_by("sort_name", "pk")
        )
        form.fields["cycle"].queryset = seen  # type: ignore[attr-defined]
        return form

    def sections(self, actor: Actor, as_at: datetime.date, **params: Any) -> list[Section]:
        cycle = LOADED.get(pk=params["cycle"].pk)
        read_whole(cycle)
        stages = stages_of(cycle)
        standings = [standing_of(each, as_at) for each in stages]
        there = current(stages, as_at)
        begun = [each for each in standings if each.stage == there]
        shown = [table_of(part.title, lines) for part, lines in parts.shown(actor, cycle)]
        return [
            facts(cycle, stages, as_at), stages_table(standings), *[asked_for(each) for each in begun],
            *[waits(each) for each in begun if each.missing], *paper.added(actor, cycle, as_at), *shown,
            principles_table(cycle, as_at),
        ]  # fmt: skip


def facts(cycle: CommissioningCycle, stages: list[Stage], on: datetime.date) -> Table:
    """What the cycle is."""
    partners = [each for each in cycle.partners.all() if each.holds_on(on)]
    led = "; ".join(f"{each.organisation.name}{f' ({each.lead})' if each.lead else ''}" for each in partners)
    rows = [
        ["Cycle", cycle.title], ["Client group", cycle.client_group.title], ["Area", cycle.area.name],
        ["Period", f"{words.date(cycle.starts)} to {words.date(cycle.ends)}"], ["Partners", led],
        ["Where it stands", where_it_stands(stages, on)[0]],
    ]  # fmt: skip
    return Table("The cycle", [Column("What"), Column("Which")], rows)


def stages_table(standings: list[StageStanding]) -> Table:
    """The four stages with their days, how far the checklist is done, who has signed and who is still to."""
    rows = []
    for each in standings:
        done = each.counted if each.state == StageState.OPEN else None
        signed = ", ".join(f"{one.partner.organisation.name} ({words.date(one.signed_on)})" for one in each.signed)
        waiting = ", ".join(one.organisation.name for one in each.waiting)
        rows.append([
            Linked(each.stage.get_kind_display(), each.stage.get_absolute_url()), each.state.label,
            each.stage.opened_on, done, signed or None, waiting or None,
        ])  # fmt: skip
    columns = [Column("Stage"), Column("State"), Column("Opened", DATE)]
    return Table(
        "The four stages", [*columns, *[Column(each) for each in ("Checklist", "Signed", "Still to sign")]], rows
    )


def asked_for(standing: StageStanding) -> Table:
    """What the board is asked to decide: to sign off the open stage, or to see that what it waits for is supplied."""
    stage = standing.stage.get_kind_display()
    if standing.missing:
        left, verb = words.plural(len(standing.missing), "line"), "waits" if len(standing.missing) == 1 else "wait"
        rows = [[f"To note that {stage} cannot be signed off yet: {left} of its checklist {verb}.", "All partners"]]
    else:
        rows = [[f"To sign off {stage}.", each.organisation.name] for each in standing.waiting]
    return Table("What is asked of the board", [Column("Decision"), Column("Of whom")], rows)


def waits(standing: StageStanding) -> Table:
    """What blocks the open stage."""
    title = f"What {standing.stage.get_kind_display()} waits for"
    rows = [[each.title, Linked(each.reason, each.where) if each.where else each.reason] for each in standing.missing]
    return paper.short(title, [Column("Line"), Column("What is missing")], rows)


def principles_table(cycle: CommissioningCycle, on: datetime.date) -> Table:
    """The six principles."""
    rows = [
        [principle.label, verdict.standing.label, verdict.reason]
        for principle, verdict in principles.verdicts(cycle, on)
    ]
    return Table("The six principles", [Column("Principle"), Column("Standing"), Column("Why")], rows)


def table_of(title: str, lines: list[parts.Line]) -> Table:
    """What another subject shows of the cycle."""
    rows = [[Linked(each.text, each.href) if each.href else each.text, each.more or None] for each in lines]
    return paper.short(title, [Column(title), Column("What is recorded of it")], rows)
