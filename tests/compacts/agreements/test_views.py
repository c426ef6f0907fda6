"""The pages of agreements: who reads what, two drafts compared, and what a page costs."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from compacts.agreements import actions
from compacts.agreements.comparing import Piece, differences
from compacts.agreements.models import Agreement
from compacts.agreements.rules import paragraphs
from tests.compacts.local.test_views import send
from tests.consultation.pages import boxes, words
from tests.factories.agreements import DRAFTED, TEXT, AgreementFactory, between, related, signed_by
from tests.factories.initiatives import GoverningBodyFactory, InitiativeFactory
from tests.factories.organisations import AreaFactory, OrganisationFactory, PublicBodyFactory
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return make_actor("secretariat")


@pytest.fixture
def office(by):
    return signed_in(by)


def titles(client=None, **query):
    return [row["title"] for row in (client or Client()).get(reverse("api_agreements"), query).json()["results"]]


def test_visitors_read_what_is_published_and_parties_their_own():
    trust = PublicBodyFactory()
    ours = between(trust, PublicBodyFactory(), title="Ours", final=True)
    between(title="Published", published=True)
    between(title="Theirs", final=True)
    assert titles() == ["Published"]
    for role in ("member", "commissioner", "analyst"):
        assert titles(signed_in(make_actor(role, organisation=trust))) == ["Ours", "Published"]
    assert titles(signed_in(make_actor("auditor"))) == ["Ours", "Published", "Theirs"]
    assert Client().get(ours.get_absolute_url()).status_code == 404


def test_a_visitor_reads_the_published_draft_and_no_later_one(by):
    agreement = between(published=True)
    actions.add_draft(by=by, agreement=agreement, version=1, text="Aims\n\nA secret plan.")
    visitor = Client()
    page = words(visitor.get(agreement.get_absolute_url()))
    assert ("Draft 1" in page, "Draft 2" in page) == (True, False)
    assert "We plan together." in words(visitor.get(reverse("agreement_draft", args=[agreement.pk, 1])))
    assert visitor.get(reverse("agreement_draft", args=[agreement.pk, 2])).status_code == 404
    compared = visitor.get(reverse("agreement_compare", args=[agreement.pk]), {"first": 1, "second": 2})
    assert (compared.status_code, "A secret plan." in words(compared)) == (422, False)


def test_nobody_reads_an_address_or_a_name_in_public():
    agreement = between(published=True)
    for each in agreement.parties.all():
        signed_by(agreement, each, name="Pat Lowe")
    for page in (agreement.get_absolute_url(), reverse("agreement_draft", args=[agreement.pk, 1])):
        shown = words(Client().get(page))
        assert f"{agreement.parties.first()}, signed on 12 March 2008" in shown
        assert ("Pat Lowe" in shown, "@" in shown) == (False, False)


def test_two_drafts_are_compared_in_words(office, by):
    agreement = between(drafted=True)
    actions.add_draft(by=by, agreement=agreement, version=1, text="Aims\n\nWe plan apart.\n\n<b>Money</b>")
    page = office.get(reverse("agreement_compare", args=[agreement.pk]), {"first": 1, "second": 2})
    body = page.content.decode()
    assert "1 paragraph removed, 2 paragraphs inserted." in body
    assert "<strong>Removed:</strong> <del>We plan together.</del>" in body
    assert "<strong>Inserted:</strong> <ins>We plan apart.</ins>" in body
    assert "<ins>&lt;b&gt;Money&lt;/b&gt;</ins>" in body
    same = office.get(reverse("agreement_compare", args=[agreement.pk]), {"first": 2, "second": 2})
    assert "The two drafts say the same." in words(same)
    for wrong in ("3", "x", ""):
        refused = office.get(reverse("agreement_compare", args=[agreement.pk]), {"first": wrong, "second": 2})
        assert (refused.status_code, "Choose a draft from the list." in words(refused)) == (422, True)


def test_one_draft_has_nothing_to_be_compared_with(office):
    page = office.get(reverse("agreement_compare", args=[between(drafted=True).pk]))
    assert "There is only one draft that you may read" in words(page)


def test_differences_keep_every_paragraph_in_its_order():
    before, after = "A\n\nB\n\nC", "A\n\nC\n\nD"
    assert differences(before, after) == [
        Piece("same", "A"), Piece("removed", "B"), Piece("same", "C"), Piece("inserted", "D"),
    ]  # fmt: skip
    assert [each.kind for each in differences("", "A")] == ["inserted"]
    assert differences("A  \n\n\n\nB", "A\n\nB") == [Piece("same", "A"), Piece("same", "B")]
    assert paragraphs("One\r\ntwo\r\n\r\nthree\n") == ["One\ntwo", "three"]


def test_the_list_is_narrowed_by_stage_party_and_day(office):
    county = AreaFactory(name="Herefordshire", gss_code="E06000019")
    old = PublicBodyFactory(name="Old Trust")
    between(old, PublicBodyFactory(), title="Signed", in_force=True, area=county, force="statutory")
    between(title="Written", drafted=True, kind="concordat")
    AgreementFactory(title="Begun")
    assert titles(office, stage="in_force") == titles(office, area="hereford") == titles(office, party="OLD trust")
    assert titles(office, party="Old Trust") == titles(office, force="statutory") == ["Signed"]
    assert titles(office, kind="concordat") == ["Written"]
    assert titles(office, as_at=DRAFTED.isoformat()) == ["Signed", "Written"]
    assert titles(office, as_at=DRAFTED.isoformat(), stage="in_force") == []


def test_what_a_predecessor_signed_shows_under_its_successor(office):
    old, new = PublicBodyFactory(name="Old Trust"), PublicBodyFactory(name="New Trust")
    between(old, PublicBodyFactory(), title="Section 31 agreement", published=True)
    between(title="Of others", published=True)
    old.successions.create(descendant=new, kind="merger", on=DRAFTED)
    assert titles(office, party="New Trust") == ["Section 31 agreement"]
    for each in (old, new):
        page = words(Client().get(each.get_absolute_url()))
        assert "Agreements Section 31 agreement : in force; party: Old Trust" in page
        assert "Of others" not in page
    mine = between(old, PublicBodyFactory(), title="Not published", final=True)
    reader = signed_in(make_actor("member", organisation=new))
    assert "Not published" in titles(reader)
    assert reader.get(mine.get_absolute_url()).status_code == 200


def test_the_organisation_s_page_asks_one_statement_of_all_sections_and_one_more_for_the_lines_of_each(office):
    trust = PublicBodyFactory()
    office.get(trust.get_absolute_url())

    def asked():
        with CaptureQueriesContext(connection) as found:
            assert office.get(trust.get_absolute_url()).status_code == 200
        return [each["sql"] for each in found if "agreement" in each["sql"] or "signup" in each["sql"]]

    assert len(asked()) == 1
    for number in range(22):
        between(trust, PublicBodyFactory(), title=f"Agreement {number:02}")
    assert len(asked()) == 2
    page = words(office.get(trust.get_absolute_url()))
    assert ("Agreement 21" in page, "Agreement 02" in page, "Agreement 01" in page) == (True, True, False)
    assert "There are more. See the whole list" in page


def test_the_page_costs_the_same_with_more_of_everything(office):
    def cost(agreement):
        with CaptureQueriesContext(connection) as asked:
            assert office.get(agreement.get_absolute_url()).status_code == 200
        return len(asked)

    small = between(in_force=True)
    signed_by(small, small.parties.first())
    related(small, between())
    large = between(*(PublicBodyFactory() for _ in range(10)), in_force=True)
    for each in large.parties.all():
        signed_by(large, each)
    for _ in range(10):
        related(large, between())
        related(between(), large)
    cost(small)
    for agreement, count in ((small, 1), (large, 10)):
        for _ in range(count):
            GoverningBodyFactory(agreement=agreement), InitiativeFactory(agreement=agreement)
    assert cost(large) == cost(small) == 15


def test_it_is_begun_drafted_and_called_final_on_its_pages(office):
    AreaFactory(name="Herefordshire")
    typed = {"title": "Joint agreement", "area": "Herefordshire", "aims": "To plan."}
    led = send(office, reverse("agreement_begin"), **typed, kind="joint", force="intent")
    agreement = Agreement.objects.get()
    assert led.url == agreement.get_absolute_url()
    page = words(office.get(led.url))
    assert "Nobody is a party yet. Add at least two." in page
    assert "There is no draft that you may read yet." in page
    assert "Add the first draft of its text." in page
    for name in ("Wye Trust", "Wye Group"):
        OrganisationFactory(name=name)
        send(office, reverse("agreement_party_add", args=[agreement.pk]), organisation=name)
    send(office, reverse("agreement_draft_add", args=[agreement.pk]), text="Aims")
    refused = send(office, reverse("agreement_final", args=[agreement.pk]))
    assert (refused.status_code, "give the reason" in words(refused)) == (422, True)
    send(office, reverse("agreement_final", args=[agreement.pk]), reason="In haste.")
    assert "Still to sign draft 1 Wye Group Wye Trust" in words(office.get(led.url))
    party = agreement.parties.first()
    send(office, reverse("agreement_party_leave", args=[agreement.pk, party.pk]))
    assert office.get(reverse("agreement_party_leave", args=[agreement.pk, 0])).status_code == 404
    assert "Still to sign draft 1 Wye Trust" in words(office.get(led.url))


def test_who_writes_on_an_older_draft_keeps_the_words(office, by):
    agreement = between(drafted=True)
    where = reverse("agreement_draft_add", args=[agreement.pk])
    opened = office.get(where)
    actions.add_draft(by=by, agreement=agreement, version=1, text="Aims\n\nTheirs.")
    sent = boxes(opened) | {"text": "Aims\n\nMine."}
    refused = office.post(where, sent)
    body = refused.content.decode()
    assert (refused.status_code, "Theirs." in body, "Mine." in body) == (409, True, True)
    assert office.post(where, sent | {"version": "2"}).status_code == 302
    assert list(agreement.drafts.values_list("number", flat=True)) == [1, 2, 3]


def test_a_draft_that_says_what_the_one_before_said_is_refused_by_page_and_api(office, by):
    agreement = between(drafted=True)
    where = reverse("agreement_draft_add", args=[agreement.pk])
    said = "Nothing has changed since draft 1. Change its text first. Until then that draft is the latest."
    opened = boxes(office.get(where))
    for text in (TEXT, "Aims\r\n\r\n\r\nWe plan together.  \r\n"):
        refused = office.post(where, opened | {"text": text, "note": "New"})
        assert (refused.status_code, said in words(refused)) == (422, True)
    given, as_json = {"version": 1, "text": "Aims\n\nWe plan together."}, {"content_type": "application/json"}
    api = office.post(reverse("api_agreement_draft_add", args=[agreement.pk]), given, **as_json)
    assert (api.status_code, said in api.content.decode(), agreement.drafts.count()) == (400, True, 1)
    given["text"] = "Aims\n\nWe plan apart."
    api = office.post(reverse("api_agreement_draft_add", args=[agreement.pk]), given, **as_json)
    assert (api.status_code, api.json()["latest"]) == (200, 2)
    actions.add_draft(by=by, agreement=agreement, version=2, text="Aims\n\nWe plan together.")  # as the one before that
    assert agreement.drafts.count() == 3
