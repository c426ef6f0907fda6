"""Who pays does not peek: on every surface, for everybody who acts for a funder."""

import csv
import datetime
import io

import pytest
from django.urls import reverse

from consultation.responses import exports
from consultation.responses.models import Response, ResponseVersion
from consultation.responses.reports import counts_by_kind
from core import clock
from tests.consultation.pages import words
from tests.factories.consultation import sent
from tests.factories.organisations import FundingFactory, OrganisationFactory
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db
CLOSED_TO_FUNDERS = "We would lose the grant if we said so aloud."


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


def test_a_grant_that_has_ended_closes_nothing(consultation, forum, host, commissioner):
    FundingFactory(funder=host, funded=forum, ends=datetime.date(2026, 10, 9))
    answer = sent(consultation, forum, q1="Said freely.")
    assert "Said freely." in words(signed_in(commissioner).get(answer.get_absolute_url()))


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
