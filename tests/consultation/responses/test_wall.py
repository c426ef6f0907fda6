"""Who pays does not peek: on every surface, for everybody who acts for a funder."""

import csv
import datetime
import io

import pytest
from django.test import Client
from django.urls import reverse

from consultation.responses import exports
from consultation.responses.models import Response, ResponseVersion
from consultation.responses.people import host_is_behind_the_wall
from consultation.responses.reports import counts_by_kind
from consultation.responses.views import SENT
from core import clock
from core.reports.models import ReportRun
from core.trail.history import history_of
from core.work.actions import run_waiting
from core.work.models import WorkRow
from core.work.testing import run_all
from partnerships.organisations.lineage import funded_until
from partnerships.organisations.models import Lineage, SuccessionKind
from partnerships.people.actions import make_api_key
from partnerships.people.actors import actor_for
from tests.consultation.pages import words
from tests.factories.consultation import CLOSES, DURING, OPENS, a_consultation, sent
from tests.factories.organisations import FundingFactory, OrganisationFactory
from tests.factories.people import MembershipFactory, make_actor, signed_in

pytestmark = pytest.mark.django_db
CLOSED_TO_FUNDERS = "We would lose the grant if we said so aloud."
ONCE = {"once": "00000000-0000-4000-8000-000000000001"}


@pytest.fixture
def funded(forum, host):
    FundingFactory(funder=host, funded=forum)
    return forum


@pytest.fixture
def answers(consultation, funded):
    """One answer of a funded body, one of another."""
    return sent(consultation, funded, q1=CLOSED_TO_FUNDERS), sent(consultation, q1="We pay our own way.")


@pytest.fixture(params=["commissioner", "analyst", "secretariat", "auditor"])
def of_the_funder(request, host):
    """Somebody who acts for the funder, in each role that reads answers."""
    return make_actor(request.param, organisation=host)


@pytest.fixture
def outside(db):
    """The secretariat of a body that funds nobody."""
    return make_actor("secretariat")


def test_the_list_and_its_count_leave_it_out(of_the_funder, outside, answers, consultation):
    for actor, count in ((of_the_funder, "1 answer"), (outside, "2 answers")):
        text = words(signed_in(actor).get(reverse("responses"), {"consultation": consultation.pk}))
        assert f"{count} found" in text
        assert ("Malvern Carers Forum" in text) == (actor is outside)


def test_its_page_and_its_versions_are_not_there(of_the_funder, outside, answers):
    closed, other = answers
    client = signed_in(of_the_funder)
    assert client.get(closed.get_absolute_url()).status_code == 404
    assert client.get(reverse("response_version", args=[closed.pk, 1])).status_code == 404
    assert client.get(reverse("receipt", args=[closed.pk])).status_code == 404
    assert client.get(other.get_absolute_url()).status_code == 200
    assert CLOSED_TO_FUNDERS in words(signed_in(outside).get(closed.get_absolute_url()))


def test_the_exports_leave_it_out(of_the_funder, outside, answers, consultation):
    for actor, expected in ((of_the_funder, False), (outside, True)):
        if not actor.can_ever("consultation.export_response"):
            assert signed_in(actor).get(reverse("answers_csv", args=[consultation.pk])).status_code == 403
            continue
        sheet = b"".join(signed_in(actor).get(reverse("answers_csv", args=[consultation.pk])).streaming_content)
        assert (CLOSED_TO_FUNDERS in sheet.decode()) == expected
        assert "We pay our own way." in sheet.decode()
        book = signed_in(actor).get(reverse("answers_xlsx", args=[consultation.pk]))
        assert book.status_code == 200
        assert exports.responses_for(actor, consultation).count() == (2 if expected else 1)


def test_the_api_leaves_it_out(of_the_funder, outside, answers, consultation):
    closed, _ = answers
    for actor, count in ((of_the_funder, 1), (outside, 2)):
        client = signed_in(actor)
        assert len(client.get(reverse("api_responses")).json()["results"]) == count
        whole = client.get(reverse("api_consultation_responses", args=[consultation.pk]))
        assert len(whole.json()["results"]) == count
        assert client.get(reverse("api_response", args=[closed.pk])).status_code == (404 if count == 1 else 200)


