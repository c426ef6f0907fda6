"""The demonstration's first cycle comes to its end: Do and Review are signed, and the next one opens with what it taught.

The bodies are real; the people, days, findings and minutes are invented.
"""

import datetime

from commissioning.cycles.by_hand import told_of
from commissioning.cycles.demo import COUNCIL, LEARNING, OF_THEN, TRUST, person_of_then, stage_of
from commissioning.cycles.models import CommissioningCycle, StageKind
from commissioning.involvement.actions import record_involvement
from commissioning.lessons.actions import record_lesson
from commissioning.stages.actions import answer_line, sign_stage
from core import clock
from partnerships.organisations.demo import ADVOCACY
from partnerships.organisations.models import Organisation
from partnerships.people.models import User

DAY = datetime.date
DONE = {
    "recommissioned": "Two of the five day centres closed in 2006; all who went there have a plan of their own since.",
    "change-told": "Letters in easy words in January and June 2006, and a meeting in each of the five towns.",
    "delivery-models": "Eleven people live in shared lives; the job coach travels since May 2006.",
}
REVIEWED = {
    "quality": "The three contracts of the plan against their outcomes: paper to the Programme Board of January 2008.",
    "impact": "Forty of sixty tenancies are held; thirty-one people kept a job for six months. The groups say so too.",
    "resources": "The Alliance and the finance officers went through what each pound bought, in two meetings.",
    "data": "The register of people with a learning disability, kept by the Council, and its yearly sheet.",
}
HEARD = (
    (StageKind.DO, DAY(2006, 11, 14), "The groups can plan no further than March.",
     "Said to the Joint Commissioning Group, which asked for three years in the next contracts."),
    (StageKind.REVIEW, DAY(2008, 1, 22), "Tenancies came; friends in the evening did not.",
     "It is a lesson of this cycle, and an unmet need of the next."),
)  # fmt: skip
LESSONS = (
    ("lesson", "A contract of one year cost the advocacy groups a post each winter.", "The review of contract LD-ADV-06"),
    ("lesson", "Homes were found faster than evenings: transport was nobody's task.", "The Programme Board, January 2008"),
    ("adjustment", "Contracts with groups run for three years and are paid in advance.", "The Joint Commissioning Group"),
    ("adjustment", "Transport is planned with each priority, not apart.", "The Programme Board, January 2008"),
)  # fmt: skip


def load() -> None:
    """From what was done to the next cycle, which opens with the council's signature of Review, in 2007 and 2008.

    Then the accounts of who commissioned are closed.
    """
    for kind, day, said, done in HEARD[:1]:
        hear(kind, day, said, done)
    work_through(StageKind.DO, DONE, DAY(2007, 9, 3), DAY(2007, 9, 10), DAY(2007, 9, 17))
    for kind, day, said, done in HEARD[1:]:
        hear(kind, day, said, done)
    with clock.at(DAY(2008, 2, 4)):
        for kind, text, source in LESSONS:
            record_lesson(by=person_of_then(COUNCIL), cycle=the_cycle(), kind=kind, text=text, source=source)
    work_through(StageKind.REVIEW, REVIEWED, DAY(2008, 2, 4), DAY(2008, 3, 10), DAY(2008, 3, 17))
    User.objects.filter(email__in=[address for _, address, _ in OF_THEN.values()]).update(is_active=False)


def the_cycle() -> CommissioningCycle:
    """The cycle of 2005 to 2008."""
    found: CommissioningCycle = CommissioningCycle.objects.get(title=LEARNING)
    return found


def hear(kind: str, day: datetime.date, said: str, done: str) -> None:
    """The advocacy groups took part."""
    with clock.at(day):
        record_involvement(
            by=person_of_then(TRUST), stage=stage_of(LEARNING, kind), capacity="own", way="meeting",
            organisation=Organisation.objects.get(name=ADVOCACY), happened_on=day, said=said, done=done,
        )  # fmt: skip


def work_through(
    kind: str, lines: dict[str, str], answered: datetime.date, trust: datetime.date, council: datetime.date
) -> None:
    """The trust answers what no record answers, and signs; then the council signs."""
    with clock.at(answered):
        stage = stage_of(LEARNING, kind)
        for line, evidence in lines.items():
            if told_of(stage, line, answered) is None:
                answer_line(by=person_of_then(TRUST), stage=stage, line=line, reply="yes", evidence=evidence)
    for name, day in ((TRUST, trust), (COUNCIL, council)):
        with clock.at(day):
            sign_stage(by=person_of_then(name), stage=stage_of(LEARNING, kind))
