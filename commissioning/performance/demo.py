"""The demonstration's monitoring: what a provider of the sector reports of a contract for people with a learning
disability, how a late return was queried, what users say, what the review found, and what targets read of it.

The services, figures and words are invented.
"""

import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from commissioning.contract_figures.actions import push_figures, set_figure
from commissioning.contract_figures.models import Figure
from commissioning.contract_reviews.actions import add_finding, finish_finding, record_contract_review
from commissioning.contracts.days import months_after
from commissioning.contracts.kinds import State
from commissioning.contracts.models import Contract
from commissioning.feedback.actions import add_question, edit_audit, record_audit
from commissioning.monitoring.actions import add_requirement, answer_proportion, decide_monitoring
from commissioning.monitoring.models import Question, ReportingPeriod
from commissioning.monitoring.schedule_actions import schedule_returns
from commissioning.returns.actions import accept_return, query_return, save_return, send_return
from commissioning.returns.models import MonitoringReturn
from commissioning.returns.rules import Given
from compacts.measures.actions import add_measure
from compacts.measures.models import Measure
from compacts.targets.actions import add_target, attach_measure
from compacts.targets.kinds import Scope, TargetKind
from compacts.targets.progress_actions import compute_progress
from core import clock
from core.acts import Actor
from partnerships.people.actors import the_house

BOARD = "Learning Disability Programme Board"
SERVED, HEARD = "ld-people-served", "ld-users-heard"
MEASURES = (
    {"title": "People with a learning disability who use a service", "code": SERVED, "unit": "people",
     "counts": "Each person once in a period, however often they come. Carers are not counted.",
     "source": "The provider's register"},
    {"title": "Users who say that they are listened to", "code": HEARD, "unit": "%", "is_share": True,
     "counts": "Of those who answer the question in the period, the share that says 'always' or 'mostly'.",
     "source": "Interviews by peers"},
    {"title": "Contracts and grants paid to the sector", "code": "vcs-contract-value", "unit": "£", "price_basis": "cash",
     "counts": "Contracts and grants with voluntary and community organisations, in the year in which they are paid.",
     "source": "The contract register"},
)  # fmt: skip
LESS = {Question.SAMPLE: "Every second user is interviewed in each half-year.",
        Question.OWN_CYCLE: "The half-years are those of the provider's own trustees."}  # fmt: skip
FIGURES = ((38, 74), (41, 78), (44, 75), (43, 81), (47, 84), (46, 86))
LATE, SLIP = 3, Decimal(430)
"""The return that came late, and the figure of visits that was entered for people."""
FINDINGS = (
    ("met", "Users are listened to, and more of them each half-year", "", ""),
    ("concern", "Returns come late when the one paid worker is away", "A second trustee is shown how", "provider"),
    ("lesson", "Peers who interview learn more than any form did", "", ""),
    (
        "unmet_need",
        "Nobody is there in the evening and at weekends",
        "Ask what two evenings a week cost",
        "commissioner",
    ),
    ("plan_adjustment", "The plan speaks of day services; people ask for company in the evening", "", ""),
)


class Months(NamedTuple):
    """A day, so many months after the first of a contract."""

    contract: Contract

    def after(self, months: int, days: int = 0) -> datetime.date:
        return months_after(self.contract.starts, months) + datetime.timedelta(days=days)


def load() -> None:
    """Tell how the first contract for people with a learning disability that the sector holds was followed."""
    by = the_house("command", "The demonstration")
    found = Contract.objects.counting().with_vcs().filter(client_group__code="learning-disability")
    contract = found.in_state(State.ENDED, clock.today()).order_by("starts", "pk").first()
    if contract is not None:
        tell(by, contract)


def tell(by: Actor, contract: Contract) -> None:
    """Tell the whole story of one contract that has ended."""
    measures = [Measure.objects.filter(code=each["code"]).first() or add_measure(by=by, **each) for each in MEASURES]
    with clock.at(contract.starts):
        asked(by, contract, measures)
    for number, period in enumerate(ReportingPeriod.objects.filter(contract=contract).order_by("starts")):
        reported(by, period, number)
    heard(by, contract)
    reviewed(by, contract)
    set_figure(by=by, figure=Figure.VALUE, measure=measures[2])
    sum(push_figures(by=by))
    watched(by, contract, measures[2])