def test_the_report_does_not_count_it(of_the_funder, outside, answers, consultation):
    day = clock.today()
    assert counts_by_kind(of_the_funder, consultation, day) == [("Registered charity", 1)]
    assert counts_by_kind(outside, consultation, day) == [("Registered charity", 2)]


def test_the_list_as_a_sheet_leaves_it_out(of_the_funder, answers):
    sheet = b"".join(signed_in(of_the_funder).get(reverse("responses_csv")).streaming_content).decode("utf-8-sig")
    assert len(list(csv.reader(io.StringIO(sheet)))) == 2


def test_a_person_of_the_funder_is_kept_out_in_whatever_capacity_they_act(answers, host):
    closed, _ = answers
    person = make_actor("member", organisation=host)
    elsewhere = make_actor("secretariat", user=person.user)
    assert not elsewhere.may("consultation.view_response", closed)
    assert closed not in Response.objects.visible_to(elsewhere)


DAY = datetime.timedelta(days=1)
WHEN = {
    "ended the day before opening": ({"ends": OPENS - DAY}, False),
    "ended on the day of opening": ({"ends": OPENS}, True),
    "ended during": ({"starts": OPENS - 400 * DAY, "ends": OPENS + DAY}, True),
    "began during": ({"starts": CLOSES - DAY}, True),
    "began and ended during": ({"starts": OPENS + DAY, "ends": OPENS + 2 * DAY}, True),
    "is to begin after closing, before anything is published": ({"starts": CLOSES + 90 * DAY}, True),
}


@pytest.mark.parametrize(("dates", "closed"), WHEN.values(), ids=WHEN)
@pytest.mark.parametrize("later", [datetime.timedelta(), 200 * DAY])
def test_funding_between_opening_and_publication_closes_the_answer(later, dates, closed, consultation, forum, host):
    """By the dates of the funding and of the consultation, not by the day on which somebody looks."""
    FundingFactory(funder=host, funded=forum, **dates)
    answer = sent(consultation, forum, q1=CLOSED_TO_FUNDERS)
    with clock.at(DURING + later):
        people = [make_actor(role, organisation=host) for role in ("commissioner", "secretariat")]
        for actor in people:
            client = signed_in(actor)
            assert client.get(answer.get_absolute_url()).status_code == (404 if closed else 200)
            assert len(client.get(reverse("api_responses")).json()["results"]) == (0 if closed else 1)
            listed = words(client.get(reverse("responses"), {"consultation": consultation.pk}))
            assert ("1 answer found" in listed) is not closed
            sheet = b"".join(client.get(reverse("answers_csv", args=[consultation.pk])).streaming_content)
            assert (CLOSED_TO_FUNDERS in sheet.decode()) is not closed
            assert bool(counts_by_kind(actor, consultation, clock.today())) is not closed
            assert ResponseVersion.objects.visible_to(actor).exists() is not closed
        at_the_secretariat = signed_in(people[1])
        listed = words(at_the_secretariat.get(reverse("admin:consultation_response_changelist")))
        assert (answer.reference in listed) is not closed


def test_funding_counts_for_the_consultations_it_was_there_for(forum, host, commissioner):
    """One ended before the second consultation opened: the answer to that is open, the one to the first is not."""
    early = a_consultation(host=host, opens_on=OPENS - 60 * DAY)
    late = a_consultation(host=host)
    FundingFactory(funder=host, funded=forum, ends=OPENS - DAY)
    closed, open_one = sent(early, forum), sent(late, forum)
    assert list(Response.objects.visible_to(commissioner)) == [open_one]
    assert not commissioner.may("consultation.view_response", closed)
    assert commissioner.may("consultation.view_response", open_one)
    assert (host_is_behind_the_wall(early, forum.pk), host_is_behind_the_wall(late, forum.pk)) == (True, False)


def test_the_last_of_several_grants_counts(consultation, forum, host, commissioner):
    FundingFactory(funder=host, funded=forum, ends=OPENS - DAY)
    FundingFactory(funder=host, funded=forum, starts=OPENS + DAY, ends=OPENS + 2 * DAY)
    sent(consultation, forum)
    assert list(Response.objects.visible_to(commissioner)) == []
    assert funded_until([host.pk], clock.today()) == {forum.pk: OPENS + 2 * DAY}


