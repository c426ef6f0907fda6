"""While a contract runs and after: notice to the day, options, what is decided, ends taken back, and copies."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from commissioning.contracts import copying_actions, days, onwards, part_actions, rules
from commissioning.contracts.kinds import State
from commissioning.contracts.reading import LOADED
from core import clock
from core.trail.models import Event
from partnerships.organisations.models import Lineage
from tests.compacts.local.test_views import day, send
from tests.factories.contracts import ContractFactory
from tests.factories.organisations import OrganisationFactory, PublicBodyFactory
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db
DAY = datetime.date


def refusal(act, **given):
    with pytest.raises(ValidationError) as found:
        act(**given)
    return found.value.message_dict if hasattr(found.value, "error_dict") else found.value.messages


@pytest.fixture
def trust():
    return PublicBodyFactory(name="Herefordshire Trust")


@pytest.fixture
def by(trust):
    return make_actor("commissioner", organisation=trust)


@pytest.mark.parametrize(
    ("given", "months", "ends"),
    [
        (DAY(2007, 2, 28), 3, DAY(2007, 5, 28)), (DAY(2008, 2, 29), 12, DAY(2009, 2, 28)),
        (DAY(2007, 11, 30), 3, DAY(2008, 2, 29)), (DAY(2007, 6, 30), 1, DAY(2007, 7, 30)),
    ],
)  # fmt: skip
def test_notice_runs_to_the_corresponding_day_in_both_directions(given, months, ends):
    assert days.earliest_end(given, months) == ends
    assert days.latest_notice(ends, months) >= given
    assert days.earliest_end(days.latest_notice(ends, months), months) <= ends


def test_the_latest_notice_is_the_last_day_that_is_early_enough():
    ends = [DAY(2008, 1, 1) + datetime.timedelta(days=each) for each in range(366)]
    for months in (1, 3, 12):
        for end in ends:
            latest = days.latest_notice(end, months)
            assert days.earliest_end(latest, months) <= end < days.earliest_end(latest + days.ONE, months)


def test_once_extended_the_due_page_asks_no_more_for_what_was_decided(trust, by):
    contract = ContractFactory(
        commissioner=trust, active=True, maximum_end=DAY(2010, 3, 31), decide_by=DAY(2007, 9, 30),
        notice_by=DAY(2007, 12, 31),
    )  # fmt: skip
    option = contract.extensions.create(until=DAY(2009, 3, 31), decide_by=DAY(2007, 12, 31))
    with clock.at(DAY(2007, 9, 3)):
        part_actions.take_extension(by=by, contract=contract, part=option)
        contract.refresh_from_db()
        assert (contract.current_end, contract.decide_by, contract.notice_by) == (
            DAY(2009, 3, 31), None, DAY(2008, 12, 31),
        )  # fmt: skip
        browser = signed_in(by)
        page = reverse("contract_days", args=[contract.pk])
        late = send(browser, page, **day("decide_by", DAY(2009, 4, 1)), **day("notice_by", DAY(2009, 1, 1)))
        assert (late.status_code, "Give notice by 31 December 2008 at the latest." in late.content.decode()) == (
            422, True,
        )  # fmt: skip
        send(browser, page, **day("decide_by", DAY(2008, 9, 30)), **day("notice_by", DAY(2008, 12, 1)))
        contract.refresh_from_db()
        assert (contract.decide_by, contract.notice_by) == (DAY(2008, 9, 30), DAY(2008, 12, 1))
        given = {"by": by, "contract": contract, "version": contract.version, "notice_by": DAY(2008, 12, 1)}
        assert refusal(onwards.move_days, **given) == {
            "decision": ["Say what was decided, or enter by when it is decided."]
        }
        onwards.move_days(**given, decision="Tender it again.")
        contract.refresh_from_db()
        told = Event.objects.of(contract).filter(verb="decided what follows").get()
        assert (contract.decide_by, told.detail["decision"]) == (None, "Tender it again.")


def test_a_mistyped_early_end_is_taken_back_while_it_lies_ahead(trust, by):
    contract = ContractFactory(commissioner=trust, ended_early=True)
    with clock.at(DAY(2006, 10, 1)):
        assert refusal(onwards.take_back_end, by=by, contract=contract) == [
            "It ended on 30 September 2006, which is past. Copy it to begin one that follows."
        ]
    with clock.at(DAY(2006, 9, 30)):
        browser = signed_in(by)
        assert "Take back that it ends early" in browser.get(contract.get_absolute_url()).content.decode()
        send(browser, reverse("contract_end_take_back", args=[contract.pk]))
        contract.refresh_from_db()
        assert (contract.ended_early_on, contract.notice_given_on, contract.end_reason) == (None, None, "")
        assert contract.state == State.ACTIVE
        assert refusal(onwards.take_back_end, by=by, contract=contract) == [
            "It does not end early, so there is nothing to take back."
        ]


def test_what_cannot_be_copied_is_left_to_the_page_of_the_draft(trust, by):
    closed = OrganisationFactory(name="Old Voices", closed=DAY(2005, 12, 31))
    contract = ContractFactory(commissioner=trust, provider=closed)
    contract.years.create(year=2010, amount=Decimal(5))
    copied = LOADED.get(pk=copying_actions.copy_contract(by=by, contract=contract).pk)
    assert (copied.provider, {each.year for each in copied.years.all()}) == (closed, {2006, 2007, 2008})
    assert rules.both_sides_exist(copied, clock.today()).message.startswith("Old Voices closed on 31 December 2005.")
    heir = OrganisationFactory(name="Voices Together")
    Lineage.objects.create(ancestor=closed, descendant=heir, kind="merger", on=DAY(2006, 1, 1))
    contract.parties.create(organisation=heir, role="subcontractor")
    copied = copying_actions.copy_contract(by=by, contract=contract)
    assert set(copied.parties.values_list("organisation__name", "role")) == {
        ("Herefordshire Trust", "commissioner"), ("Voices Together", "provider"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("starts", "then"),
    [
        (DAY(2007, 2, 28), DAY(2008, 2, 28)), (DAY(2008, 2, 29), DAY(2009, 3, 1)), (DAY(2007, 3, 1), DAY(2008, 3, 1)),
        (DAY(2007, 4, 30), DAY(2008, 4, 30)),
    ],
)  # fmt: skip
def test_a_copy_starts_on_the_same_day_a_year_later(trust, by, starts, then):
    contract = ContractFactory(commissioner=trust, starts=starts, initial_end=DAY(2010, 2, 28), years=False)
    copied = copying_actions.copy_contract(by=by, contract=contract)
    assert (copied.starts, copied.initial_end) == (then, DAY(2011, 2, 28))
