"""The Charity Commission's extract."""

import datetime
from decimal import Decimal

import pytest

from core.imports import actions
from partnerships.organisations.actions import add_organisation
from partnerships.organisations.models import Organisation, OrganisationKind, TieKind
from tests.partnerships.organisations.imports.files import HOUSE, charities, charity, counts, said, the

pytestmark = pytest.mark.django_db

CARERS = charity(
    "1093617", "MALVERN CARERS FORUM",
    latest_acc_fin_period_end_date="2022-03-31 00:00:00.0000000", latest_income="124696",
    charity_contact_address1="Flat 26", charity_contact_address2="Great Malvern", charity_contact_postcode="wr142aa",
    charity_contact_phone="+44(0)1684 960106", charity_contact_email="carers@example.org",
    charity_contact_web="www.example.org/carers", charity_company_registration_number="4471231",
    charity_activities="Brings carers together.",
)  # fmt: skip
FUND = charity("1093617", "Malvern Carers Holiday Fund", linked="1")
ENDED = charity(
    "1000001", "Ended Trust", charity_registration_status="Removed", date_of_removal="2018-11-06 00:00:00.0000000"
)

NO_NUMBER = "is not one. A Charity number is six or seven figures, like 1093617."
NO_DATE = "is not a date that can be read: write it as 2003-04-01."


def test_a_charity_with_all_that_the_columns_say(lists):
    run = lists.take("charity-extract", charities(CARERS))
    assert run.summary == "read=1 created=1 updated=0 unchanged=0 refused=0"
    found = the("1093617")
    assert (str(found), found.kind.code) == ("Malvern Carers Forum, 1093617", "charity")
    assert (found.opened, found.closed) == (datetime.date(1990, 1, 2), None)
    assert (found.address, found.postcode) == ("Flat 26, Great Malvern", "WR14 2AA")
    assert (found.telephone, found.email) == ("+44(0)1684 960106", "carers@example.org")
    assert (found.website, found.about) == ("http://www.example.org/carers", "Brings carers together.")
    assert (found.income, found.income_year_end) == (Decimal("124696.00"), datetime.date(2022, 3, 31))
    assert found.size.code == "medium"
    assert sorted(found.identifiers.values_list("scheme", "value")) == [("charity", "1093617"), ("company", "04471231")]


@pytest.mark.parametrize("order", [[FUND, CARERS], [CARERS, FUND]])
@pytest.mark.parametrize("size", [1, 500])
def test_a_linked_charity_is_part_of_its_main_one_wherever_that_stands(lists, monkeypatch, order, size):
    cut = actions.batches
    monkeypatch.setattr(actions, "batches", lambda rows: cut(rows, size))
    look = lists.look("charity-extract", charities(*order))
    run = lists.take("charity-extract", charities(*order))
    assert (counts(run), run.doubtful, look.summary, look.doubtful) == ((2, 0, 0, 0), 0, run.summary, 0)
    fund = the("1093617-1")
    assert (fund.kind.code, fund.code) == ("linked-charity", "1093617-1")
    assert list(fund.ties.values_list("other__code", "kind")) == [("1093617", TieKind.PART_OF)]
    assert counts(lists.take("charity-extract", charities(*order))) == (0, 0, 2, 0)


def test_a_linked_charity_without_its_main_one_is_taken_and_said(lists):
    run = lists.take("charity-extract", charities(FUND))
    assert said(run) == [(2, "It is part of the body with Charity number 1093617, which is not in the register.")]
    assert counts(lists.take("charity-extract", charities(CARERS, FUND))) == (1, 1, 0, 0)


def test_a_removed_charity_arrives_closed(lists):
    lists.take("charity-extract", charities(ENDED))
    assert the("1000001").closed == datetime.date(2018, 11, 6)


def test_a_company_number_that_two_charities_give_is_said_and_not_a_crash(lists):
    other = charity("1093618", "Another Forum", charity_company_registration_number="04471231")
    both = charities(CARERS, other)
    run = lists.take("charity-extract", both)
    assert counts(run) == (2, 0, 0, 0)
    assert said(run) == [(3, "Company number 04471231 is not added: Malvern Carers Forum has it already.")]
    assert counts(lists.take("charity-extract", both)) == (0, 0, 2, 0)


