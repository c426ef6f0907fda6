"""A return from its draft to its acceptance: refused, doubted, queried, answered, corrected; by a sheet too."""

import csv
import datetime
import io
import uuid
from contextlib import ExitStack
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from commissioning.monitoring.schedule_actions import move_due_day
from commissioning.returns import actions
from commissioning.returns.models import MonitoringReturn, ReturnState, ReturnValue, ReturnVersion
from commissioning.returns.rules import Given, doubt
from compacts.measures.models import Measure, Reading
from core import clock
from core.acts import Conflict, Refused
from tests.consultation.pages import words as words_of
from tests.factories.contracts import ContractFactory
from tests.factories.measures import MeasureFactory
from tests.factories.monitoring import DUE, PeriodFactory, RequirementFactory, returned
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db
DAY = datetime.date


def said(refusal) -> str:
    return " ".join(refusal.value.messages)


@pytest.fixture
def at():
    """Stand on a day."""
    with ExitStack() as days:
        yield lambda day: days.enter_context(clock.at(day))


class Story:
    """A contract whose provider reports people served and a share, for 2005-06, after 40 people in the year before."""

    def __init__(self) -> None:
        self.contract = ContractFactory(active=True, starts=DAY(2004, 4, 1))
        self.people = RequirementFactory(contract=self.contract, measure=MeasureFactory(title="People served"))
        self.share = RequirementFactory(contract=self.contract, measure=MeasureFactory(title="Content", share=True))
        before = PeriodFactory(
            contract=self.contract, starts=DAY(2004, 4, 1), ends=DAY(2005, 3, 31), due_on=DAY(2005, 4, 28),
            requirements=[self.people],
        )  # fmt: skip
        returned(before, state="accepted")
        self.period = PeriodFactory(contract=self.contract, requirements=[self.people, self.share])
        self.one, self.two = self.period.lines.order_by("requirement_id")
        self.drafter = make_actor("drafter", organisation=self.contract.provider)
        self.approver = make_actor("approver", organisation=self.contract.provider)
        self.officer = make_actor("commissioner", organisation=self.contract.commissioner)

    def save(self, figures, by=None, **more):
        given = {line.pk: Given(*each) for line, each in zip((self.one, self.two), figures, strict=False)}
        return actions.save_return(by=by or self.drafter, period=self.period, figures=given, **more)

    @property
    def made(self) -> MonitoringReturn:
        return MonitoringReturn.objects.get(period=self.period)


@pytest.fixture
def story() -> Story:
    return Story()


