"""What the forms of lists of members, scheduled reports and entries out of date make, with what is typed into them."""

import datetime

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from core.trail.models import Event
from partnerships.invitations.models import Invitation
from partnerships.members.models import MemberLine, MemberSheet
from partnerships.organisations.models import UmbrellaMembership
from partnerships.schedules.models import ReportSchedule
from partnerships.stale.models import EntryChaser
from tests.factories.members import (
    MemberLineFactory,
    MemberSheetFactory,
    ReportScheduleFactory,
    ScheduleReaderFactory,
)
from tests.factories.organisations import OrganisationFactory
from tests.house import things
from tests.house.world import World
from tests.journeys.made import Made, a_sheet, on_day

WHY = {"reason": "The committee says so."}


def umbrella(world: World, browser: Client) -> tuple[int]:
    """The forum, with a member."""
    things.umbrella_member(world, "own", "secretariat")
    return (world.forum.pk,)


def list_of_members() -> SimpleUploadedFile:
    """One member that is not in the register."""
    return a_sheet("members.csv", "Name,Postcode\nKington Singers,HR5 3AA\n")


def contact(world: World, **fields) -> MemberLine:
    """A member of a list that was taken in, and its contact."""
    sheet = MemberSheetFactory(umbrella=world.forum, taken_in_on=datetime.date(2006, 6, 2))
    return MemberLineFactory(sheet=sheet, organisation=OrganisationFactory(), matched="hand", **fields)


def to_invite(world: World, browser: Client) -> tuple[int]:
    return (contact(world).pk,)


def invited(world: World, browser: Client) -> tuple[int]:
    return (contact(world, invitation=world.invitations["own"]).pk,)


def paused(world: World, browser: Client) -> tuple[int]:
    """A schedule whose owner may run it again."""
    membership = world.actors["secretariat"].membership
    schedule = ReportScheduleFactory(state="paused", why="Lost the role.", owner=membership.user)
    ScheduleReaderFactory(schedule=schedule, membership=membership)
    return (schedule.pk,)


def out_of_date(world: World, browser: Client) -> tuple[()]:
    """A partner who can be asked."""
    OrganisationFactory(partner=True, confirm_by=datetime.date(2006, 4, 1), email="office@example.org")
    return ()


MADE: dict[str, Made] = {
    "members_send": Made(MemberSheet, on_day("on", 2006), umbrella, files={"sheet": list_of_members}),
    "member_sheet_take_in": Made(Event, {}),
    "member_sheet_void": Made(Event, WHY),
    "member_line_settle": Made(Event, {"organisation": "Devon Advice"}, events=2),
    "member_line_resend": Made(Invitation, {"contact_email": "bryn@example.org"}, to_invite),
    "member_line_return": Made(Event, WHY, invited),
    "umbrella_member_class": Made(UmbrellaMembership, {"membership_class": "affiliate", **on_day("on", 2006)}),
    "umbrella_member_correct": Made(Event, {**on_day("starts", 2004), **WHY}),
    "report_schedule_add": Made(ReportSchedule, {"day": "5"}),
    "report_schedule_end": Made(Event, WHY),
    "report_schedule_resume": Made(Event, {}, paused),
    "stale_chase": Made(EntryChaser, {}, out_of_date),
}
