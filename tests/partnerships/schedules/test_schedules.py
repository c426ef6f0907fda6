"""A report is made each month as at the month before, once, for those who may run it on the day."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.http import QueryDict
from django.urls import reverse

from core import clock
from core.acts import NotVisible, Refused
from core.mail.models import Mail
from core.reports import registry
from core.reports.asking import Asked
from core.reports.models import ReportRun
from partnerships.people.actors import the_house
from partnerships.schedules.actions import (
    MISSING,
    NOT_COMPLETE,
    due_schedules,
    end_schedule,
    resume_schedule,
    run_schedule,
    schedule_report,
)
from partnerships.schedules.models import ReportSchedule
from tests.consultation.pages import words
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db
MAY = datetime.date(2006, 5, 10)


def day(month: int, number: int) -> datetime.date:
    return datetime.date(2006, month, number)


def schedule(by, number=3, readers="", query="sector=voluntary&as_at_day=1&as_at_month=1&as_at_year=2000"):
    report = registry.get("organisations-by-kind")
    with clock.at(MAY):
        return schedule_report(by=by, asked=Asked(report, by, QueryDict(query)), day=number, readers=readers)


def morning(on: datetime.date) -> int:
    """What the job does that morning."""
    with clock.at(on):
        return sum(run_schedule(by=the_house(), pk=pk) for pk in due_schedules(clock.today()))


def test_it_is_made_on_its_day_as_at_the_month_before_and_kept_like_any_run():
    ann = make_actor("analyst")
    made = schedule(ann)
    assert [morning(day(5, 31)), morning(day(6, 2)), morning(day(6, 3)), morning(day(6, 4))] == [0, 0, 1, 0]
    run = ReportRun.objects.get()
    assert (run.as_at, run.asked_by_id, run.membership_id) == (day(5, 31), ann.user_id, ann.membership_id)
    assert run.parameters["sector"] == ["voluntary"]
    mail = Mail.objects.get()
    assert (mail.to_address, mail.subject) == (ann.user.email, "Organisations by kind, as at 31 May 2006")
    assert mail.body.rstrip().endswith(reverse("report_run", args=[run.pk]))
    made.refresh_from_db()
    assert made.last_month == day(6, 1)


def test_a_day_that_was_slept_through_is_made_up_once():
    schedule(make_actor("analyst"), number=28)
    assert [morning(day(7, 2)), morning(day(7, 3)), morning(day(7, 28)), morning(day(9, 30))] == [1, 0, 1, 1]
    assert [run.as_at for run in ReportRun.objects.order_by("pk")] == [day(5, 31), day(6, 30), day(8, 31)]


def test_each_reader_gets_their_own_and_who_lost_the_role_gets_nothing():
    ann, bob = make_actor("analyst"), make_actor("auditor")
    made = schedule(ann, readers=f"{bob.user.email.upper()}\n{ann.user.email}")
    assert morning(day(6, 3)) == 2
    assert {run.asked_by_id for run in ReportRun.objects.all()} == {ann.user_id, bob.user_id}
    bob.membership.roles.all().delete()
    assert morning(day(7, 3)) == 1
    assert list(made.readers.filter(left_out_on=day(7, 3)).values_list("membership", flat=True)) == [bob.membership_id]
    assert Mail.objects.filter(to_address=bob.user.email).count() == 1


def test_it_is_paused_and_listed_where_its_owner_may_not_run_it_any_more():
    ann, bob = make_actor("analyst"), make_actor("auditor")
    made = schedule(ann, readers=bob.user.email)
    roles = ann.membership.roles.all()
    roles.update(ends=day(6, 1))
    assert morning(day(6, 3)) == 0
    made.refresh_from_db()
    assert (made.state, ReportRun.objects.count()) == ("paused", 0)
    assert made.why.startswith(ann.user.name)
    secretariat = make_actor("secretariat")
    home = signed_in(secretariat).get("/").content.decode()
    assert "1 scheduled report paused" in home
    with clock.at(day(6, 4)), pytest.raises(Refused, match="may not run this report any more"):
        resume_schedule(by=secretariat, schedule=made)
    roles.update(ends=None)
    with clock.at(day(6, 4)):
        resume_schedule(by=secretariat, schedule=made)
    assert morning(day(6, 5)) == 2


def test_it_is_ended_by_its_owner_or_the_secretariat_and_seen_by_no_other():
    ann = make_actor("analyst")
    made = schedule(ann)
    with pytest.raises(NotVisible):
        end_schedule(by=make_actor("commissioner"), schedule=made, reason="x")
    with pytest.raises(PermissionDenied):
        end_schedule(by=make_actor("auditor"), schedule=made, reason="x")
    end_schedule(by=make_actor("secretariat"), schedule=made, reason="The report is not needed")
    assert morning(day(6, 3)) == 0
    with pytest.raises(Refused, match="was ended"):
        resume_schedule(by=make_actor("secretariat"), schedule=made)


def test_a_reason_that_is_too_long_comes_back_whole():
    ann = make_actor("analyst")
    made, reason = schedule(ann), "The board " * 60
    page = signed_in(ann).post(reverse("report_schedule_end", args=[made.pk]), {"reason": reason})
    assert (page.status_code, reason.strip() in page.content.decode()) == (422, True)
    made.refresh_from_db()
    assert made.state == "running"


def test_a_reader_who_may_not_run_it_and_a_day_that_not_every_month_has_are_refused():
    ann = make_actor("analyst")
    member = make_actor("administrator")
    for address in (member.user.email, "nobody@example.org"):
        with pytest.raises(Refused, match=f"Nobody with the address {address} may run"):
            schedule(ann, readers=address)
    with pytest.raises(Refused, match="Enter one e-mail address"):
        schedule(ann, readers="not an address")
    with pytest.raises(Refused, match="from 1 to 28"):
        schedule(ann, number=29)
    with pytest.raises(PermissionDenied):
        schedule(member)
    assert ReportSchedule.objects.count() == 0


def test_it_is_scheduled_from_the_page_of_the_report():
    ann = make_actor("analyst")
    browser = signed_in(ann)
    report = browser.get(reverse("report", args=["organisations-by-kind"])).content.decode()
    assert "Make it each month" in report
    where = reverse("report_schedule_add", args=["organisations-by-kind"]) + "?sector=nhs"
    token = browser.get(where).content.decode().split('name="once" value="')[1].split('"')[0]
    for _ in range(2):
        page = browser.post(where, {"day": "5", "readers": "", "once": token}, follow=True)
    assert ReportSchedule.objects.get().parameters == {"sector": ["nhs"]}
    assert "Sector: NHS" in page.content.decode()
    listed = browser.get(reverse("report_schedules")).content.decode()
    assert "Organisations by kind" in listed
    assert browser.get(reverse("report_schedule_add", args=["no-such"])).status_code == 404


def test_its_choices_are_said_in_the_words_of_the_report():
    """Before it is scheduled and afterwards, to whoever may see them."""
    ann, by = make_actor("analyst"), make_actor("secretariat")
    where = reverse("report_schedule_add", args=["organisations-by-kind"])
    assert "Sector: Voluntary and community" in words(signed_in(ann).get(f"{where}?sector=voluntary"))
    assert "Sector: All" in words(signed_in(ann).get(where))
    assert MISSING in words(signed_in(ann).get(f"{where}?sector=no-such"))
    made = schedule(ann)
    assert "Asked with Sector: Voluntary and community" in words(signed_in(by).get(made.get_absolute_url()))
    ReportSchedule.objects.update(parameters={"sector": ["no-such"]})
    assert "not there any more, or not open to you" in words(signed_in(by).get(made.get_absolute_url()))


def test_a_schedule_of_today_says_that_it_is_made_the_next_morning():
    ann = make_actor("analyst")
    made = schedule(ann, number=MAY.day)
    with clock.at(MAY):
        assert "Made next on The next morning" in words(signed_in(ann).get(made.get_absolute_url()))
    assert morning(day(5, 11)) == 1
    with clock.at(day(5, 11)):
        assert "Made next on 10 June 2006" in words(signed_in(ann).get(made.get_absolute_url()))


def test_it_is_paused_and_said_where_what_it_was_asked_with_is_gone():
    """Each month would be missed for everybody, and nobody told."""
    ann = make_actor("analyst")
    made = schedule(ann, readers=make_actor("auditor").user.email)
    ReportSchedule.objects.update(parameters={"sector": ["no-such"]})
    assert [morning(day(6, 3)), morning(day(6, 4)), morning(day(7, 3))] == [0, 0, 0]
    made.refresh_from_db()
    assert (made.state, made.last_month, made.why) == ("paused", None, NOT_COMPLETE)
    assert [(each.to_address, NOT_COMPLETE in each.body) for each in Mail.objects.all()] == [(ann.user.email, True)]
    with clock.at(day(7, 4)), pytest.raises(Refused, match="with these choices any more"):
        resume_schedule(by=ann, schedule=made)