def test_a_return_is_drafted_sent_queried_answered_accepted_and_corrected(story, at):
    at(DAY(2006, 3, 20))
    with pytest.raises(Refused) as refusal:
        actions.send_return(by=story.approver, period=story.period)
    assert "Fill in the return first" in said(refusal)
    story.save([(Decimal(44),)], summary="More men came.")
    with pytest.raises(PermissionDenied):
        actions.send_return(by=story.drafter, period=story.period)
    with pytest.raises(Refused) as refusal:
        actions.send_return(by=story.approver, period=story.period)
    assert refusal.value.messages == [
        "The period ends on 31 March 2006. Send it after that day.", "Enter, or say why there is none: Content.",
    ]  # fmt: skip

    at(DAY(2006, 5, 3))  # five days late
    story.save([(Decimal(44),), (None, "Asked every second year.")])
    actions.send_return(by=story.approver, period=story.period)
    made = story.made
    assert (made.state, made.sent_on, made.days_late) == (ReturnState.SENT, DAY(2006, 5, 3), 5)
    assert made.decide_by == DAY(2006, 5, 31)
    with pytest.raises(Refused) as refusal:
        story.save([(Decimal(45),)])
    assert "was sent on 3 May 2006 and is with its commissioner" in said(refusal)
    with pytest.raises(Refused) as refusal:
        actions.send_return(by=story.approver, period=story.period)
    assert "sent on 3 May 2006 already" in said(refusal)

    at(DAY(2006, 5, 10))
    with pytest.raises(Refused) as refusal:
        actions.query_return(by=story.officer, monitoring_return=made, query="Why?", answer_by=DAY(2006, 5, 9))
    assert "still to come" in said(refusal)
    actions.query_return(by=story.officer, monitoring_return=made, query="Does this count carers?")
    assert (story.made.state, story.made.answer_by) == (ReturnState.QUERIED, DAY(2006, 5, 24))
    with pytest.raises(Refused) as refusal:
        actions.accept_return(by=story.officer, monitoring_return=made)
    assert "It was queried on 10 May 2006" in said(refusal)

    story.save([(Decimal(41),)])
    with pytest.raises(Refused) as refusal:
        actions.send_return(by=story.approver, period=story.period)
    assert "Answer the query" in said(refusal)
    story.save([(Decimal(41),)], answer="Carers are out of it now.")
    actions.send_return(by=story.approver, period=story.period)
    assert (story.made.sent_on, story.made.waiting_since) == (DAY(2006, 5, 3), DAY(2006, 5, 10))
    assert [each.value for each in ReturnValue.objects.filter(line=story.one, current=True)] == [Decimal(41)]

    at(DAY(2006, 5, 20))
    actions.accept_return(by=story.officer, monitoring_return=story.made)
    reading = Reading.objects.get(measure=story.people.measure, organisation=story.contract.provider, starts__year=2005)
    assert (reading.value, reading.verified_on, reading.ends) == (Decimal(41), DAY(2006, 5, 20), DAY(2006, 3, 31))
    assert reading.source == f"Return of {story.contract.provider.name} for 2005-06: {story.contract.title}"
    assert not Reading.objects.filter(measure=story.share.measure).exists()

    at(DAY(2006, 6, 1))  # a correction is a further version, and a further reading
    story.save([(Decimal(42),)], answer="One was left out.")
    actions.send_return(by=story.approver, period=story.period)
    assert ReturnValue.objects.get(line=story.one, current=True).value == Decimal(41)  # until it is accepted
    actions.accept_return(by=story.officer, monitoring_return=story.made)
    numbers = [(each.number, each.accepted_on, each.query) for each in ReturnVersion.objects.order_by("number").filter(
        monitoring_return=story.made)]  # fmt: skip
    assert numbers == [(1, None, "Does this count carers?"), (2, DAY(2006, 5, 20), ""), (3, DAY(2006, 6, 1), "")]
    old = Reading.objects.get(pk=reading.pk)
    assert (old.replaced_on, old.correction.value) == (DAY(2006, 6, 1), Decimal(42))
    page = signed_in(story.drafter).get(story.period.get_absolute_url()).content.decode()
    for words in ("5 days late", "Does this count carers?", "Version 2: sent on 10 May 2006, accepted on 20 May 2006",
                  "28 April 2006", "41 people", "42 people"):  # fmt: skip
        assert words in page


@pytest.mark.parametrize(
    ("unit", "value", "last", "words"),
    [
        ("people", 44, 40, ""),
        ("people", 44, None, ""),
        ("people", 40_000, 40, "40,000 people. That is 1,000 times: is the unit the same?"),
        ("people", 200, 40, "In the period before it was 40 people, now it is 200 people."),
        ("people", 8, 40, "In the period before it was 40 people, now it is 8 people."),
        ("people", 199, 40, ""),
        ("people", -1, 40, "-1 people is below nought."),
        ("%", 101, 90, "101% is more than all of them."),
        ("%", 100, 90, ""),
    ],
)
def test_what_is_doubtful(unit, value, last, words):
    found = doubt(Measure(unit=unit), Decimal(value), None if last is None else Decimal(last))
    assert found.endswith(words)
    assert bool(found) is bool(words)


def test_the_history_of_a_return_stands_newest_first(story, at):
    at(DAY(2006, 4, 10))
    move_due_day(by=story.officer, period=story.period, due_on=DAY(2006, 5, 10), version=story.period.version)
    at(DAY(2006, 5, 3))
    story.save([(Decimal(44),), (Decimal(90),)])
    at(DAY(2006, 5, 4))
    actions.send_return(by=story.approver, period=story.period)
    page = words_of(signed_in(make_actor("secretariat")).get(story.period.get_absolute_url()))
    told = page.split("History", 1)[1]
    assert told.index("Sent") < told.index("Begun") < told.index("Due day moved")


