"""The page of a contract's monitoring and performance: what is asked, what came, how it went, what is out of order."""

from django.db.models import prefetch_related_objects
from django.shortcuts import render

from commissioning.contract_reviews.models import ContractReview
from commissioning.contracts.page import heading
from commissioning.contracts.reading import monitored
from commissioning.feedback.models import SatisfactionAudit
from commissioning.feedback.rules import answered_words, share_words
from commissioning.monitoring.models import ReportingPeriod
from commissioning.performance.reading import exceptions_of, series_of
from commissioning.returns.models import COLOURS, ReturnState
from core import clock
from core.acts import authorise
from core.charts import specs
from core.charts.tasks import pictures_of
from core.pages import words
from core.pages.addresses import numbered
from core.pages.page import page
from core.prepared import prepared
from core.registers.records import crumbs_to

SHOWN = 40
"""Periods and exceptions that the page lists; their registers have all of them."""
ACTS = (
    ("commissioning.set_monitoring", "Decide how closely it is followed", "monitoring_decide"),
    ("commissioning.set_monitoring", "Add a monitoring requirement", "requirement_add"),
    ("commissioning.record_feedback", "Record what users say", "feedback_record"),
    ("commissioning.review_contract", "Record a review", "contract_review_record"),
)


@page("commissioning.read_contract")
def monitoring(request, pk):
    """All that is known of how a contract goes, for its parties' people, the secretariat and auditors."""
    found, on = monitored(request.actor, pk), clock.today()
    authorise(request.actor, request.permission, found)
    plan, series = getattr(found, "monitoring_plan", None), series_of(found)
    periods = periods_of(found)
    out_of_order = exceptions_of(periods, series, on)
    open_ = found.voided_on is None
    acts = [(said, numbered(name, found.pk)) for need, said, name in ACTS if open_ and request.actor.may(need, found)]
    context = {
        "thing": found, "plan": plan, "acts": acts, "breadcrumbs": crumbs_to(found),
        "requirements": requirements_of(series), "returns": returns_of(periods), "more": max(0, len(periods) - SHOWN),
        "exceptions": [exception(row) for row in out_of_order[:SHOWN]], "exceptions_in_all": len(out_of_order),
        "charts": charts_of(series),
        "feedback": feedback_of(found), "reviews": reviews_of(found), "again": request.path,
    }  # fmt: skip
    return render(request, "commissioning/performance/monitoring.html", context)


def periods_of(contract):
    """Its periods with their returns, each knowing the contract."""
    found = _periods(contract.pk)
    for each in found:
        each.contract = contract
    return found


_periods = prepared(
    lambda contract: ReportingPeriod.objects.filter(contract=contract).select_related("monitoring_return")
)
_audits = prepared(
    lambda contract: SatisfactionAudit.objects.filter(contract=contract, voided_on=None).order_by("-held_on", "-pk")
)
_reviews = prepared(
    lambda contract: ContractReview.objects.filter(contract=contract, voided_on=None).order_by("-held_on")
)


def requirements_of(series):
    """What is asked, of whom it is counted, and what it is to reach."""
    rows = []
    for each in series:
        asked = each.requirement
        source = asked.counts_from.contract.title if asked.counts_from_id else "Its own returns"
        if asked.counts_from_id and asked.reuse_allowed_on is None:
            source = f"{source}, once its provider allows that"
        state = "No longer asked" if asked.dropped_on else source
        rows.append([{"text": asked.measure.title, "href": asked.get_absolute_url()}, asked.to_whom, state,
                     asked.target_words])  # fmt: skip
    return {"columns": heading("Measure", "Reported to", "Counted from", "To reach", numbers=(3,)), "rows": rows}


def returns_of(periods):
    """Each period with the day by which its return is due, and the day on which it was submitted."""
    rows = []
    for each in sorted(periods, key=lambda each: each.due_on, reverse=True)[:SHOWN]:
        made = getattr(each, "monitoring_return", None)
        state = made.state if made is not None else missing_or_not(each)
        sent = made.sent_on if made is not None else None
        late = words.number(made.days_late) if made is not None and made.days_late else ""
        rows.append([{"text": each.words, "href": each.get_absolute_url()}, words.date(each.due_on), words.date(sent),
                     late, {"text": state.label, "tag": COLOURS[state]}])  # fmt: skip
    columns = heading("Period", "Due", "Submitted", "Days late", "State", numbers=(3,))
    return {"columns": columns, "rows": rows}


def missing_or_not(period):
    """How the return stands that nobody has begun."""
    return ReturnState.MISSING if period.is_late_on(clock.today()) else ReturnState.NOT_DUE


def exception(row):
    """A line of what is out of order."""
    _, period, kind, said = row
    return [{"text": period.words, "href": period.get_absolute_url()}, kind, said]


def charts_of(series):
    """Each measure of which something was reported, drawn, all asked for at once."""
    found = [chart(each) for each in series if any(point.value is not None for point in each.points)]
    for each, svg in zip(found, pictures_of([each.pop("spec") for each in found]), strict=True):
        each["svg"] = svg
    return found


def chart(series):
    """A measure over its periods against what it was to reach: what is drawn, and its table."""
    measure, target = series.requirement.measure, series.requirement.target
    known = [each for each in series.points if each.value is not None]
    data = [(each.period.ends, "Reported", float(each.value)) for each in known]
    data += [(each.period.ends, "To reach", float(target)) for each in known] if target is not None else []
    rows = []
    for each in series.points:
        if each.value is None and each.period.ends >= clock.today():
            continue
        standing = "" if each.value is None else "Accepted" if each.accepted else "Not accepted yet"
        reached = "" if target is None or each.value is None else "Missed" if each.missed else "Reached"
        rows.append([each.period.words, measure.amount(each.value) or "No figure", reached, standing])
    columns = heading("Period", "Reported", "Target", "Standing", numbers=(1,))
    return {"title": measure.title, "spec": specs.line(measure.title, data, y_title=measure.unit),
            "columns": columns, "rows": rows, "target": series.requirement.target_words}  # fmt: skip


def feedback_of(contract):
    """What users say."""
    audits, rows = _audits(contract.pk), []
    prefetch_related_objects(audits, "questions")
    for each in audits:
        shares = [f"{one.title} {share_words(one.satisfied, one.answered)}" for one in each.questions.all()]
        when = {"text": words.date(each.held_on), "href": each.get_absolute_url()}
        rows.append([when, each.method, words.number(each.asked), answered_words(each.answered), {"lines": shares}])
    return {"columns": heading("When", "How", "Asked", "Answered", "Satisfied", numbers=(2, 3)), "rows": rows}


def reviews_of(contract):
    """Reviews that were held."""
    rows = [
        [{"text": words.date(each.held_on), "href": each.get_absolute_url()}, each.get_result_display(),
         words.date(each.next_on, "None is planned")]
        for each in _reviews(contract.pk)
    ]  # fmt: skip
    return {"columns": heading("Held on", "Result", "Next review"), "rows": rows}
