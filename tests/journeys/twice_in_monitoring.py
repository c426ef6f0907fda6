"""What the forms of monitoring make, with what is typed into them: returns, feedback, reviews and their findings."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from commissioning.contract_figures.models import ContractFigure
from commissioning.contract_reviews.models import ContractReview, FindingUse, ReviewFinding
from commissioning.feedback.models import AuditQuestion, SatisfactionAudit
from commissioning.monitoring.models import MonitoringPlan, MonitoringRequirement, ReportingLine, ReportingPeriod
from commissioning.returns.models import MonitoringReturn
from commissioning.returns.sheets import named
from core.trail.models import Event
from tests.factories.contracts import ContractFactory, priority_of
from tests.factories.measures import MeasureFactory
from tests.factories.monitoring import FindingFactory, PlanFactory, RequirementFactory
from tests.house import things
from tests.house.world import World
from tests.journeys.made import LAST, Made, a_sheet, on_day

REASON = {"reason": "By mistake."}
ASKED = {
    "method": "Interviews by peers", "done_by": "Speaking Up", "asked": "20", "answered": "12",
    "said": "The bus is the problem.", **on_day("held_on", 2006),
}  # fmt: skip


def followed(world: World, browser: Client) -> tuple[int]:
    """A contract of which it is decided how closely it is followed, and a measure to ask for."""
    MeasureFactory()
    found = things.monitored(world, "own", "")
    PlanFactory(contract=found)
    return (found.pk,)


def reported_elsewhere(world: World, browser: Client) -> tuple[int]:
    """A requirement whose measure the provider reports under another contract too."""
    found = things.requirement(world, "own", "")
    other = ContractFactory(title="Lifts", active=True, provider=world.forum, commissioner=world.far_trust)
    RequirementFactory(contract=other, measure=found.measure)
    return (found.pk,)


def asked_to_allow(world: World, browser: Client) -> tuple[int]:
    """A requirement for which the provider is asked whether its return to another funder is read."""
    (pk,) = reported_elsewhere(world, browser)
    source = MonitoringRequirement.objects.get(contract__title="Lifts")
    MonitoringRequirement.objects.filter(pk=pk).update(counts_from=source)
    return (pk,)


def drafted(world: World, browser: Client) -> tuple[int]:
    """A period whose return is written, and was not sent."""
    return (things.monitoring_return(world, "own draft", "").period_id,)


def return_sheet() -> SimpleUploadedFile:
    """The sheet of the only return that is asked for."""
    line = ReportingLine.objects.get()
    return a_sheet("return.csv", f"Line,Period,Figure\n{line.pk},{named(line.period)},40\n")


def served(world: World, browser: Client) -> tuple[int]:
    """What a review found of a contract that serves a priority."""
    contract = ContractFactory(active=True, commissioner=world.trust, priority=priority_of(world.trust))
    return (FindingFactory(review__contract=contract).pk,)


def beside_a_measure(world: World, browser: Client) -> tuple[()]:
    MeasureFactory()
    return ()


MADE: dict[str, Made] = {
    "monitoring_decide": Made(MonitoringPlan, {"risk": "low"}),
    "requirement_add": Made(MonitoringRequirement, {"measure": LAST, "to_whom": "The board"}, followed),
    "requirement_schedule": Made(
        ReportingPeriod, {"frequency": "yearly", **on_day("first", 2005), **on_day("last", 2006, 3, 31)}
    ),
    "requirement_period": Made(
        ReportingPeriod, {**on_day("starts", 2005), **on_day("ends", 2006, 3, 31), **on_day("due_on", 2006, 4, 28)}
    ),
    "requirement_reuse": Made(Event, {"other": "Lifts"}, reported_elsewhere),
    "requirement_allow": Made(Event, {}, asked_to_allow, who="approver"),
    "requirement_refuse": Made(Event, {}, asked_to_allow, who="approver"),
    "requirement_drop": Made(Event, {"reason": "Nobody read it."}),
    "reporting_period_drop": Made(Event),
    "return_fill": Made(MonitoringReturn, {"summary": "All went well."}, who="approver"),
    "return_sheet": Made(MonitoringReturn, who="approver", files={"sheet": return_sheet}),
    "return_send": Made(Event, {}, drafted, who="approver"),
    "feedback_record": Made(SatisfactionAudit, ASKED),
    "feedback_question": Made(AuditQuestion, {"title": "Is it near?", "answered": "10", "satisfied": "4"}),
    "feedback_drop": Made(Event),
    "feedback_void": Made(Event, REASON),
    "contract_review_record": Made(
        ContractReview, {"took_part": "Two users", "result": "continue", **on_day("held_on", 2006)}
    ),
    "contract_review_void": Made(Event, REASON),
    "finding_add": Made(ReviewFinding, {"kind": "lesson", "title": "A year is too short"}),
    "finding_finish": Made(Event, {"note": "A bus pass for everybody."}),
    "finding_use": Made(FindingUse, {"plan": LAST, "where": "Section 4"}, served),
    "figure_set": Made(ContractFigure, {"figure": "returned", "measure": LAST}, beside_a_measure),
    "figure_unset": Made(Event),
}