def watched(by: Actor, contract: Contract, measure: Measure) -> None:
    """A target of the county that is judged by what the contract register says was paid to the sector."""
    target = add_target(
        by=by, title="What is paid to the sector does not fall", kind=TargetKind.LEVEL, aim=contract.years.all()[0].amount,
        scope=Scope.AREA, area=contract.area, owners=[contract.commissioner, contract.provider], due=contract.current_end,
        source="Making Partnership Work, 2003, section 2",
        about="Judged by the contract register, which counts each night what is paid to voluntary and community "
        "organisations.",
    )  # fmt: skip
    attach_measure(by=by, target=target, measure=measure)
    sum(compute_progress(on=clock.today()))


def asked(by: Actor, contract: Contract, measures: list[Any]) -> None:
    """Two measures each half-year, once it was asked whether that is proportionate."""
    reason = "The board reads the figures each half-year."
    decide_monitoring(by=by, contract=contract, risk="medium", tier="standard", reason=reason)
    for measure, target in zip(measures, (Decimal(40), Decimal(75)), strict=False):
        requirement = add_requirement(by=by, contract=contract, measure=measure, to_whom=BOARD, target=target)
        answers = {name: ("yes", LESS[name]) if name in LESS else ("no", "") for name in Question}
        answer_proportion(by=by, requirement=requirement, answers={str(name): each for name, each in answers.items()})
        schedule_returns(by=by, requirement=requirement, frequency="half_yearly")


def reported(by: Actor, period: ReportingPeriod, number: int) -> None:
    """One return, sent in time and accepted; one late, queried for a slip, and answered."""
    late = number == LATE
    people, share = FIGURES[number % len(FIGURES)]
    first, second = period.lines.order_by("requirement_id")
    slipped = Given(SLIP, confirmed=True) if late else Given(Decimal(people))
    note = "Two new members came by way of the day centre."
    with clock.at(period.due_on + datetime.timedelta(days=9 if late else -4)):
        figures = {first.pk: slipped, second.pk: Given(Decimal(share))}
        save_return(by=by, period=period, figures=figures, summary="Visits were in the evening too." if late else note)
        send_return(by=by, period=period)
    made = MonitoringReturn.objects.get(period=period)
    if late:
        with clock.at(period.due_on + datetime.timedelta(days=16)):
            query_return(by=by, monitoring_return=made, query="430 is ten times as many as before. Are these visits?")
        with clock.at(period.due_on + datetime.timedelta(days=20)):
            answer = "They were: 430 visits by 43 people. Visits were entered for people."
            save_return(by=by, period=period, figures={first.pk: Given(Decimal(people))}, answer=answer,
                        summary="Visits were in the evening too.")  # fmt: skip
            send_return(by=by, period=period)
    with clock.at(period.due_on + datetime.timedelta(days=25)):
        accept_return(by=by, monitoring_return=made)


def heard(by: Actor, contract: Contract) -> None:
    """Users are asked by peers in the first year, and something is done with it."""
    day = Months(contract).after(11)
    with clock.at(day):
        audit = record_audit(
            by=by, contract=contract, held_on=day, method="Interviews by peers, with pictures",
            done_by="Peer interviewers of a self-advocacy group", asked=24, answered=18,
            said="People feel at home and are asked what they want to do. Many cannot come in the evening, because no bus "
            "runs.", question="Do people here listen to you?", satisfied=14,
        )  # fmt: skip
        add_question(by=by, audit=audit, title="Can you come when you want to?", answered=17, satisfied=6)
        add_question(by=by, audit=audit, title="Do you have a key worker you chose?", answered=4, satisfied=3)
    with clock.at(day + datetime.timedelta(days=60)):
        edit_audit(by=by, audit=audit, version=None, done="Lifts are shared with the volunteer drivers on Thursdays.")


def reviewed(by: Actor, contract: Contract) -> None:
    """The review of the last year, with what it found, and what was done about it."""
    months = Months(contract)
    day = contract.review_on or months.after(24, 19)
    who = {"provider": contract.provider, "commissioner": contract.commissioner}
    due, done = day + datetime.timedelta(days=60), day + datetime.timedelta(days=45)
    with clock.at(day + datetime.timedelta(days=3)):
        review = record_contract_review(
            by=by, contract=contract, held_on=day, result="continue", because="", next_on=None,
            took_part="The joint commissioning manager, three people who use the service, a carer, the provider's chair",
        )  # fmt: skip
        found = []
        for kind, title, follows, owner in FINDINGS:
            more = {"owner": who[owner], "due_on": due} if owner else {}
            found.append(add_finding(by=by, review=review, kind=kind, title=title, follows=follows, **more))
    with clock.at(done):
        for finding in found:
            if finding.due_on is not None:
                finish_finding(by=by, finding=finding, on=done, note="Done, and reported to the programme board.")
