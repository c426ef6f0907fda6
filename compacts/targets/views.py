"""The pages of targets: how each stands and why; for the secretariat, each of its acts."""

from django.shortcuts import get_object_or_404
from django.urls import reverse

from compacts.targets import actions, rules
from compacts.targets.forms import BaselineForm, EditForm, EndForm, MeasureForm, SetForm, StepsForm
from compacts.targets.kinds import COLOURS
from compacts.targets.page import shown_of
from compacts.targets.reading import LOADED, MEASURED, UNMEASURED, worst
from core import clock
from core.charts.tasks import picture
from core.pages import words
from core.pages.forms import Form
from core.pages.page import find, page
from core.registers.records import act_page, facts_of, posted, record_page, to_act_on

EDIT, BASELINE = actions.EDIT, "compacts.record_baseline"
LINKS = [
    (EDIT, "Say by which measure it is judged", "target_measure"),
    (EDIT, "Enter its steps", "target_steps"),
    (EDIT, "Change the target", "target_edit"),
    ("compacts.end_target", "Give it up", "target_end"),
]
FROM = (
    "Enter the figure of a whole period, and where it can be looked up. Everything is counted from it. Where nobody "
    "knows it, leave it: the target is then shown with 'no baseline', and never with 0%."
)


@page("compacts.view_target")
def target(request, pk):
    found = find(LOADED.prefetch_related("owners", "steps"), request.actor, pk=pk)
    measures = shown_of(found, request.actor, clock.today())
    status = worst([each.judgement.status for each in measures])
    tags = [("Given up", "grey")] if found.ended_on else [(status.label, COLOURS[status])]
    links = (
        [] if found.ended_on else [each for each in LINKS if each[2] != "target_steps" or found.trajectory != "linear"]
    )
    parts = [part(request, each) for each in measures]
    return record_page(
        request, found, facts=facts(found), links=links, tags=tags, parts=parts, unmeasured=UNMEASURED,
        again=found.get_absolute_url(), template="compacts/targets/target.html",
    )  # fmt: skip


def facts(found):
    """What is promised, by whom and by when."""
    aim = {"key": "Aim", "value": f"{words.number(found.aim)}{'%' if found.kind == 'growth' else ''}"}
    steps = [f"{words.number(each.aim)} by {words.date(each.on)}" for each in found.steps.all()]
    return [
        *facts_of(found, "kind"),
        *([aim] if found.aim is not None else []),
        *facts_of(found, "scope", "area", "organisation", "compared_area", "due", "trajectory"),
        {"key": "Steps", "value": steps},
        {"key": "Owners", "value": sorted(each.name for each in found.owners.all())},
        *facts_of(found, "source", "about", "ended_on", "end_reason"),
    ]


def part(request, each):
    """One measure of the target, with what this person can do about it."""
    spec, key = each.chart(), each.contribution.pk
    acts = []
    if each.contribution.target.ended_on is None:
        if request.actor.may(BASELINE, each.contribution.target):
            called = "Change the baseline" if each.task.baseline else "Record the baseline"
            acts.append((called, reverse("target_baseline", args=[each.contribution.target_id, key])))
        if request.actor.may(EDIT, each.contribution.target) and each.task.baseline is None:
            acts.append(("Take this measure away", reverse("target_detach", args=[each.contribution.target_id, key])))
    return {"shown": each, "acts": acts, "has_chart": spec is not None, "svg": picture(spec) if spec else None}


@page("compacts.add_target", methods=["GET", "POST"])
def add(request):
    return act_page(request, SetForm(posted(request)), actions.add_target, "Set a target", "Set it")


@page(EDIT, methods=["GET", "POST"])
def edit(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = EditForm(posted(request), of=found)
    return act_page(request, form, actions.edit_target, "Change the target", "Save", target=found)


@page("compacts.end_target", methods=["GET", "POST"])
def end(request, pk):
    found = to_act_on(request, LOADED, pk)
    said = "It stays in the list with its history, and is worked out no more."
    form = EndForm(posted(request), once=True)
    return act_page(request, form, actions.end_target, "Give the target up", "Give it up", words=said, target=found)


@page(EDIT, methods=["GET", "POST"])
def measure(request, pk):
    found = to_act_on(request, LOADED, pk)
    said = "A target may have several measures. Each is shown for itself, and they are never added together."
    form = MeasureForm(posted(request), once=True)
    return act_page(
        request, form, actions.attach_measure, "Say by which measure it is judged", "Save", words=said, target=found
    )


@page(EDIT, methods=["GET", "POST"])
def steps(request, pk):
    found = to_act_on(request, LOADED.prefetch_related("steps"), pk)
    form = StepsForm(posted(request), initial={"steps": list(found.steps.all())}, version=found.version)
    return act_page(request, form, actions.set_steps, "Enter its steps", "Save", gates=rules.TO_STEP, target=found)


@page(BASELINE, methods=["GET", "POST"])
def baseline(request, pk, contribution):
    found, part = part_of(request, pk, contribution)
    form = BaselineForm(posted(request), of=part)
    heading = f"Record the baseline: {part.measure.title}"
    return act_page(request, form, actions.record_baseline, heading, "Save", words=FROM, about=found, contribution=part)


@page(EDIT, methods=["GET", "POST"])
def detach(request, pk, contribution):
    found, part = part_of(request, pk, contribution)
    said = f"The target is then no longer judged by this: {part.measure.title}."
    form = Form(posted(request), once=True)
    return act_page(
        request, form, actions.detach_measure, "Take this measure away", "Take it away", words=said, about=found,
        contribution=part,
    )  # fmt: skip


def part_of(request, pk, contribution):
    """A target, for somebody who may do this to it, and one of its measures."""
    found = to_act_on(request, LOADED, pk)
    return found, get_object_or_404(MEASURED, target=found, pk=contribution)