def test_a_company_put_in_by_hand_is_recognised_by_its_number(lists):
    kind = OrganisationKind.objects.get(code="community-group")
    by_hand = add_organisation(by=HOUSE, name="Carers of Malvern", kind=kind, identifiers=[("company", "4471231")])
    run = lists.take("charity-extract", charities(CARERS), published_on=datetime.date(2100, 1, 1))
    assert (Organisation.objects.count(), counts(run)) == (1, (0, 1, 0, 0))
    by_hand.refresh_from_db()
    assert (by_hand.name, by_hand.code, by_hand.kind.code) == ("Carers of Malvern", "1093617", "charity")
    assert [reason for _, reason in said(run)][:2] == [
        "Taken to be Carers of Malvern, which has the same Company number 04471231.",
        "Two names for one body: 'Carers of Malvern' is kept, 'Malvern Carers Forum' is added as also known as.",
    ]


def test_two_charities_of_one_name_are_two(lists):
    run = lists.take("charity-extract", charities(charity("1000001", "Friends"), charity("1000002", "Friends")))
    assert (counts(run), run.doubtful) == ((2, 0, 0, 0), 0)


def test_a_later_extract_brings_a_new_income_and_an_older_one_does_not(lists):
    lists.take("charity-extract", charities(CARERS))
    later = {**CARERS, "date_of_extract": "2024-09-07", "latest_income": "9999.99"}
    run = lists.take("charity-extract", charities(later))
    assert (counts(run), run.doubtful) == ((0, 1, 0, 0), 0)
    assert (the("1093617").income, the("1093617").size.code) == (Decimal("9999.99"), "micro")
    run = lists.take("charity-extract", charities(CARERS))
    assert counts(run) == (0, 0, 1, 0)
    assert said(run) == [(2, "The file is older than what the register holds; kept: income, size band.")]


def test_what_cannot_be_one_is_left_out_and_said(lists):
    odd = {
        **CARERS,
        "charity_contact_email": "nobody",
        "charity_contact_web": "javascript:alert(1)",
        "charity_company_registration_number": "12-34",
        "charity_contact_phone": "0" * 41,
    }
    run = lists.take("charity-extract", charities(odd))
    found = the("1093617")
    assert (found.email, found.website, found.telephone, found.identifiers.count()) == ("", "", "", 1)
    assert [reason for _, reason in said(run)] == [
        "The company number '12-34' is not one. A Company number is eight figures, or two letters and six figures, "
        "like 00738693. Left out.",
        "The telephone is longer than 40 letters; left out.",
        "The e-mail address 'nobody' is not one; left out.",
        "The website 'javascript:alert(1)' is not one; left out.",
    ]


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"registered_charity_number": "12"}, f"The charity number '12' {NO_NUMBER}"),
        ({"linked_charity_number": "x"}, f"The linked charity's number '1093617-x' {NO_NUMBER}"),
        ({"charity_name": ""}, "The charity's name is missing."),
        ({"latest_income": "1e400"}, "The income '1e400' is not an amount of money."),
        ({"latest_income": "NaN"}, "The income 'NaN' is not an amount of money."),
        ({"charity_registration_status": "Removed"}, "It is said to be removed, but the date of removal is missing."),
        ({"date_of_removal": "1989-01-01"}, "It closed on 1 January 1989, before it opened on 2 January 1990."),
        ({"date_of_registration": "30-Apr-20"}, f"The date of registration '30-Apr-20' {NO_DATE}"),
    ],
)  # fmt: skip
def test_a_bad_row_is_refused_with_its_reason(lists, cells, reason):
    run = lists.take("charity-extract", charities({**CARERS, **cells}, ENDED))
    assert (counts(run), said(run, "refused")) == ((1, 0, 0, 1), [(2, reason)])


def test_full_width_figures_are_figures(lists):
    wide = {**CARERS, "registered_charity_number": "１０９３６１７", "latest_income": "１２４６９６"}
    lists.take("charity-extract", charities(wide))
    assert the("1093617").income == Decimal("124696.00")


def test_quotation_marks_are_letters(lists):
    lists.take("charity-extract", charities(charity("1000001", 'The "Friends')))
    assert the("1000001").name == 'The "Friends'