def test_a_doubtful_figure_is_asked_about_and_the_tick_is_of_that_figure(story, at):
    at(DUE)
    browser = signed_in(story.drafter)
    url = reverse("return_fill", args=[story.period.pk])

    def send(**more):
        typed = {f"v{story.one.pk}": "40,000", f"n{story.one.pk}": "", f"v{story.two.pk}": "90", f"n{story.two.pk}": "",
                 "summary": "It went well.", "version": "0", "once": str(uuid.uuid4())}  # fmt: skip
        return browser.post(url, typed | more)

    reply = send()
    assert reply.status_code == 422
    body = reply.content.decode()
    assert "That is 1,000 times: is the unit the same?" in body
    assert "40,000 people is right: I have looked at it again" in body
    assert "It went well." in body
    assert not MonitoringReturn.objects.filter(period=story.period).exists()
    ticked = {f"c{story.one.pk}_40000": "on"}
    assert send(**ticked, **{f"v{story.one.pk}": "50000"}).status_code == 422
    assert send(**ticked).status_code == 302
    held = ReturnValue.objects.get(line=story.one)
    assert (held.value, held.confirmed) == (Decimal(40_000), True)
    with pytest.raises(Refused) as refusal:
        story.save([(Decimal(0),)])
    assert "For a figure of 0 say how you know" in said(refusal)
    with pytest.raises(Conflict):
        story.save([(Decimal(41),)], version=0)
    actions.send_return(by=story.approver, period=story.period)
    assert story.made.state == ReturnState.SENT


def test_a_figure_too_large_to_be_kept_is_refused_and_the_largest_is_kept(story, at):
    at(DUE)
    with pytest.raises(Refused, match="That is larger than can be kept."):
        story.save([(Decimal("999999999999.9999"), "", True)])
    story.save([(Decimal("99999999999.9999"), "", True)])
    assert ReturnValue.objects.get(line=story.one, return_version__sent_on=None).value == Decimal("99999999999.9999")
    assert signed_in(story.drafter).get(reverse("return_fill", args=[story.period.pk])).status_code == 200


def sheet_of(browser, period) -> list[list[str]]:
    reply = browser.get(reverse("return_csv_sheet", args=[period.pk]))
    return list(csv.reader(io.StringIO(b"".join(reply).decode("utf-8-sig"))))


def test_its_sheet_comes_back_once_and_only_its_own(story, at):
    at(DUE)
    browser = signed_in(story.drafter)
    url = reverse("return_sheet", args=[story.period.pk])
    rows = sheet_of(browser, story.period)
    assert rows[0] == ["Line", "Period", "Measure", "Unit", "Figure", "Note", "Looked at again"]
    assert [row[1:4] for row in rows[1:]] == [
        ["2005-04-01 to 2006-03-31", "People served", "people"], ["2005-04-01 to 2006-03-31", "Content", "%"],
    ]  # fmt: skip

    def send(rows):
        file = io.StringIO()
        csv.writer(file).writerows(rows)
        upload = SimpleUploadedFile("return.csv", file.getvalue().encode(), content_type="text/csv")
        reply = browser.post(url, {"sheet": upload, "once": str(uuid.uuid4())})
        return reply.status_code, reply.content.decode()

    def with_figures(one, two, headings=rows[0]):
        return [list(headings), [*rows[1][:4], one, *rows[1][5:]], [*rows[2][:4], two, *rows[2][5:]]]

    misspelt = [*rows[0][:4], "Figrue", *rows[0][5:]]
    for wrong, words in (
        (with_figures("44", "90", misspelt), "There is no column &#39;Figrue&#39;. Did you mean &#39;Figure&#39;?"),
        ([rows[0], [rows[1][0], "2004-04-01 to 2005-03-31", *rows[1][2:]]], "is of the period &#39;2004-04-01"),
        ([rows[0], ["999999", *rows[1][1:]]], "asks for no figure with the number &#39;999999&#39;"),
        (with_figures("many", "90"), "the figure of &#39;People served&#39; is &#39;many&#39;"),
        (with_figures("40000", "90"), "People served: In the period before it was 40 people"),
        ([*with_figures("44", "90"), rows[1]], "&#39;People served&#39; stands in the sheet twice"),
    ):
        status, body = send(wrong)
        assert (status, words in body) == (422, True), (words, body[-3000:])
    assert not ReturnValue.objects.filter(line__period=story.period).exists()

    assert send(with_figures("44", "90.5"))[0] == 302
    held = ReturnValue.objects.filter(line__period=story.period).order_by("line_id")
    assert list(held.values_list("value", flat=True)) == [Decimal(44), Decimal("90.5")]
    status, body = send(with_figures("44", "90.5"))
    assert (status, "so it was taken before" in body) == (422, True)
    actions.send_return(by=story.approver, period=story.period)
    status, body = send(with_figures("45", "90.5"))
    assert (status, "was sent on 28 April 2006 and is with its commissioner" in body) == (422, True)


