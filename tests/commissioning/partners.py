"""Two partners with their people, the Forum's secretary, and a group of the sector, for tests of cycles."""

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError

from commissioning.cycles import actions
from commissioning.cycles.by_hand import ASKED
from commissioning.cycles.models import CommissioningCycle, Stage, StageKind
from commissioning.cycles.reading import STAGES
from commissioning.involvement import actions as involving
from commissioning.stages import actions as stages
from core import clock
from partnerships.organisations.models import AreaServed
from partnerships.people.actors import Actor
from tests.factories.commissioning_plans import PlanFactory, analysed
from tests.factories.contracts import ContractFactory
from tests.factories.organisations import AreaFactory, OrganisationFactory, PublicBodyFactory, TermFactory
from tests.factories.people import make_actor

DAY = datetime.date
OPENED, HEARD, SIGNED, AGREED = DAY(2005, 4, 4), DAY(2005, 5, 9), DAY(2005, 6, 30), DAY(2005, 9, 14)
STARTS, ENDS = DAY(2005, 4, 1), DAY(2008, 3, 31)


def on(day: datetime.date) -> Any:
    """It is ten o'clock of that day."""
    return clock.at(datetime.datetime.combine(day, datetime.time(10), tzinfo=datetime.UTC))


def signer(organisation: Any, role: str = "commissioner", title: str = "Joint commissioning manager") -> Actor:
    """Somebody of a body whose job title is recorded."""
    actor = make_actor(role, organisation=organisation)
    actor.membership.job_title = title
    actor.membership.save(update_fields=["job_title"])
    return actor


@dataclass
class Partners:
    """Herefordshire's trust and council with a commissioner each, and those around them."""

    area: Any = field(default_factory=lambda: AreaFactory(name="Herefordshire"))
    group: Any = field(default_factory=lambda: TermFactory(title="People with a learning disability"))

    def __post_init__(self) -> None:
        self.trust = PublicBodyFactory(name="Herefordshire Primary Care Trust", area=self.area)
        self.council = PublicBodyFactory(name="Herefordshire Council", area=self.area)
        self.of_trust, self.of_council = signer(self.trust), signer(self.council, title="Head of adult services")
        self.secretary = make_actor("secretariat")
        self.advocacy = OrganisationFactory(name="Wye Valley Speaking Up", area=self.area)
        AreaServed.objects.create(organisation=self.advocacy, area=self.area)
        self.director = make_actor("approver", organisation=self.advocacy)

    def begin(self, **more: Any) -> CommissioningCycle:
        """The cycle of 2005 to 2008, begun by the trust's commissioner: analysed, but for who was heard."""
        given = {
            "title": "Learning disability 2005 to 2008", "client_group": self.group, "area": self.area,
            "starts": STARTS, "ends": ENDS, "opened_on": OPENED,
            "partners": [(self.trust, "Joint commissioning manager"), (self.council, "")],
        }  # fmt: skip
        made = actions.begin_cycle(by=self.of_trust, **given | more)
        analysed(made)
        return made

    def hear(self, stage: Stage, **more: Any) -> Any:
        """The sector took part in a stage."""
        given = {
            "organisation": self.advocacy, "capacity": "own", "way": "meeting", "happened_on": stage.opened_on,
            "said": "Short breaks are too far away.",
        }  # fmt: skip
        by = more.pop("by", self.of_council)
        return involving.record_involvement(by=by, stage=stage, **given | more)

    def answer_all(self, stage: Stage) -> None:
        """Every line that is answered by hand is answered with yes; at Plan there is a plan, at Do a contract."""
        if stage.kind == StageKind.PLAN and not stage.cycle.plans.exists():
            PlanFactory(cycle=stage.cycle, stands="endorsed")
        if stage.kind == StageKind.DO:
            plan = stage.cycle.plans.first()
            ContractFactory(priority=plan.priorities.first(), commissioner=self.trust, active=True)
        for asked in ASKED:
            if asked.kind == stage.kind:
                stages.answer_line(
                    by=self.of_trust, stage=stage, line=asked.code, reply="yes", evidence="It stands in the paper."
                )

    def both_sign(self, stage: Stage) -> None:
        """Both partners sign, the trust first."""
        for by in (self.of_trust, self.of_council):
            stages.sign_stage(by=by, stage=stage)

    def plan_is_heard(self, stage: Stage) -> None:
        """All whom Plan asks to be involved are."""
        self.hear(stage, capacity="representative", interest="none")
        for capacity, group in (("practices", "The practices of the county"), ("professionals", "The committee")):
            self.hear(stage, organisation=None, group=group, capacity=capacity)


def at(cycle: CommissioningCycle, kind: str = StageKind.ANALYSE) -> Stage:
    """A stage of the cycle as it is now."""
    found: Stage = STAGES.get(cycle=cycle, kind=kind)
    return found


def refused(act: Any, **given: Any) -> Any:
    """The sentences of a refusal, by field where they have one."""
    try:
        act(**given)
    except ValidationError as refusal:
        return refusal.message_dict if hasattr(refusal, "error_dict") else refusal.messages
    raise AssertionError("It was not refused.")
