"""The pages of annual agreements: the six components, how the year goes, what changed, and the acts on them."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import Model, Q
from django.shortcuts import redirect, render
from django.urls import reverse

from compacts.annual import actions, monitoring_actions, page, rules
from compacts.annual.composing import TITLES, changed
from compacts.annual.forms import BeginForm, CarryForm, GovernanceForm, ProgressForm, SendForm, part_form
from compacts.annual.models import COLOURS, LINE_COLOURS, AnnualAgreement, LineState
from compacts.annual.parts import PARTS
from compacts.annual.reading import LINES, LOADED
from compacts.annual.reports import AnnualReport
from compacts.frameworks.models import Framework
from compacts.frameworks.reading import LOADED as FRAMEWORKS
from core import clock
from core.acts import NotVisible
from core.gates import Gate
from core.pages.forms import Form
from core.pages.page import find
from core.pages.page import page as page_for
from core.registers.records import act_page, crumbs_to, facts_of, posted, record_page, to_act_on
from core.reports.asking import Asked, query_of
from core.reports.views import csv_response, shown, xlsx_response

VIEW, EDIT = "compacts.view_annual", actions.EDIT
SEND = (EDIT, "Send it for signing", "annual_send")
CARRY = (EDIT, "Begin the next year's from this one", "annual_carry")
CHANGES = (VIEW, "See what changed since the year before", "annual_changes")


def refusing(gates: Sequence[Gate], thing: Model) -> Sequence[Gate]:
    """The checklist of a small act: shown where something stands in the way, and left out where nothing does."""
    return gates if any(gate(thing) for gate in gates) else ()


@page_for(VIEW)
def annual(request, pk):
    found, today = find(LOADED, request.actor, pk=pk), clock.today()
    open_to_change = not refusing(rules.TO_CHANGE, found)
    may_change = open_to_change and bool(request.actor.may(EDIT, found))
    shown = page.components(found, today, may_change)
    done = sum(each.check.obstacle is None for each in shown)
    as_sent = found.agreement.latest > 0 and rules.agrees_with_the_draft(found)
    near = neighbours(request, found)
    return record_page(
        request, found, facts=facts(request, found, near), links=links_of(found, near, as_sent, may_change, done),
        template="compacts/annual/annual.html", caption="Annual agreement",
        tags=[(found.standing.label, COLOURS[found.standing]),
              (f"{done} of {len(shown)} components complete", "green" if done == len(shown) else "yellow")],
        components=shown, done=done, may_change=may_change, as_sent=as_sent,
        to_send_again=open_to_change and not as_sent, report=report_of(request, found),
        totals=page.totals(found), work=page.work(found, today), measured=page.measured(found, request.actor),
    )  # fmt: skip


def neighbours(request, found: AnnualAgreement) -> set[int]:
    """The keys of the agreements of the years before and after that this person may see."""
    following = getattr(found, "next", None)
    keys = [each for each in (found.follows_id, following.pk if following else None) if each]
    return set(AnnualAgreement.objects.visible_to(request.actor).filter(pk__in=keys).values_list("pk", flat=True))


def facts(request, found: AnnualAgreement, near: set[int]) -> list[dict]:
    """What it is, under which framework, between whom, and what came before and after, as far as one may see it."""
    framework, following = found.framework, getattr(found, "next", None)
    seen = request.actor.may("compacts.view_framework", framework)
    return [
        *facts_of(found, "service"),
        {"key": "Year", "value": found.year_in_words},
        *([{"key": "Framework", "value": str(framework), "href": framework.get_absolute_url()}] if seen else []),
        {"key": "Parties", "value": [each.organisation.name for each in found.agreement.parties.all()]},
        {"key": "Drafts and signatures", "value": "See the agreement", "href": found.agreement.get_absolute_url()},
        *facts_of(found.agreement, "in_force_on", "ended_on", in_force_on="Signed by all since"),
        *(facts_of(found, "follows") if found.follows_id in near else []),
        *(
            [{"key": "Next year", "value": str(following), "href": following.get_absolute_url()}]
            if following and following.pk in near
            else []
        ),
    ]


def links_of(
    found: AnnualAgreement, near: set[int], as_sent: bool, may_change: bool, done: int
) -> list[tuple[str, str, str]]:
    """What may be done as it stands, the next step first."""
    waits = as_sent and found.agreement.final_on is not None
    steps = [SEND] if may_change and not waits and done == len(rules.SIX) else []
    signed = found.agreement.in_force_on is not None
    following = [CARRY] if signed and not getattr(found, "next", None) else []
    return [*steps, *following, *([CHANGES] if found.follows_id in near else [])]


def report_of(request, found: AnnualAgreement) -> dict[str, str]:
    """Where its report is: for offices among the reports, where it is kept, and for others of its own."""
    if not request.actor.may("core.view_reports"):
        address = reverse("annual_report", args=[found.pk])
        return {"address": address, "words": "See it as a report, to print or as a spreadsheet"}
    address = f"{reverse('report', args=['annual-agreement'])}?{urlencode({'annual': found.pk})}"
    return {"address": address, "words": "See it as a report, and as PDF, Word or spreadsheet"}


@page_for(VIEW)
def report(request, pk):
    """All of it as it stands today, to print or as a sheet, for whoever may read it: parties of the sector too."""
    found = find(LOADED, request.actor, pk=pk)
    form, address = request.GET.get("format", ""), reverse("annual_report", args=[found.pk])
    if form not in ("", "csv", "xlsx"):
        raise NotVisible
    asked = Asked(AnnualReport(), request.actor, query_of({"annual": [str(found.pk)]}))
    if not asked.can_run:  # the agreement was taken from this person's sight between the two statements
        raise NotVisible
    prepared = asked.prepare()
    if form:
        return csv_response(prepared) if form == "csv" else xlsx_response(prepared)
    files = {each: f"{address}?format={each}" for each in ("csv", "xlsx")}
    context = {**shown(request, prepared), **files, "breadcrumbs": crumbs_to(found)}
    return render(request, "compacts/annual/report.html", context)


@page_for(VIEW)
def changes(request, pk):
    """What changed from the year before, component by component."""
    found = find(LOADED, request.actor, pk=pk)
    before = LOADED.visible_to(request.actor).filter(pk=found.follows_id).first()
    if before is None:
        raise NotVisible
    parts = [(TITLES[part], rows) for part, rows in changed(before, found).items()]
    context = {"annual": found, "former": before, "parts": parts, "breadcrumbs": crumbs_to(found)}
    return render(request, "compacts/annual/changes.html", context)


@page_for(actions.BEGIN, methods=["GET", "POST"])
def begin(request, pk):
    found = to_act_on(request, FRAMEWORKS, pk)
    form = BeginForm(posted(request))
    said = "For one service that is commissioned jointly. The parties are those of the framework; others can be added."
    return act_page(
        request, form, actions.begin_annual, "Begin an annual agreement", "Begin it", words=said, framework=found
    )


@page_for(EDIT, methods=["GET", "POST"])
def governance(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = GovernanceForm(posted(request), of=found)
    return act_page(
        request,
        form,
        actions.edit_governance,
        TITLES["governance"],
        "Save",
        gates=refusing(rules.TO_CHANGE, found),
        annual=found,
    )


@page_for(EDIT, methods=["GET", "POST"])
def add_part(request, pk, part):
    found = to_act_on(request, LOADED, pk)
    kind = PARTS.get(part)
    if kind is None:
        raise NotVisible
    form = part_form(part, found, posted(request))
    return act_page(
        request,
        form,
        adding(part),
        f"Add {kind.article} {kind.noun}",
        "Add",
        gates=refusing(rules.TO_CHANGE, found),
        annual=found,
    )


def adding(part: str):
    """The act that adds to this component."""
    return lambda **given: actions.add_part(part=part, **given)


def row_of(found: AnnualAgreement, part: str, row: int):
    """One row of a component."""
    rows = getattr(found, part).all() if part in PARTS else ()
    wanted = next((each for each in rows if each.pk == row), None)
    if wanted is None:
        raise NotVisible
    return wanted


@page_for(EDIT, methods=["GET", "POST"])
def edit_part(request, pk, part, row):
    found = to_act_on(request, LOADED, pk)
    wanted = row_of(found, part, row)
    form = part_form(part, found, posted(request), of=wanted)
    return act_page(
        request, form, actions.edit_part, f"Change the {PARTS[part].noun}", "Save",
        gates=refusing(rules.TO_CHANGE, found), about=found, row=wanted,
    )  # fmt: skip


@page_for(EDIT, methods=["GET", "POST"])
def drop_part(request, pk, part, row):
    found = to_act_on(request, LOADED, pk)
    if request.method == "POST" and part in PARTS and not getattr(found, part).filter(pk=row).exists():
        messages.info(request, "It was taken out already.")
        return redirect(found)
    wanted = row_of(found, part, row)
    said = f"“{wanted}” is taken out of {TITLES[part][3:].lower()}."
    return act_page(
        request, Form(posted(request)), actions.drop_part, f"Take out the {PARTS[part].noun}", "Take it out",
        words=said, gates=refusing(rules.TO_CHANGE, found), about=found, row=wanted,
    )  # fmt: skip


@page_for(EDIT, methods=["GET", "POST"])
def send(request, pk):
    found = to_act_on(request, LOADED, pk)
    said = "The six components become the text of a draft, which is final: the parties sign that, word for word."
    return act_page(
        request, SendForm(posted(request), once=True), actions.send_for_signing, "Send it for signing", "Send it",
        words=said, gates=rules.TO_SEND, annual=found,
    )  # fmt: skip


@page_for(EDIT, methods=["GET", "POST"])
def carry(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = CarryForm(posted(request), once=True, initial={"framework": found.framework_id})
    here = Framework.objects.filter(Q(agreement__area=found.agreement.area_id) | Q(pk=found.framework_id))
    frameworks = here.filter(request.actor.q(actions.BEGIN)).select_related("agreement")
    form.fields["framework"].queryset = frameworks.order_by("agreement__sort_name", "pk")
    said = (
        "Governance, outcomes, priorities and measures are copied, with the recurrent investment intentions and the "
        "open lines of the work plan, a year later. You then change what is to change."
    )
    return act_page(
        request, form, actions.carry_forward, "Begin the next year's agreement", "Begin it",
        words=said, gates=rules.TO_CARRY_FORWARD, annual=found,
    )  # fmt: skip


@page_for("compacts.view_work_line")
def work_line(request, pk):
    """A line of a work plan with its progress."""
    found, today = find(LINES, request.actor, pk=pk), clock.today()
    state = LineState(found.state)
    tags = [(state.label, LINE_COLOURS[state]), *([("Overdue", "red")] if found.overdue_on(today) else [])]
    facts = [
        {"key": "Annual agreement", "value": str(found.annual), "href": found.annual.get_absolute_url()},
        *facts_of(found, "lead", "due_on"),
        {"key": "Monitored by", "value": str(found.measure or "")},
    ]
    links = [(monitoring_actions.NOTE, "Note progress", "work_line_progress")]
    may = request.actor.may(monitoring_actions.NOTE, found)
    return record_page(
        request, found, facts=facts, links=links if found.annual.agreement.in_force_on else [], tags=tags,
        gates=refusing(rules.TO_NOTE, found) if may else (), template="compacts/annual/work_line.html",
        progress=list(reversed(found.progress.all())),
    )  # fmt: skip


@page_for(monitoring_actions.NOTE, methods=["GET", "POST"])
def note_progress(request, pk):
    found = to_act_on(request, LINES, pk)
    form = ProgressForm(posted(request))
    said = "The parties read it. What was noted before stays."
    return act_page(
        request, form, monitoring_actions.note_progress, "Note progress", "Save",
        words=said, gates=refusing(rules.TO_NOTE, found), line=found,
    )  # fmt: skip