def test_the_organisation_itself_reads_its_own(answers, forum):
    closed, _ = answers
    text = words(signed_in(make_actor("member", organisation=forum)).get(closed.get_absolute_url()))
    assert CLOSED_TO_FUNDERS in text


def test_drafts_are_read_by_nobody_else(consultation, forum, drafter, commissioner, outside):
    from consultation.responses import actions
    from tests.factories.consultation import given

    response = actions.save_answers(
        by=drafter, consultation=consultation, given=[given(consultation, "q1", text="Not said yet.")]
    )
    for actor in (commissioner, outside, make_actor("auditor"), make_actor("approver")):
        assert response not in Response.objects.visible_to(actor)
        assert signed_in(actor).get(response.get_absolute_url()).status_code == 404


def test_a_change_that_is_not_sent_is_read_by_nobody_else(consultation, forum, approver, commissioner):
    from consultation.responses import actions
    from tests.factories.consultation import given

    response = sent(consultation, forum, q1="First")
    actions.change_response(by=approver, consultation=consultation)
    actions.save_answers(
        by=approver, consultation=consultation, given=[given(consultation, "q1", text="Second", edition=1)]
    )
    text = words(signed_in(commissioner).get(response.get_absolute_url()))
    assert "First" in text
    assert "Second" not in text
    assert "begun to change" not in text
    assert signed_in(commissioner).get(reverse("response_version", args=[response.pk, 2])).status_code == 404
    assert ResponseVersion.objects.visible_to(commissioner).count() == 1


@pytest.fixture
def drafted_and_sent(consultation, forum, approver):
    """An answer that was drafted, sent, and is being changed."""
    from consultation.responses import actions
    from tests.factories.consultation import given

    response = sent(consultation, forum, q1="First")
    actions.change_response(by=approver, consultation=consultation)
    changed = [given(consultation, "q1", text="Second", edition=1)]
    actions.save_answers(by=approver, consultation=consultation, given=changed)
    return response


DRAFTING = ("Began to answer", "Answered", "Began to change the answers")


@pytest.mark.parametrize("role", ["secretariat", "auditor"])
def test_the_history_begins_with_the_sending_for_everybody_outside(role, drafted_and_sent):
    assert history_of(drafted_and_sent, make_actor(role)) == []
    found = history_of(drafted_and_sent, make_actor(role), for_readers=SENT)
    assert [each["what"] for each in found] == ["Sent"]
    page = words(signed_in(make_actor(role)).get(drafted_and_sent.get_absolute_url()))
    assert ("Version: 1" in page, [each for each in DRAFTING if each in page]) == (True, [])


