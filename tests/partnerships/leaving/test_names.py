"""Somebody has a new name: it stands wherever they are named now, the former nowhere but where they signed."""

import pytest
from django.urls import reverse

from core import clock
from core.trail.models import Event
from partnerships.cover.actions import name_cover
from partnerships.leaving.actions import hand_over
from partnerships.people import holdings
from partnerships.people.account_actions import update_account
from tests.factories.agreements import between, signed_by
from tests.factories.deadline import CompactLeadFactory
from tests.factories.people import signed_in

pytestmark = pytest.mark.django_db
FORMER, NEW = "Owen Vale", "Olwen Vale"


def test_the_new_name_stands_everywhere_and_the_former_where_it_was_signed(owen, sara, ruth, compact, asked):
    lead = CompactLeadFactory(organisation=owen.organisation, name=FORMER, email=owen.user.email)
    agreement = between(owen.organisation, final=True)
    signed_by(agreement, agreement.parties.first(), name=FORMER)
    today = clock.today()
    cover = name_cover(by=owen, membership=owen.membership, by_whom=sara.membership, starts=today, ends=today)
    gone = hand_over(by=ruth, membership=owen.membership, what=[f"compact_lead:{lead.pk}"], why="Nobody wants to lead.")
    owen.user.refresh_from_db()
    update_account(by=owen, user=owen.user, name=NEW, telephone="01432 000 001")
    browser = signed_in(ruth)
    pages = [
        *(each.get_absolute_url() for each in (owen.membership, cover, gone, compact, asked, lead)),
        reverse("person", args=[owen.user_id]),
        reverse("people"),
        reverse("organisation_people", args=[owen.organisation_id]),
        reverse("membership_hand_over", args=[owen.membership_id]),
    ]
    shown = {page: browser.get(page).content.decode() for page in pages}
    assert {page: FORMER in html for page, html in shown.items()} == dict.fromkeys(pages, False)
    assert [page for page, html in shown.items() if NEW not in html] == []
    assert FORMER in browser.get(reverse("signatures")).content.decode()
    told = str(list(Event.objects.values_list("detail", "capacity")))
    assert (FORMER in told, NEW in told) == (False, False)


def test_what_names_somebody_else_at_the_same_body_keeps_its_name(owen, sara, compact):
    update_account(by=sara, user=sara.user, name="Sara Price", telephone="")
    compact.refresh_from_db()
    assert (compact.manager_name, compact.version) == (FORMER, 1)
    assert [each.key for each in holdings.of(owen.membership)] == [f"compact_manager:{compact.pk}"]
