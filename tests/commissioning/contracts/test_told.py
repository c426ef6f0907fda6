"""Who is told on the home page: heirs, those who approve exceptions anew, providers. Which priorities are offered."""

import datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from commissioning.contract_signatures.actions import sign_contract
from commissioning.contracts import rules, voiding
from commissioning.contracts.home import FOR_CLOSED
from commissioning.monitoring import actions as monitoring
from commissioning.plans.models import CommissioningPlan, Priority
from core import clock
from core.acts import Refused
from core.deadlines.registry import DEADLINES
from partnerships.organisations.models import Lineage
from partnerships.people.seeing import keys_seen
from tests.compacts.local.test_views import send
from tests.consultation.pages import words
from tests.factories.contracts import ENDS, ContractFactory, VariationFactory, drop, priority_of
from tests.factories.monitoring import RequirementFactory
from tests.factories.organisations import OrganisationFactory, PublicBodyFactory
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db
DAY = datetime.date
NOW = DAY(2006, 12, 4)


@pytest.fixture(autouse=True)
def today():
    with clock.at(NOW):
        yield


def home(actor):
    return words(signed_in(actor).get("/"))


def test_an_heir_is_told_of_what_its_closed_party_has_still_to_sign():
    heir, closed = OrganisationFactory(), OrganisationFactory(closed=DAY(2006, 3, 31))
    Lineage.objects.create(ancestor=closed, descendant=heir, kind="merger", on=DAY(2006, 4, 1))
    contract = ContractFactory(starts=DAY(2006, 1, 1), parties={closed: "provider"})
    chair, stranger = make_actor("approver", organisation=heir), make_actor("approver")
    assert (FOR_CLOSED in home(chair), FOR_CLOSED in home(stranger)) == (True, False)
    chair.membership.job_title = "Chair"
    chair.membership.save()
    sign_contract(by=chair, contract=contract, version=1, authority="The board")
    assert FOR_CLOSED not in home(chair)
    gone = ContractFactory(provider=closed, title="Meals")  # of which the commissioner names another provider
    still_there = ContractFactory(parties={(parted := OrganisationFactory()): "provider"}, title="Lifts")
    Lineage.objects.create(ancestor=parted, descendant=heir, kind="split", on=DAY(2006, 4, 1))
    assert gone.title not in home(chair) and still_there.title not in home(chair)


def test_somebody_is_told_of_an_exception_that_lapsed_as_a_variation_raised_the_value():
    contract = ContractFactory(active=True, exception_reason="So.", value=Decimal(90000))
    colleague = make_actor("commissioner", organisation=contract.commissioner)
    told = "Decide anew whether it may serve no priority"
    assert told in home(colleague) and "Its value rose to £90,000." in home(colleague)
    with clock.at(DAY(2008, 4, 1)):  # it ended on the day before
        assert told not in home(colleague)
    listed = ContractFactory(
        register=True, commissioner=contract.commissioner, exception_reason="Older.", title="Meals"
    )
    assert listed.title in home(colleague) and "Decide whether it may serve no priority" in home(colleague)


def test_a_provider_is_told_that_a_funder_waits_and_only_then_are_the_pages_open():
    source = RequirementFactory()
    ours = ContractFactory(active=True, provider=source.contract.provider)
    asked = RequirementFactory(contract=ours, measure=source.measure)
    chair, stranger = make_actor("approver", organisation=ours.provider), make_actor("approver")
    pages = [reverse(f"requirement_{act}", args=[asked.pk]) for act in ("allow", "refuse")]
    browser, told = signed_in(chair), "Allow that your return to another funder is read for it, or refuse it"
    assert [browser.get(each).status_code for each in pages] == [404, 404]
    assert told not in home(chair)
    by = make_actor("commissioner", organisation=ours.commissioner)
    monitoring.reuse_return(by=by, requirement=asked, other=source.contract)
    assert [browser.get(each).status_code for each in pages] == [200, 200]
    assert [told in home(each) for each in (chair, stranger, by)] == [True, False, False]
    send(browser, pages[0])
    assert told not in home(chair)


def test_a_variation_that_was_withdrawn_keeps_no_contract_from_being_void():
    contract = ContractFactory(active=True)
    by = make_actor("commissioner", organisation=contract.commissioner)
    variation = VariationFactory(contract=contract, provider_agreed_on=DAY(2006, 1, 10))
    with pytest.raises(Refused, match="has agreed a variation"):
        voiding.void_contract(by=by, contract=contract, reason="Twice.")
    type(variation).objects.update(withdrawn_on=DAY(2006, 1, 20))
    assert voiding.void_contract(by=by, contract=contract, reason="Twice.").voided_on == NOW


def test_only_priorities_that_would_be_taken_are_offered_and_the_one_that_stands():
    contract = ContractFactory()
    trust = contract.commissioner
    by = make_actor("commissioner", organisation=trust)
    now = priority_of(trust, title="In place")
    over = priority_of(trust, starts=DAY(2002, 4, 1), ends=DAY(2005, 3, 31), title="Expired")
    written = priority_of(trust, title="Not endorsed")
    written.plan.versions.update(endorsed_on=None)
    dropped = priority_of(trust, title="Dropped")
    drop(dropped, NOW)
    kept = priority_of(trust, starts=DAY(2002, 4, 1), ends=DAY(2005, 3, 31), title="Standing")
    type(contract).objects.update(priority=kept)
    browser = signed_in(by)
    names = [each.title for each in (now, over, written, dropped, kept)]
    found = {
        name: [each in words(browser.get(reverse(name, args=args))) for each in names]
        for name, args in (("contract_begin", ()), ("contract_small", ()), ("contract_edit", (contract.pk,)))
    }
    only = [True, False, False, False, False]
    assert found == {"contract_begin": only, "contract_small": only, "contract_edit": [True, False, False, False, True]}


