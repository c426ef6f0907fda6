"""From the page of a cycle people reach all that it holds, and all that can be added to it."""

from urllib.parse import urlencode

import pytest
from django.urls import reverse

from commissioning.needs.models import Need
from tests.commissioning.partners import DAY, at
from tests.commissioning.partners import on as at_day
from tests.consultation.pages import words
from tests.factories.commissioning_plans import AnalysisEntryFactory, NeedFactory, PlanFactory
from tests.factories.cycles import CycleFactory
from tests.factories.organisations import PublicBodyFactory
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db
ON = DAY(2006, 6, 1)
ADDED = ("need_add", "analysis_add", "plan_begin")


@pytest.fixture(autouse=True)
def today():
    with at_day(ON):
        yield


def links_in(browser, where) -> set[str]:
    page = browser.get(where).content.decode().replace("&amp;", "&")
    return {each.split('"')[0] for each in page.split('href="')[1:]}


def test_needs_analysis_and_plans_stand_on_it_and_more_are_added_from_it_also_once_its_lines_are_green():
    trust = PublicBodyFactory()
    cycle = CycleFactory(title="Elders & carers", partners=[trust, PublicBodyFactory()])
    NeedFactory(cycle=cycle, title="Homes", settled_on=ON, unmet="All of it.")
    NeedFactory(cycle=cycle, title="Work", unmet="All of it.")
    AnalysisEntryFactory(cycle=cycle, kind="risk", amount=None)
    plan = PlanFactory(cycle=cycle, title="A plan in draft", stands="written")
    partner, other = (signed_in(make_actor("commissioner", organisation=each)) for each in (trust, PublicBodyFactory()))
    where = cycle.get_absolute_url()
    page, links = words(partner.get(where)), links_in(partner, where)
    assert "What is needed Homes Settled Work Open The needs of this cycle as a list" in page
    planned = "What is planned A plan in draft : 1 April 2005 to 31 March 2008 In development"
    assert f"What else was analysed Risk {planned}" in page
    risks = f"{reverse('analysis_entries')}?{urlencode({'cycle': cycle.title, 'kind': 'risk'})}"
    needs = f"{reverse('needs')}?{urlencode({'cycle': cycle.title})}"
    assert {risks, needs, plan.get_absolute_url(), *(reverse(each, args=[cycle.pk]) for each in ADDED)} <= links
    assert [words(partner.get(each)).count("Elders & carers") > 0 for each in (risks, needs)] == [True, True]
    assert "A plan in draft" not in words(other.get(where)) and "Homes" in words(other.get(where))
    assert not {reverse(each, args=[cycle.pk]) for each in ADDED} & links_in(other, where)

    assert "What is needed Homes Settled" in words(partner.get(at(cycle).get_absolute_url()))
    assert "What is planned A plan in draft" in words(partner.get(at(cycle, "2_plan").get_absolute_url()))
    assert "What is planned" not in words(partner.get(at(cycle).get_absolute_url()))
    empty = words(partner.get(CycleFactory(partners=[trust]).get_absolute_url()))
    assert not any(each in empty for each in ("What is needed", "What else was analysed", "What is planned"))


def test_ten_needs_stand_on_it_and_the_list_has_the_rest():
    cycle = CycleFactory(partners=[PublicBodyFactory()])
    for number in range(12):
        NeedFactory(cycle=cycle, title=f"Need {number:02}")
    page = words(signed_in(make_actor("secretariat")).get(cycle.get_absolute_url()))
    assert [f"Need {number:02} Open" in page for number in (0, 9, 10)] == [True, True, False]
    assert Need.objects.count() == 12


def test_the_lists_of_what_cycles_and_contracts_hold_are_reached_from_theirs():
    office = signed_in(make_actor("secretariat"))
    of_cycles = {"analysis_entries", "involvements", "contributions", "interests", "overrides", "lessons"}
    assert {reverse(each) for each in of_cycles} <= links_in(office, reverse("cycles"))
    of_contracts = {"suppliers", "returns", "variations", "costings", "bands", "contract_templates"}
    assert {reverse(each) for each in of_contracts} <= links_in(office, reverse("contracts"))
    assert reverse("analysis_entries") in links_in(office, reverse("needs"))
    member = links_in(signed_in(make_actor("member")), reverse("contracts"))
    assert reverse("suppliers") not in member
