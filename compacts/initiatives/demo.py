"""The demonstration's initiatives: the joint agreement of the Isle of Wight with all that governed it, and one of today.

What was done jointly, and who governed it, is that of the source document; the days, the texts and the targets' amounts
beyond it are invented.
"""

import datetime
from decimal import Decimal
from typing import Any

from compacts.agreements import actions as agreements
from compacts.agreements.demo import CARERS, begun
from compacts.agreements.models import Agreement
from compacts.initiatives import actions
from compacts.initiatives.models import Initiative
from compacts.measures.models import Measure
from compacts.signatures.actions import record_signature
from compacts.targets.actions import add_target, attach_measure
from compacts.targets.kinds import Scope, TargetKind
from compacts.targets.models import Target
from compacts.targets.progress_actions import compute_progress
from core import clock
from core.acts import Actor
from partnerships.bodies import demo as told
from partnerships.bodies.actions import end_body
from partnerships.bodies.models import Body, BodyKind, Capacity, Outcome
from partnerships.organisations.actions import add_organisation
from partnerships.organisations.models import Area, Organisation, OrganisationKind
from partnerships.people.actors import the_house

DAY = datetime.date
AGREEMENT = "Isle of Wight joint agreement on health and well-being"
TRUST, COUNCIL = "Isle of Wight NHS Primary Care Trust", "Isle of Wight Council"
JOINT, BOARD, COMMITTEE = "Joint Chief Executive Group", "Trust Board", "Professional Executive Committee"
JOINT_BUYING, JOINT_OFFICE = "Executive Group for Joint Commissioning", "Executive Group for Shared Services"
ABOLISHED = "The Trust was abolished."
FACTS = "Partnership working: the facts, 2007, on the Isle of Wight"
BEGAN, LAST = DAY(2007, 4, 2), told.LAST
TEXT = (
    "Aims\nPeople of the Island live a year longer, and the gap between its healthiest and its poorest wards grows no "
    "wider.\n\nWhat we do jointly\nOne director of public health, one office, one team that commissions, and pilots in "
    "which health and social care work as one.\n\nWho governs it\nThe two chief executives meet as one group; executive "
    "groups answer to it, and the Board and the Cabinet are told of all that they decide."
)


def load() -> None:
    """Tell what the Island's trust and council did together, and what is under way today."""
    by = the_house("command", "The demonstration")
    area = island(by)
    agreement = signed(by, area)
    governed(by, agreement, area)
    done_jointly(by, agreement, area)
    for name in (JOINT_BUYING, JOINT_OFFICE, JOINT, COMMITTEE, BOARD):
        end_body(by=by, body=Body.objects.get(name=name, area=area), on=LAST, reason=ABOLISHED)
    agreements.end_agreement(by=by, agreement=agreement, on=LAST, reason=ABOLISHED)
    of_today(by)
    sum(compute_progress(on=clock.today()))


def island(by: Actor) -> Area:
    """The Isle of Wight, with its trust and its council. Its Compact is told of already."""
    area = Area.objects.get(gss_code="E06000046")
    for name, kind, codes, opened, closed in (
        (TRUST, "primary-care-trust", {"ods": "5QT"}, DAY(2006, 10, 1), LAST),
        (COUNCIL, "unitary-authority", {"gss": "E06000046"}, DAY(1995, 4, 1), None),
    ):
        add_organisation(
            by=by, name=name, kind=OrganisationKind.objects.get(code=kind), identifiers=codes.items(), opened=opened,
            closed=closed, area=area,
        )  # fmt: skip
    return area


def named(name: str) -> Organisation:
    """The organisation of that name."""
    return Organisation.objects.get(name=name)


def signed(by: Actor, area: Area) -> Agreement:
    """Drafted in February 2007, signed by both in March, and published."""
    agreement = begun(
        by, AGREEMENT, area, (TRUST, COUNCIL), aims="People of the Island live a year longer, and the gap between its "
        "wards grows no wider.", action_plan="Joint commissioning from April, one office within a year.",
    )  # fmt: skip
    agreements.add_draft(by=by, agreement=agreement, version=0, on=DAY(2007, 2, 5), text=TEXT)
    agreements.call_final(by=by, agreement=agreement, version=1, on=DAY(2007, 2, 26))
    for party, name in zip(agreement.parties.order_by("organisation__sort_name"), ("Owen Rudge", "Clare Dabell"),
                           strict=True):  # fmt: skip
        record_signature(
            by=by, agreement=agreement, draft=agreement.drafts.get(), party=party, signed_on=DAY(2007, 3, 21), name=name,
            designation="Chief Executive", authority="Decision of the board or cabinet of that month",
            kept_at="With the secretary of the joint group",
        )  # fmt: skip
    agreements.publish_agreement(by=by, agreement=agreement, version=1)
    return agreement