def test_who_may_see_an_option_covers_for_its_date():
    contract = ContractFactory(active=True, maximum_end=DAY(2009, 3, 31))
    option = contract.extensions.create(until=DAY(2009, 3, 31), decide_by=DAY(2007, 3, 31))
    assert DEADLINES["contract_option"].queryset(None).get() == option
    people = [make_actor("member", organisation=contract.provider), make_actor("secretariat"), make_actor("member")]
    assert [keys_seen(each, type(option), {option.pk}) for each in people] == [{option.pk}, {option.pk}, set()]


def test_a_priority_that_drives_nothing_is_refused_in_the_same_words_on_the_page_and_by_a_program():
    """Also where it stood among the choices of a page that was opened before. What is offered is what is taken."""
    contract = ContractFactory()
    trust = contract.commissioner
    by = make_actor("commissioner", organisation=trust)
    now, over, written, gone, dropped, going = (
        priority_of(trust, title=title, starts=DAY(2002, 4, 1), ends=ends)
        for title, ends in (("In place", ENDS), ("Expired", DAY(2005, 3, 31)), ("Written", ENDS), ("Gone", ENDS),
                            ("Dropped", ENDS), ("Going", ENDS))
    )  # fmt: skip
    drop(going, NOW - datetime.timedelta(days=2), endorsed=False)
    coming = Priority.objects.create(plan=going.plan, number=2, title="Coming", added_in=2)
    written.plan.versions.update(endorsed_on=None)
    CommissioningPlan.objects.filter(pk=gone.plan_id).update(withdrawn_on=NOW, withdraw_reason="No money.")
    drop(dropped, NOW)
    plan = "The plan of its priority, Plan, "
    said = {
        now: "",
        over: f"{plan}expired on 31 March 2005. Choose one of a plan in place.",
        written: f"{plan}is not endorsed. Have it endorsed, or choose another priority.",
        gone: f"{plan}was withdrawn on 4 December 2006. Choose one of a plan in place.",
        dropped: "Its priority, 1. Dropped, was dropped on 4 December 2006. Choose another.",
        going: "",  # the boards have not endorsed the version that is without it
        coming: "Its priority, 2. Coming, comes with version 2 of its plan, which is not endorsed. Have that endorsed, "
        "or choose another priority.",
    }
    rows = {each: Priority.objects.select_related("plan").get(pk=each.pk) for each in said}
    assert {each: rules.why_not_served(row, NOW) for each, row in rows.items()} == said
    assert set(Priority.objects.driving(NOW)) == {now, going}
    yesterday = NOW - datetime.timedelta(days=1)
    assert [each for each, row in rows.items() if not rules.why_not_served(row, yesterday)] == [
        now,
        gone,
        dropped,
        going,
    ]
    assert set(Priority.objects.driving(yesterday)) == {now, gone, dropped, going}

    browser, program = signed_in(by), signed_in(by)
    for each in (over, written, gone, dropped, coming):
        page = send(browser, reverse("contract_serve", args=[contract.pk]), priority=str(each.pk))
        assert said[each] in words(page)
        for name, sent in (("api_contract_serve", {}), ("api_contract_edit", {"version": contract.version})):
            answer = program.post(reverse(name, args=[contract.pk]), {"priority": each.pk, **sent}, "application/json")
            assert (answer.status_code, [one["detail"] for one in answer.json()["errors"]]) == (400, [said[each]])
    contract.refresh_from_db()
    assert contract.priority is None
    strange = priority_of(PublicBodyFactory(), title="Of others")
    CommissioningPlan.objects.filter(pk=strange.plan_id).update(published_on=None)
    page = words(send(browser, reverse("contract_serve", args=[contract.pk]), priority=str(strange.pk)))
    assert "Of others" not in page
    assert "Choose the priority it serves from the list." in page
    send(browser, reverse("contract_serve", args=[contract.pk]), priority=str(now.pk))
    contract.refresh_from_db()
    assert contract.priority == now


def test_the_checklist_leads_nobody_to_a_page_that_is_not_for_them():
    """Who signs is led to where they sign, the commissioner to where a paper is recorded, too; an auditor nowhere."""
    contract = ContractFactory()
    where = reverse("contract_sign", args=[contract.pk])
    said = f"Still to sign: {contract.commissioner} and {contract.provider}."
    for role, leads in (("approver", True), ("secretariat", False), ("auditor", False)):
        browser = signed_in(make_actor(role, organisation=contract.provider))
        page = browser.get(contract.get_absolute_url())
        assert said in words(page)
        assert ((f'<a href="{where}">Still to sign' in page.content.decode()), browser.get(where).status_code) == (
            (True, 200) if leads else (False, 403)
        ), role
