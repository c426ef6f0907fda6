"""The pages of annual agreements: from 4 of 6 to signed, what is missing, what changed, and the lists."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from compacts.agreements.models import Agreement, AgreementParty, Stage
from compacts.annual import actions
from compacts.annual.models import AnnualAgreement, AnnualMeasure, InvestmentIntention, WorkLine
from core import clock
from core.trail.models import Event
from tests.compacts.local.test_views import day, send
from tests.compacts.signatures.test_signing import signatory
from tests.consultation.pages import boxes, words
from tests.factories.agreements import FrameworkFactory, between
from tests.factories.annual import YEAR, JointStrategyFactory, annual_of, fill, line_of
from tests.factories.measures import MeasureFactory, ReadingFactory
from tests.factories.organisations import OrganisationFactory, PublicBodyFactory
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db
DAY = datetime.date


@pytest.fixture
def trust():
    return PublicBodyFactory(name="Wye Trust")


@pytest.fixture
def officer(trust):
    return signed_in(make_actor("commissioner", organisation=trust))


def where(annual, name, *more):
    return reverse(name, args=[annual.pk, *more])


def test_it_goes_from_four_of_six_to_signed(trust, officer):
    """By the pages alone: two components are added, it is sent, and both parties sign what it says."""
    group = OrganisationFactory(name="Wye Group")
    annual = annual_of(trust, group, parts=4)
    measures = [MeasureFactory(title=each) for each in ("Falls", "People visited")]
    page = words(officer.get(annual.get_absolute_url()))
    assert "4 of 6 components complete: it can be sent for signing when all are" in page
    assert ("Add a national and a local measure." in page, "Send it for signing" in page) == (True, False)
    refusal = send(officer, where(annual, "annual_send"))
    assert (refusal.status_code, Agreement.objects.get(pk=annual.agreement_id).latest) == (422, 0)
    assert "Add what is done, who leads it, and by when." in words(refusal)
    add = [where(annual, "annual_part_add", part) for part in ("measures", "work")]
    for level, measure in zip(("national", "local"), measures, strict=True):
        assert send(officer, add[0], measure=measure.pk, level=level, aim="90").url == annual.get_absolute_url()
    line = {"what": "Open a clinic", "lead": group.pk, "measure": AnnualMeasure.objects.get(measure=measures[0]).pk}
    send(officer, add[1], **line, **day("due_on", DAY(YEAR, 9, 30)))
    page = words(officer.get(annual.get_absolute_url()))
    assert ("6 of 6 components complete" in page, "Send it for signing" in page) == (True, True)
    send(officer, where(annual, "annual_send"))
    agreement = Agreement.objects.get(pk=annual.agreement_id)
    assert (agreement.stage, agreement.latest) == (Stage.FINAL, 1)
    assert "Draft 1 was sent for signing." in words(officer.get(annual.get_absolute_url()))
    for body in (trust, group):
        signing = signed_in(signatory(body))
        place = reverse("agreement_sign", args=[agreement.pk])
        assert "Open a clinic Wye Group leads, by 30 September 2008. Monitored by: Falls" in words(signing.get(place))
        assert send(signing, place, authority="The board").url == agreement.get_absolute_url()
    agreement.refresh_from_db()
    assert agreement.stage == Stage.IN_FORCE
    page = words(officer.get(annual.get_absolute_url()))
    assert ("How the year goes" in page, "Signed by all since" in page) == (True, True)


def test_a_party_of_the_sector_runs_its_report_on_the_page(trust, officer):
    group = OrganisationFactory(name="Wye Group")
    annual = annual_of(trust, group, parts=6)
    line_of(annual, what="=Open a clinic")
    member, at = signed_in(make_actor("member", organisation=group)), where(annual, "annual_report")
    assert f'href="{at}"' in member.get(annual.get_absolute_url()).content.decode()
    page = words(member.get(at))
    assert "Components complete, of 6 6" in page
    assert ("=Open a clinic" in page, "Keep a copy" in page, "print this page" in page) == (True, False, True)
    sheet = b"".join(member.get(at, {"format": "csv"}).streaming_content).decode()
    assert "'=Open a clinic" in sheet
    assert member.get(at, {"format": "xlsx"})["Content-Disposition"].endswith('.xlsx"')
    assert member.get(at, {"format": "pdf"}).status_code == 404
    other = signed_in(make_actor("member", organisation=OrganisationFactory()))
    assert (other.get(at).status_code, Client().get(at).status_code) == (404, 302)
    kept = reverse("report", args=["annual-agreement"])
    assert f"{kept}?annual={annual.pk}" in officer.get(annual.get_absolute_url()).content.decode()
    assert member.get(kept).status_code == 403


def test_it_is_begun_filled_changed_and_dropped_on_its_pages(trust, officer):
    framework = FrameworkFactory(agreement=between(trust, PublicBodyFactory(), in_force=True, kind="framework"))
    assert reverse("annual_begin", args=[framework.pk]) in officer.get(framework.get_absolute_url()).content.decode()
    begin = reverse("annual_begin", args=[framework.pk])
    late = send(officer, begin, service="carers", year="2020")
    assert (late.status_code, "The framework ends on 31 March 2013" in words(late)) == (422, True)
    led = send(officer, begin, service="carers", year=str(YEAR))
    annual = AnnualAgreement.objects.get()
    assert led.url == annual.get_absolute_url()
    send(officer, where(annual, "annual_governance"), governance="The Group.", users_involved="Two users.")
    annual.refresh_from_db()
    assert (annual.governance, annual.carers_involved, annual.version) == ("The Group.", "", 2)
    fill(annual, 6)
    outcome, line = annual.outcomes.get(), annual.work.get()
    send(
        officer, where(annual, "annual_part_edit", "outcomes", outcome.pk), what="Carers rest.", why_jointly="Both pay."
    )
    outcome.refresh_from_db()
    assert (outcome.what, outcome.why_jointly) == ("Carers rest.", "Both pay.")
    drop = where(annual, "annual_part_drop", "outcomes", outcome.pk)
    asked = officer.get(drop)
    assert "“Carers rest.” is taken out of outcomes." in words(asked)
    led = [officer.post(drop, boxes(asked)).url for _ in range(2)]
    assert led == [annual.get_absolute_url()] * 2
    assert "It was taken out already." in words(officer.get(led[1]))
    assert not annual.outcomes.exists()
    stays = send(officer, where(annual, "annual_part_drop", "measures", line.measure_id))
    assert (stays.status_code, "Change that line first." in words(stays)) == (422, True)
    assert Event.objects.of(annual).filter(verb="outcome dropped").exists()
    for part, row in (("governance", 1), ("outcomes", line.pk + 9)):
        assert officer.get(where(annual, "annual_part_edit", part, row)).status_code == 404
    assert officer.get(where(annual, "annual_part_add", "governance")).status_code == 404


def test_strategies_are_chosen_among_those_of_the_locality_that_cover_the_year(trust, officer):
    annual = annual_of(trust, PublicBodyFactory(), parts=2)
    area = annual.agreement.area
    JointStrategyFactory(title="Falls", area=area)
    JointStrategyFactory(title="Of before", area=area, first_year=2004, last_year=2007)
    JointStrategyFactory(title="Of elsewhere")
    page = words(officer.get(where(annual, "annual_part_add", "priorities")))
    assert ("Falls, 2007-08 to 2009-10" in page, "Of before" in page, "Of elsewhere" in page) == (True, False, False)


def test_the_checklist_of_what_has_ended_says_so(trust, officer):
    annual = annual_of(trust, PublicBodyFactory(), ended=True)
    page = words(officer.get(where(annual, "annual_governance")))
    assert "It ended on 31 March 2013." in page
    assert "It goes on" not in words(
        officer.get(where(annual_of(trust, service="carers", parts=0), "annual_governance"))
    )
    assert "Take out" not in words(officer.get(annual.get_absolute_url()))


def test_nobody_is_asked_to_send_again_what_cannot_be_changed_any_more(trust, officer):
    annual = annual_of(trust, PublicBodyFactory(), in_force=True)
    with clock.at(DAY(YEAR, 5, 1)):
        actions.edit_governance(by=make_actor("secretariat"), annual=annual, version=1, governance="Another group.")
        during = words(officer.get(annual.get_absolute_url()))
    told = "The components say something else than draft 1"
    assert (told in during, told in words(officer.get(annual.get_absolute_url()))) == (True, False)


def test_the_next_year_is_begun_and_what_changed_is_shown(trust, officer):
    annual = annual_of(trust, PublicBodyFactory(), in_force=True)
    carry = where(annual, "annual_carry")
    led = send(officer, carry, framework=annual.framework_id)
    following = AnnualAgreement.objects.get(follows=annual)
    assert led.url == following.get_absolute_url()
    assert "The next year's agreement is begun already." in words(officer.get(carry))
    InvestmentIntention.objects.filter(annual=following).update(amount=130_000)
    page = words(officer.get(where(following, "annual_changes")))
    assert (
        "Changed Wye Trust: Falls clinics In 2008-09: £120,000, pooled, recurrent Now: £130,000, pooled, recurrent"
        in page
    )
    assert "As before Fewer falls" in page
    assert officer.get(where(annual, "annual_changes")).status_code == 404


def test_what_the_reader_may_not_see_of_the_year_before_is_not_compared(trust):
    annual = annual_of(trust, PublicBodyFactory(), in_force=True)
    following = actions.carry_forward(by=make_actor("secretariat"), annual=annual)
    newcomer = OrganisationFactory()
    AgreementParty.objects.create(agreement=following.agreement, organisation=newcomer)
    member = signed_in(make_actor("member", organisation=newcomer))
    page = words(member.get(following.get_absolute_url()))
    assert ("annual agreement 2009-10" in page, "Framework" in page, "Follows" in page) == (True, False, False)
    assert member.get(where(following, "annual_changes")).status_code == 404


def test_progress_is_noted_by_whoever_leads_and_shows_where_the_work_is(trust, officer):
    group = OrganisationFactory(name="Wye Group")
    annual = annual_of(trust, group, in_force=True)
    ours, theirs = annual.work.get(), line_of(annual, what="Train volunteers", lead=group)
    drafter = signed_in(make_actor("drafter", organisation=group))
    note = reverse("work_line_progress", args=[theirs.pk])
    assert drafter.get(reverse("work_line_progress", args=[ours.pk])).status_code == 403
    wrong = send(drafter, note, state="under_way", note="")
    assert wrong.status_code == 422
    assert send(drafter, note, state="under_way", note="Ten trained.").url == theirs.get_absolute_url()
    page = words(drafter.get(theirs.get_absolute_url()))
    assert ("Under way" in page, "Overdue" in page, "Ten trained." in page) == (True, True, True)
    page = words(officer.get(annual.get_absolute_url()))
    assert ("Ten trained." in page, "Nothing noted yet" in page) == (True, True)
    assert send(officer, note, state="done", note="All are.").status_code == 302
    assert "Overdue" not in words(drafter.get(theirs.get_absolute_url()))


def test_the_agreement_leads_to_its_components_where_its_text_comes_from(trust, officer):
    annual = annual_of(trust, PublicBodyFactory(), parts=4)
    page = officer.get(annual.agreement.get_absolute_url())
    told = "Its six components become its text. Complete them, and send them for signing."
    assert (told in words(page), "See its six components" in words(page)) == (True, True)
    for name in ("agreement_draft_add", "agreement_final"):
        assert f'href="{reverse(name, args=[annual.agreement_id])}"' not in page.content.decode()
    assert told in words(officer.get(reverse("agreement_draft_add", args=[annual.agreement_id])))
    entry = words(officer.get(reverse("agreement_edit", args=[annual.agreement_id])))
    assert ("Kind" in entry, "What it binds to" in entry) == (False, True)


def test_progress_waits_until_all_have_signed(trust, officer):
    line = annual_of(trust, PublicBodyFactory()).work.get()
    note = reverse("work_line_progress", args=[line.pk])
    refusal = send(officer, note, state="done", note="Done.")
    assert (refusal.status_code, "Progress is noted once all parties have signed." in words(refusal)) == (422, True)
    assert note not in officer.get(line.get_absolute_url()).content.decode()


def test_the_measures_show_their_figures_of_the_year(trust, officer):
    annual = annual_of(trust, PublicBodyFactory(), in_force=True)
    measure = annual.measures.first().measure
    ReadingFactory(measure=measure, area=annual.agreement.area, year=YEAR, value=312)
    ReadingFactory(measure=measure, area=annual.agreement.area, year=YEAR - 1, value=299)
    page = words(officer.get(annual.get_absolute_url()))
    assert (f"{annual.agreement.area}, 2008-09: 312 people" in page, "299" in page) == (True, False)


def test_the_lists_are_narrowed(trust, officer):
    annual = annual_of(trust, PublicBodyFactory(), in_force=True)
    annual_of(trust, PublicBodyFactory(), service="carers", year=2010, parts=4)

    def found(name, column, **asked):
        return [row[column] for row in officer.get(reverse(f"api_{name}"), asked).json()["results"]]

    assert found("annuals", "service") == ["carers", "services for older people"]
    for asked in (
        {"year": "2008"}, {"standing": "over"}, {"complete": "yes"}, {"service": "OLDER"},
        {"party": "wye trust", "year": "2008"},
        {"area": annual.agreement.area.name}, {"standing": "signed", "as_at": "2009-03-31"},
    ):  # fmt: skip
        assert found("annuals", "service", **asked) == ["services for older people"], asked
    assert found("annuals", "components", complete="no") == [4]
    for asked in ({"year": "2010"}, {"service": "carers"}, {"signed": "no"}):
        assert found("intentions", "service", **asked) == ["carers"], asked
    assert len(found("intentions", "partner", partner="Wye Trust", pooled="yes", recurrent="yes")) == 2
    done = line_of(annual, what="Train volunteers", state="done")
    assert found("work_lines", "what", overdue="yes", year="2008") == ["Open clinic 1"]
    assert found("work_lines", "what", overdue="no") == found("work_lines", "what", state="done") == [done.what]
    assert found("work_lines", "what", lead="Wye Trust", service="older", state="not_begun") == ["Open clinic 1"]


def test_an_amount_that_was_changed_is_not_listed_as_signed(trust, officer):
    annual, by = annual_of(trust, PublicBodyFactory()), make_actor("secretariat")

    def listed():
        return [
            [
                (row["purpose"], row["signed_on"])
                for row in officer.get(reverse("api_intentions"), asked).json()["results"]
            ]
            for asked in ({"signed": "yes"}, {"signed": "no"})
        ]

    with clock.at(DAY(YEAR, 5, 1)):
        row = annual.intentions.get()
        actions.edit_part(by=by, row=row, version=1, amount=1)
        actions.add_part(by=by, annual=annual, part="intentions", partner=trust, purpose="Beds", amount=5)
        sent = actions.send_for_signing(by=by, annual=annual)
        sent.drafts.update(in_force_on=DAY(YEAR, 5, 1))
        Agreement.objects.filter(pk=sent.pk).update(in_force_on=DAY(YEAR, 5, 1))
        assert listed() == [[("Falls clinics", "2008-05-01"), ("Beds", "2008-05-01")], []]
        actions.edit_part(by=by, row=row, version=2, amount=2)
        changed = [[("Beds", "2008-05-01")], [("Falls clinics", None)]]
        assert listed() == changed
        actions.send_for_signing(by=by, annual=annual)
        assert listed() == changed  # until all have signed that one


def test_the_page_costs_the_same_with_more_of_everything(trust, officer):
    def cost(annual):
        with CaptureQueriesContext(connection) as asked:
            assert officer.get(annual.get_absolute_url()).status_code == 200
        return len(asked)

    small, large = (annual_of(trust, PublicBodyFactory(), service=each, in_force=True) for each in ("carers", "falls"))
    for number in range(10):
        line_of(large).progress.create(noted_on=DAY(2008, 5, 1), state="under_way", note="Begun.")
        measure = MeasureFactory()
        large.measures.create(measure=measure, level="local")
        ReadingFactory(measure=measure, area=large.agreement.area, year=YEAR)
        large.outcomes.create(what=f"Outcome {number}", why_jointly="Both.")
        large.intentions.create(partner=trust, purpose=f"Clinic {number}", amount=number)
    small.work.first().progress.create(noted_on=DAY(2008, 5, 1), state="under_way", note="Begun.")
    cost(small)
    assert cost(large) == cost(small)


def test_a_program_does_the_same_with_the_same_words_of_refusal(trust, officer):
    annual = annual_of(trust, PublicBodyFactory(), parts=4)

    def post(name, *more, **sent):
        return officer.post(reverse(name, args=[annual.pk, *more]), sent, content_type="application/json")

    refusal = post("api_annual_send")
    assert (refusal.status_code, "Add a national and a local measure." in refusal.content.decode()) == (400, True)
    for level in ("national", "local"):
        made = post("api_annual_measures_add", measure=MeasureFactory().pk, level=level)
    lead = {"lead": trust.pk, "due_on": "2008-09-30", "what": "Open"}
    made = post("api_annual_work_add", **lead, measure=made.json()["measures"][0]["id"])
    assert (made.json()["complete"], made.json()["standing"]) == (6, "written")
    [line] = made.json()["work"]
    changed = post("api_annual_work_edit", line["id"], version=1, what="Open a clinic")
    assert [each["what"] for each in changed.json()["work"]] == ["Open a clinic"]
    assert post("api_annual_work_edit", line["id"], version=1, what="Open two").status_code == 409
    assert post("api_annual_work_edit", line["id"] + 9, version=1, what="Open two").status_code == 404
    intention = annual.intentions.get()
    assert post("api_annual_intentions_drop", intention.pk).json()["complete"] == 5
    assert (
        post("api_annual_governance", version=1, governance="The new group.").json()["governance"] == "The new group."
    )
    post("api_annual_intentions_add", partner=trust.pk, purpose="Clinics", amount="5.00")
    assert post("api_annual_send").json()["standing"] == "final"
    Agreement.objects.filter(pk=annual.agreement_id).update(in_force_on=DAY(2008, 4, 1))
    note = officer.post(
        reverse("api_work_line_progress", args=[line["id"]]), {"state": "done", "note": "It is open."},
        content_type="application/json",
    )  # fmt: skip
    assert (note.json()["state"], WorkLine.objects.get().state) == ("done", "done")
    following = post("api_annual_carry")
    assert following.json()["id"] == annual.pk
    sent = {"framework": annual.framework_id, "service": "falls", "year": 2009}
    begun = officer.post(reverse("api_annual_begin"), sent, content_type="application/json")
    assert (begun.status_code, begun.json()["service"], begun.json()["complete"]) == (200, "falls", 0)


def test_the_public_reads_the_published_draft_and_not_its_page(trust):
    annual = annual_of(trust, PublicBodyFactory(), published=True)
    assert Client().get(annual.get_absolute_url()).url.startswith("/account/login/")
    stranger = signed_in(make_actor("commissioner"))
    assert stranger.get(annual.get_absolute_url()).status_code == 404
    draft = Client().get(reverse("agreement_draft", args=[annual.agreement_id, 1]))
    assert "2. Outcomes People stay at home." in words(draft)
    page = words(Client().get(annual.agreement.get_absolute_url()))
    assert ("See its six components" in page, "Published" in page) == (False, False)