def governed(by: Actor, agreement: Agreement, area: Area) -> None:
    """The joint chief executive group with its executive groups, beside the Board with its committee and the Cabinet."""

    def body(name: str, kind: str, purpose: str, **more: Any) -> Body:
        made = told.added(by, name, kind, area, more.pop("starts", BEGAN), purpose, **more)
        actions.govern_agreement(by=by, agreement=agreement, body=made)
        return made

    joint = body(
        JOINT, BodyKind.EXECUTIVE_GROUP, "The two chief executives decide together on what both "
        "bodies do jointly.",
    )  # fmt: skip
    for name, purpose in (
        (JOINT_BUYING, "Plans and buys care for both bodies."),
        (JOINT_OFFICE, "Brings both bodies' offices under one roof."),
    ):
        group = body(name, BodyKind.EXECUTIVE_GROUP, purpose, parent=joint)
        told.sits(by, group, COUNCIL)
        told.sits(by, group, TRUST)
    board = body(BOARD, BodyKind.BOARD, "Answers for the Trust.", host=named(TRUST), starts=DAY(2006, 10, 1))
    body(
        COMMITTEE, BodyKind.COMMITTEE, "Clinicians lead the Trust's plans.",
        host=named(TRUST), parent=board, starts=DAY(2006, 10, 1),
    )  # fmt: skip
    cabinet = body("Cabinet", BodyKind.CABINET, "Decides for the Council.", host=named(COUNCIL), starts=DAY(2001, 5, 1))
    told.sits(by, joint, TRUST, Capacity.CHAIR, "Chief Executive", appointed="In turn with the Council")
    told.sits(by, joint, COUNCIL, Capacity.MEMBER, "Chief Executive")
    told.sits(by, joint, "", Capacity.ADVISER, "Director of Public Health", appointed="A joint post", ends=LAST)
    told.sits(by, cabinet, TRUST, Capacity.OBSERVER, "Chair of the Trust", starts=BEGAN)
    told.decided(by, joint, DAY(2007, 5, 16), "Minute 3", "One office at the Council's site from the next spring on.")
    told.decided(by, cabinet, DAY(2008, 1, 15), "Minute 88", "One budget for both bodies waits for the review.",
                 Outcome.DEFERRED)  # fmt: skip


def done_jointly(by: Actor, agreement: Agreement, area: Area) -> None:
    """Four initiatives: two were done, one was stopped, and one came to its end with the Trust."""

    def add(title: str, aim: str, lead: str, body: str, starts: datetime.date, ends: datetime.date) -> Initiative:
        return actions.add_initiative(
            by=by, agreement=agreement, title=title, aim=aim, lead=named(lead), starts=starts, ends=ends,
            body=Body.objects.get(name=body, area=area),
        )  # fmt: skip

    health = add(
        "Joint director of public health", "One director serves both bodies and speaks for the health of the Island.",
        TRUST, JOINT, DAY(2007, 4, 2), DAY(2007, 9, 30),
    )  # fmt: skip
    actions.finish_initiative(by=by, initiative=health, on=DAY(2007, 9, 3))
    buying = add(
        "Joint commissioning", "One team plans and buys care for older people and for people with a learning "
        "disability.", COUNCIL, JOINT_BUYING, DAY(2007, 4, 2), DAY(2009, 3, 31),
    )  # fmt: skip
    actions.finish_initiative(by=by, initiative=buying, on=DAY(2009, 3, 31))
    office = add(
        "Shared back office and headquarters", "Both bodies share one headquarters, with one team for pay and people.",
        COUNCIL, JOINT_OFFICE, DAY(2007, 10, 1), DAY(2009, 3, 31),
    )  # fmt: skip
    actions.stop_initiative(
        by=by, initiative=office, on=DAY(2008, 11, 12), reason="The building could not be bought at a price that both "
        "bodies could pay. The teams for pay and people stay joined.",
    )  # fmt: skip
    pilots = add(
        "Integrated pilots", "In three places nurses, social workers and voluntary groups work as one team.",
        TRUST, JOINT, DAY(2008, 4, 1), LAST,
    )  # fmt: skip
    actions.finish_initiative(by=by, initiative=pilots, on=LAST)
    for target in promised(by, area):
        for initiative in (health, pilots):
            actions.measure_initiative(by=by, initiative=initiative, target=target)


def promised(by: Actor, area: Area) -> list[Target]:
    """A year more of life, and no wider gap. Nobody recorded yet what they are counted from."""
    owners = [named(TRUST), named(COUNCIL)]
    given = {"by": by, "owners": owners, "scope": Scope.AREA, "area": area, "due": DAY(2012, 3, 31), "source": FACTS}
    region = area.parent
    targets = [
        add_target(title="A year more of life on the Island", kind=TargetKind.INCREASE, aim=Decimal(1), **given),
        add_target(
            title="Life expectancy: no wider gap between the Island and its region", kind=TargetKind.GAP,
            compared_area=region, **given,
        ),
    ]  # fmt: skip
    for target in targets:
        attach_measure(by=by, target=target, measure=Measure.objects.get(code="life-expectancy"))
    return targets


def of_today(by: Actor) -> None:
    """The partnership of both counties governs the memorandum on carers; one initiative is under way and due soon."""
    agreement, today = Agreement.objects.get(title=CARERS), clock.today()
    whole = Body.objects.get(name="Herefordshire and Worcestershire Integrated Care Partnership")
    actions.govern_agreement(by=by, agreement=agreement, body=whole)
    actions.add_initiative(
        by=by, agreement=agreement, title="Carers are asked at every discharge", body=whole, lead=named(told.BOARD),
        aim="Nobody goes home from hospital before the person who will care for them has been asked.",
        starts=today - datetime.timedelta(days=20), ends=today + datetime.timedelta(days=60),
    )  # fmt: skip