@pytest.mark.parametrize("role", ["commissioner", "analyst"])
def test_who_asked_sees_in_the_history_that_it_was_sent_and_no_more(role, drafted_and_sent, host):
    of_the_host = make_actor(role, organisation=host)
    found = history_of(drafted_and_sent, of_the_host, for_readers=SENT)
    assert [(each["what"], each["changes"]) for each in found] == [("Sent", [{"fact": "Version: 1"}])]
    assert "Version: 1" in words(signed_in(of_the_host).get(drafted_and_sent.get_absolute_url()))
    assert signed_in(make_actor(role)).get(drafted_and_sent.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("role", ["commissioner", "analyst"])
def test_who_asked_and_pays_does_not_see_even_that(role, drafted_and_sent, host, forum):
    FundingFactory(funder=host, funded=forum)
    of_the_host = make_actor(role, organisation=host)
    assert history_of(drafted_and_sent, of_the_host) == []
    assert signed_in(of_the_host).get(drafted_and_sent.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("role", ["member", "drafter", "approver", "administrator"])
def test_its_own_people_see_the_whole_history(role, drafted_and_sent, forum):
    found = history_of(drafted_and_sent, make_actor(role, organisation=forum))
    drafting = ["Answered", "Began to change the answers", "Sent", "Answered", "Began to answer"]
    assert [each["what"] for each in found] == drafting


def test_the_admin_shows_no_more_of_an_answer_than_the_pages_do(drafted_and_sent, host, forum, consultation):
    """Its draft versions and the drafting are closed to the secretariat; to one of a funder, the answer is."""
    of_funder, elsewhere = make_actor("secretariat", organisation=host), make_actor("secretariat")
    FundingFactory(funder=host, funded=forum)
    draft, counted = drafted_and_sent.versions.order_by("-number")
    for actor, seen in ((elsewhere, {counted, drafted_and_sent}), (of_funder, set())):
        browser = signed_in(actor)
        assert browser.get("/admin/core/event/").status_code == 404  # what happened stands on the pages
        for each in [draft, counted, drafted_and_sent]:
            name = f"admin:{each._meta.app_label}_{each._meta.model_name}"
            opened = browser.get(reverse(f"{name}_change", args=[each.pk]))
            assert opened.status_code == (200 if each in seen else 302), (actor.label, each)
            listed = browser.get(reverse(f"{name}_changelist")).content.decode()
            address = reverse(f"{name}_change", args=[each.pk])
            assert (address in listed) is (each in seen), (actor.label, each)


def test_another_organisation_reads_nothing(answers):
    closed, other = answers
    stranger = make_actor("approver", organisation=OrganisationFactory())
    for each in (closed, other):
        assert signed_in(stranger).get(each.get_absolute_url()).status_code == 404


def test_a_commissioner_of_another_body_reads_nothing(answers):
    _, other = answers
    assert signed_in(make_actor("commissioner")).get(other.get_absolute_url()).status_code == 404


def test_both_faces_of_each_rule_agree(answers, host, forum, of_the_funder, outside):
    actors = [of_the_funder, outside, make_actor("visitor"), make_actor("approver", organisation=forum)]
    actors += [make_actor("commissioner"), make_actor("drafter"), make_actor("auditor")]
    for permission in ("view_response", "export_response", "draft_response", "submit_response"):
        for actor in actors:
            name = f"consultation.{permission}"
            seen = set(Response.objects.filter(actor.q(name)))
            rows = Response.objects.select_related("consultation")
            assert seen == {each for each in rows if actor.may(name, each)}
    for actor in actors:
        rows = ResponseVersion.objects.select_related("response__consultation")
        assert set(ResponseVersion.objects.visible_to(actor)) == {
            each for each in rows if actor.may("consultation.view_version", each)
        }


@pytest.fixture
def in_two_capacities(host):
    """The secretariat of a body that funds nobody, who is a member of the funder besides."""
    first = make_actor("secretariat")
    MembershipFactory(user=first.user, organisation=host, role="member")
    return actor_for(first.user, first.membership_id)


@pytest.mark.parametrize(
    "dates",
    [
        {"ends": OPENS - 400 * DAY},
        {"ends": OPENS},
        {"starts": CLOSES + 400 * DAY},
        {"revoked_at": clock.start_of(OPENS)},
    ],
    ids=["long over", "over", "yet to come", "revoked"],
)
@pytest.mark.parametrize("role", ["secretariat", "auditor"])
def test_a_role_at_the_funder_on_any_day_closes_the_answer(role, dates, answers, host, outside):
    closed, other = answers
    reader = make_actor(role)
    before = actor_for(reader.user)
    MembershipFactory(user=reader.user, organisation=host, role="member", **{f"role__{k}": v for k, v in dates.items()})
    reader = actor_for(reader.user)
    assert [each.membership.pk for each in reader.capacities] == [before.membership_id]
    assert list(Response.objects.visible_to(reader)) == [other]
    assert not reader.may("consultation.view_response", closed)
    assert reader.sight != before.sight
    assert set(Response.objects.visible_to(before)) == {closed, other}


def test_a_key_for_a_program_opens_no_other_door(in_two_capacities, answers, consultation):
    closed, other = answers
    _, key = make_api_key(by=in_two_capacities, membership=in_two_capacities.membership, label="Our website")
    api = Client(headers={"authorization": f"Token {key}"})
    found = api.get(reverse("api_consultation_responses", args=[consultation.pk])).json()["results"]
    assert [each["response"] for each in found] == [other.pk]
    assert api.get(reverse("api_response", args=[closed.pk])).status_code == 404


def test_a_workbook_made_in_the_background_leaves_it_out(monkeypatch, in_two_capacities, answers, consultation):
    monkeypatch.setattr(exports, "AT_ONCE", 0)
    signed_in(in_two_capacities).post(reverse("answers_xlsx", args=[consultation.pk]), ONCE)
    run_waiting()
    row = WorkRow.objects.get(kind="answers_workbook")
    assert (row.state, row.result["rows"]) == ("done", 1)


def test_a_workbook_made_before_the_funding_was_recorded_is_not_given_out(
    monkeypatch, consultation, forum, host, commissioner
):
    monkeypatch.setattr(exports, "AT_ONCE", 0)
    sent(consultation, forum, q1=CLOSED_TO_FUNDERS)
    client = signed_in(commissioner)
    client.post(reverse("answers_xlsx", args=[consultation.pk]), ONCE)
    run_waiting()
    made = WorkRow.objects.get(kind="answers_workbook")
    assert b"".join(client.get(made.link).streaming_content).startswith(b"PK")
    FundingFactory(funder=host, funded=forum, ends=OPENS)
    refused = client.get(made.link)
    assert refused.status_code == 409
    assert "It can be made again, with what you may see now." in words(refused)
    client.post(made.link)
    run_waiting()
    again = WorkRow.objects.exclude(pk=made.pk).get(kind="answers_workbook")
    assert (again.state, again.result["rows"]) == ("done", 0)
    assert b"".join(client.get(again.link).streaming_content).startswith(b"PK")
    FundingFactory(funded=forum)
    assert b"".join(client.get(again.link).streaming_content).startswith(b"PK")


def test_a_report_kept_before_the_funding_was_recorded_is_not_given_out(consultation, forum, host):
    sent(consultation, forum)
    analyst = signed_in(make_actor("analyst", organisation=host))
    asked = f"{reverse('report_keep', args=['answers-by-kind'])}?consultation={consultation.pk}"
    assert analyst.post(asked, ONCE).status_code == 302
    run_all()
    run = ReportRun.objects.get()
    address = reverse("report_file", args=[run.pk, "csv"])
    assert b"Registered charity,1,1.0" in b"".join(analyst.get(address).streaming_content)
    FundingFactory(funder=host, funded=forum)
    assert analyst.get(address).status_code == 409
    assert "its files cannot be downloaded" in words(analyst.get(reverse("report_run", args=[run.pk])))


def came_from(descendant, ancestor):
    """One organisation took over the work of another in 2006."""
    Lineage.objects.create(
        ancestor=ancestor, descendant=descendant, kind=SuccessionKind.MERGER, on=datetime.date(2006, 10, 1)
    )


def test_a_successor_of_the_funder_does_not_peek(consultation, answers, host):
    closed, other = answers
    board = OrganisationFactory(name="Integrated Care Board")
    came_from(board, host)
    actor = make_actor("secretariat", organisation=board)
    assert set(Response.objects.visible_to(actor)) == {other}


@pytest.mark.parametrize("earlier", [True, False])
def test_what_came_before_and_after_the_funded_body_is_closed_too(earlier, consultation, host, forum, outside):
    other = OrganisationFactory(name="Ledbury Carers")
    came_from(*((forum, other) if earlier else (other, forum)))
    FundingFactory(funder=host, funded=forum)
    closed = sent(consultation, other, q1=CLOSED_TO_FUNDERS)
    actor = make_actor("commissioner", organisation=host)
    assert list(Response.objects.visible_to(actor)) == []
    assert not actor.may("consultation.view_response", closed)
    assert list(Response.objects.visible_to(outside)) == [closed]
    assert host_is_behind_the_wall(consultation, other.pk)


def test_a_succession_that_is_yet_to_come_closes_nothing(consultation, host, forum):
    other = OrganisationFactory(name="Ledbury Carers")
    Lineage.objects.create(
        ancestor=forum, descendant=other, kind=SuccessionKind.MERGER, on=clock.today() + datetime.timedelta(days=1)
    )
    FundingFactory(funder=host, funded=forum)
    open_one = sent(consultation, other)
    assert list(Response.objects.visible_to(make_actor("commissioner", organisation=host))) == [open_one]


def test_a_body_that_became_one_with_its_funder_reads_its_own(host, forum):
    FundingFactory(funder=host, funded=forum)
    together = OrganisationFactory(name="Care Trust")
    came_from(together, host), came_from(together, forum)
    assert funded_until([together.pk], clock.today()) == {}