def test_a_period_that_is_not_scheduled_is_refused_and_it_is_said_which_are(story):
    given = {"figures": {}, "contract": story.contract, "by": story.drafter}
    with pytest.raises(Refused) as refusal:
        actions.save_return_for(starts=DAY(2006, 4, 1), ends=DAY(2006, 6, 30), **given)
    assert said(refusal) == (
        "No return is scheduled for 1 April 2006 to 30 June 2006. Scheduled are: 2005-06. Use one of these."
    )


def test_two_contracts_with_one_provider_make_one_reading(at):
    """People are added up; of a share there is one at most; what somebody else recorded stays."""
    at(DUE)
    people, share = MeasureFactory(), MeasureFactory(share=True)
    first = PeriodFactory(requirements=[])
    second = PeriodFactory(contract=ContractFactory(active=True, provider=first.contract.provider), requirements=[])
    for period in (first, second):
        for measure in (people, share):
            period.lines.create(requirement=RequirementFactory(contract=period.contract, measure=measure))
        made = returned(period, value=Decimal(40))
        officer = make_actor("commissioner", organisation=period.contract.commissioner)
        actions.accept_return(by=officer, monitoring_return=made)
    reading = Reading.objects.counting().get(measure=people)
    assert (reading.value, reading.source) == (
        Decimal(80), f"Return of {first.contract.provider.name} for 2005-06, 2 contracts together",
    )  # fmt: skip
    assert Reading.objects.counting().get(measure=share).value == Decimal(40)
    left = ReturnValue.objects.get(line__period=second, line__requirement__measure=share)
    assert (
        left.no_reading == "A share is reported under another contract for the same period, and shares do not add up."
    )

    third = PeriodFactory()
    measure = third.lines.get().requirement.measure
    Reading.objects.create(
        measure=measure, organisation=third.contract.provider, starts=third.starts, ends=third.ends,
        covers_from=third.starts, covers_to=third.ends, value=Decimal(7), source="By hand",
    )  # fmt: skip
    officer = make_actor("commissioner", organisation=third.contract.commissioner)
    actions.accept_return(by=officer, monitoring_return=returned(third))
    assert Reading.objects.counting().get(measure=measure).value == Decimal(7)
    assert ReturnValue.objects.get(line__period=third).no_reading.startswith("A figure for the period was recorded")


def test_the_api_refuses_in_the_same_words(story, at):
    at(DUE)
    browser = signed_in(story.drafter)
    url = reverse("api_return_fill", args=[story.period.pk])
    sent = {"figures": [{"line": story.one.pk, "value": "40000"}, {"line": story.two.pk, "value": "90"}]}
    reply = browser.post(url, sent, content_type="application/json")
    assert reply.status_code == 400
    assert "is the unit the same?" in reply.content.decode()
    sent["figures"][0] |= {"value": "44"}
    reply = browser.post(url, sent, content_type="application/json")
    assert (reply.status_code, reply.json()["monitoring_return"]["versions"][0]["number"]) == (200, 1)
    officer = signed_in(story.officer)
    assert officer.get(story.period.get_absolute_url()).content.decode().count("44 people") == 0
    reply = signed_in(story.approver).post(reverse("api_return_send", args=[story.period.pk]))
    assert reply.json()["monitoring_return"]["state"] == "sent"
    decide = reverse("api_return_accept", args=[story.made.pk])
    assert officer.post(decide, {"version": 99}, content_type="application/json").status_code == 409
    reply = officer.post(decide, {"version": story.made.version}, content_type="application/json")
    assert (reply.status_code, reply.json()["state"]) == (200, "accepted")


def test_what_waits_stands_on_the_home_page(story, at):
    at(DUE + datetime.timedelta(days=1))
    assert "Missing return for 2005-06" in signed_in(story.drafter).get("/").content.decode()
    story.save([(Decimal(44),), (Decimal(90),)])
    assert "Finish your draft" in signed_in(story.drafter).get("/").content.decode()
    actions.send_return(by=story.approver, period=story.period)
    assert "Accept or query it" in signed_in(story.officer).get("/").content.decode()
    actions.query_return(by=story.officer, monitoring_return=story.made, query="Why?")
    assert "Answer the query" in signed_in(story.drafter).get("/").content.decode()
