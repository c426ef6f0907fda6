"""Lists of members, scheduled reports and reminders to confirm an entry, for tests, as the acts leave them."""

import datetime

import factory
from factory.django import DjangoModelFactory

from core.reports.models import ReportRun
from partnerships.members.models import MemberLine, MemberSheet
from partnerships.schedules.models import ReportSchedule, ScheduleReader, ScheduleRun
from partnerships.stale.models import EntryChaser
from tests.factories.organisations import OrganisationFactory
from tests.factories.people import MembershipFactory, UserFactory

DAY = datetime.date(2006, 6, 1)


class MemberSheetFactory(DjangoModelFactory):
    """A list of members that waits to be looked at."""

    class Meta:
        model = MemberSheet

    umbrella = factory.SubFactory(OrganisationFactory)
    name = factory.Sequence(lambda number: f"members-{number}.csv")
    on = DAY
    sent_on = DAY
    sent_by = factory.SubFactory(UserFactory)


class MemberLineFactory(DjangoModelFactory):
    """A line of a list, of an organisation that is not in the register."""

    class Meta:
        model = MemberLine

    sheet = factory.SubFactory(MemberSheetFactory)
    number = factory.Sequence(lambda number: number + 2)
    name = factory.Sequence(lambda number: f"Choir {number}")
    membership_class = "member"
    matched = "unknown"
    contact_name = "Jo Price"
    contact_email = factory.Sequence(lambda number: f"contact{number}@example.org")


class ReportScheduleFactory(DjangoModelFactory):
    """A report that is made on the first of each month."""

    class Meta:
        model = ReportSchedule

    report = "organisations-by-kind"
    title = "Organisations by kind"
    day = 1
    owner = factory.SubFactory(UserFactory)
    capacity = "Analyst"
    begun_on = DAY


class ScheduleReaderFactory(DjangoModelFactory):
    """A reader of a schedule."""

    class Meta:
        model = ScheduleReader

    schedule = factory.SubFactory(ReportScheduleFactory)
    membership = factory.SubFactory(MembershipFactory)


class ScheduleRunFactory(DjangoModelFactory):
    """What a schedule made for a reader."""

    class Meta:
        model = ScheduleRun

    schedule = factory.SubFactory(ReportScheduleFactory)
    membership = factory.SubFactory(MembershipFactory)
    month = DAY
    run = factory.LazyAttribute(
        lambda made: ReportRun.objects.create(
            report=made.schedule.report, title=made.schedule.title, as_at=DAY, capacity="Analyst",
            asked_at=datetime.datetime(2006, 6, 1, tzinfo=datetime.UTC),
        )
    )  # fmt: skip


class EntryChaserFactory(DjangoModelFactory):
    """An organisation that was asked to confirm its entry."""

    class Meta:
        model = EntryChaser

    organisation = factory.SubFactory(OrganisationFactory)
    sent_on = DAY
    people = 1
