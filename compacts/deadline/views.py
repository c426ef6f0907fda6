"""The pages of targets of sign-up: who has met each as at a day; for the secretariat, each of its acts."""

from typing import Any

from django.shortcuts import render

from compacts.deadline import actions, rules
from compacts.deadline.forms import CloseForm, DecideForm, TargetForm
from compacts.deadline.matrix import matrix_of
from compacts.deadline.models import SignupTarget
from compacts.deadline.reading import LOADED
from compacts.deadline.reports import CompactSignup
from core import clock
from core.charts.tasks import picture
from core.pages.page import find, page
from core.registers.records import act_page, crumbs_to, facts_of, posted, record_page, to_act_on
from core.reports.asking import AsAtForm, Asked, query_of
from core.reports.pages import render_page

EDIT = (actions.EDIT, "Change the target", "signup_target_edit")
DECIDE = (actions.DECIDE, "Say which day is taken", "signup_target_decide")
CLOSE = (actions.CLOSE, "Close the target", "signup_target_close")


@page("compacts.view_signup_target")
def signup_target(request, pk):
    found = find(LOADED, request.actor, pk=pk)
    links = [] if found.is_closed else [DECIDE, EDIT, CLOSE]
    gates = rules.SOUND if request.actor.may(actions.EDIT, found) and not found.is_closed else ()
    tags = [("Closed", "grey")] if found.is_closed else []
    return record_page(
        request, found, facts=facts(found), links=links, gates=gates, tags=tags,
        template="compacts/deadline/signup_target.html", **figures(request, found),
    )  # fmt: skip


def facts(found: SignupTarget) -> list[dict[str, Any]]:
    """What the target asks, and which day of its month was taken."""
    due = {"key": "Due by the end of" if found.day else "Due in", "value": found.due_in_words}
    kinds = [
        {"key": "It counts", "value": [each.plural for each in found.counted]},
        {"key": "Shown beside it", "value": [each.plural for each in found.beside]},
    ]
    decided = facts_of(found, "day_reason", "day_decided_on", "closed_on", "close_reason", "checked_on")
    by = {"key": "Decided by", "value": found.day_decided_by.name if found.day_decided_by else ""}
    return [*facts_of(found, "compact_kind"), due, *kinds, *facts_of(found, "source"), *decided[:2], by, *decided[2:]]


def figures(request: Any, found: SignupTarget) -> dict[str, Any]:
    """Who has met it as at the day that was asked for, as the report on it says, and the form that asks for a day."""
    day = AsAtForm(request.GET or None)
    on = (day.cleaned_data["as_at"] if day.is_bound and day.is_valid() else None) or clock.today()
    query = query_of({"target": [str(found.pk)], "as_at": [on.isoformat()]})
    prepared = Asked(CompactSignup(), request.actor, query)
    assert prepared.can_run
    shown = render_page(prepared.prepare(), picture)
    sees, chases = (request.actor.can_ever(f"compacts.{each}") for each in ("view_chaser", "chase_signup"))
    return {
        "day": day,
        "on": on,
        "sections": shown["sections"],
        "again": request.get_full_path(),
        "query": query.urlencode(),
        "chases": chases and not found.is_closed,
        "chasers": list(found.chasers.select_related("organisation").newest_first()[:20]) if sees else None,
    }


@page("compacts.view_signup_target")
def matrix(request, pk):
    """Who is in each locality and how each stands there, as it was checked last."""
    found = find(LOADED, request.actor, pk=pk)
    region = request.GET.get("region", "").replace("\x00", "")
    crumbs = [*crumbs_to(None, SignupTarget), (str(found), found.get_absolute_url())]
    return render(
        request, "compacts/deadline/matrix.html", {"thing": found, "breadcrumbs": crumbs, **matrix_of(found, region)}
    )


@page(actions.BEGIN, methods=["GET", "POST"])
def begin(request):
    form = TargetForm(posted(request))
    return act_page(request, form, actions.begin_signup_target, "Begin a target of sign-up", "Begin it")


@page(actions.EDIT, methods=["GET", "POST"])
def edit(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = TargetForm(posted(request), of=found)
    return act_page(
        request, form, actions.edit_signup_target, "Change the target", "Save", gates=rules.TO_CHANGE, target=found
    )


@page(actions.DECIDE, methods=["GET", "POST"])
def decide(request, pk):
    found = to_act_on(request, LOADED, pk)
    said = (
        f"It is due in {found.month_in_words}. Until a day of that month is taken, whoever met the target within it "
        "can be called neither in time nor late."
    )
    form = DecideForm(posted(request), once=True)
    return act_page(
        request, form, actions.decide_signup_day, "Say which day is taken", "Save",
        words=said, gates=rules.TO_DECIDE, target=found,
    )  # fmt: skip


@page(actions.CLOSE, methods=["GET", "POST"])
def close(request, pk):
    found = to_act_on(request, LOADED, pk)
    said = "It stays in the list with its history. Nobody is reminded of it any more, and nobody chased."
    form = CloseForm(posted(request), once=True)
    return act_page(
        request, form, actions.close_signup_target, "Close the target", "Close it",
        words=said, gates=rules.TO_CLOSE, target=found,
    )  # fmt: skip
