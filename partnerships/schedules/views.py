"""The pages of scheduled reports."""

from django.http import Http404
from django.urls import reverse

from core import clock
from core.pages import words
from core.pages.addresses import fixed
from core.pages.forms import Form
from core.pages.page import find, page
from core.pages.submit import submit
from core.registers.records import act_page, facts_of, form_page, posted, record_page, to_act_on
from core.reports import registry
from core.reports.asking import Asked, shown
from partnerships.schedules import actions
from partnerships.schedules.forms import EndForm, ScheduleForm
from partnerships.schedules.models import ScheduleState
from partnerships.schedules.reading import LOADED

END = ("partnerships.end_schedule", "End it", "report_schedule_end")
RESUME = ("partnerships.resume_schedule", "Let it run again", "report_schedule_resume")
COLOURS = {ScheduleState.RUNNING: "green", ScheduleState.PAUSED: "yellow", ScheduleState.ENDED: "grey"}
SCHEDULING = (
    "The report is made on that day of each month with the choices below, as at the last day of the month before, and "
    "kept like any you keep yourself. A mail leads to it. Who may not run it on the day gets nothing."
)
SOON = "The next morning"
SHOWN = 24
"""Runs that the page of a schedule names: two years of them."""


@page("partnerships.schedule_report", methods=["GET", "POST"])
def add(request, name):
    report = registry.get(name)
    if report is None or not request.actor.may(report.audience):
        raise Http404
    asked = Asked(report, request.actor, request.GET)
    form = ScheduleForm(posted(request))
    said = in_words(asked) if asked.can_run else actions.MISSING
    done = submit(
        request,
        form,
        lambda: actions.schedule_report(by=request.actor, asked=asked, **form.cleaned_data),
        lambda made: made,
    )
    if done is not None:
        return done
    way = [("Reports", fixed("report_list")), (report.title, reverse("report", args=[name]))]
    heading = f"Make '{report.title}' each month"
    return form_page(request, form, heading, "Schedule it", words=f"{SCHEDULING} {said}".strip(), crumbs=way)


@page("partnerships.view_schedule")
def schedule(request, pk):
    found = find(LOADED, request.actor, pk=pk)
    facts = facts_of(
        found, "day", "owner", "capacity", "begun_on", "last_month", "ended_on", "why", owner="scheduled by"
    )
    if found.state == ScheduleState.RUNNING:
        due = actions.is_due(found, clock.today())
        facts.append({"key": "Made next on", "value": SOON if due else words.date(found.next_slot(clock.today()))})
    facts += [{"key": "Asked with", "value": asked_with(found, request.actor)}]
    readers = found.readers.select_related("membership__user", "membership__organisation", "membership__area")
    runs = found.runs.select_related("membership__user", "run").order_by("-month", "membership_id")[:SHOWN]
    return record_page(
        request,
        found,
        facts=facts,
        links=[] if found.state == ScheduleState.ENDED else [END, *([RESUME] if found.state == "paused" else [])],
        template="partnerships/schedules/schedule.html",
        tags=[(found.get_state_display(), COLOURS[found.state])],
        readers=[(str(each.membership), each.left_out_on) for each in readers.order_by("pk")],
        runs=[(each.month, each.membership.user.name, each.run.get_state_display()) for each in runs],
    )


def asked_with(found, actor):
    """The choices in the words of the report's form, where they are open to whoever looks."""
    report = registry.get(found.report)
    asked = actions.asked_of(found, report, actor, clock.today()) if report else None
    return in_words(asked) if asked and asked.can_run else "Choices that are not there any more, or not open to you"


def in_words(asked):
    """'Sector: Voluntary and community; Area: Herefordshire'."""
    return "; ".join(f"{bound.label}: {shown(bound)}" for bound in asked.form.visible_fields())


@page("partnerships.end_schedule", methods=["GET", "POST"])
def end(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = EndForm(posted(request), once=True)
    return act_page(request, form, actions.end_schedule, "End the schedule", "End it", schedule=found)


@page("partnerships.resume_schedule", methods=["GET", "POST"])
def resume(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = Form(posted(request), once=True)
    return act_page(request, form, actions.resume_schedule, "Let the schedule run again", "Run it", schedule=found)
