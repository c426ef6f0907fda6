"""The acts of the partner register: what they change, what they refuse, and what the trail says of them."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied

from core import clock
from core.acts import Conflict, Refused
from core.trail.models import Event
from partnerships.organisations import actions
from partnerships.organisations.models import Organisation, Scheme, UmbrellaClass
from tests.factories.organisations import AreaFactory, KindFactory, OrganisationFactory, PublicBodyFactory, TermFactory

pytestmark = pytest.mark.django_db
DAY = datetime.date


@pytest.fixture
def office(actor):
    return actor("secretariat")


def trail(thing) -> list[str]:
    return list(Event.objects.of(thing).values_list("verb", flat=True))


def test_an_organisation_is_added_with_its_kind_codes_and_words_to_find_it(office):
    kind = KindFactory(code="primary-care-trust")
    made = actions.add_organisation(
        by=office,
        name="Herefordshire Primary Care Trust",
        kind=kind,
        identifiers=[(Scheme.GSS, "e16000015"), (Scheme.ODS, " 5cn ")],
        opened=DAY(2000, 10, 1),
        postcode="hr12ab",
    )
    made.refresh_from_db()
    assert (made.code, made.sort_name, made.postcode) == ("5CN", "herefordshire primary care trust", "HR1 2AB")
    assert set(made.identifiers.values_list("scheme", "value")) == {("gss", "E16000015"), ("ods", "5CN")}
    assert list(made.kinds.values_list("kind__code", "starts", "ends")) == [
        ("primary-care-trust", DAY(2000, 10, 1), None)
    ]
    assert list(Organisation.objects.matching("heref 5cn")) == [made]
    assert trail(made) == ["added"]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"name": "  "}, "Enter the organisation's name."),
        ({"identifiers": [("ods", "５ＣＮ!")]}, "An ODS code is letters and figures, like 5CN or QGH."),
        ({"identifiers": [("charity", "12")]}, "A Charity number is six or seven figures, like 1093617."),
        (
            {"opened": DAY(2006, 10, 2), "closed": DAY(2006, 10, 1)},
            "The last day is before the day it opened.",
        ),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(office, fields, words):
    before = Organisation.objects.count()
    with pytest.raises(Refused, match=words.replace("?", "\\?")):
        actions.add_organisation(by=office, **{"name": "A group", "kind": KindFactory(), **fields})
    assert Organisation.objects.count() == before


def test_full_width_figures_are_the_same_code(office):
    made = actions.add_organisation(
        by=office, name="A", kind=KindFactory(), identifiers=[("charity", "１０９３６１７")]
    )
    assert made.code == "1093617"


def test_a_code_is_never_given_twice(office):
    OrganisationFactory(name="First Trust", ods="5CN")
    with pytest.raises(Refused, match="First Trust already has the ODS code 5CN."):
        actions.add_organisation(by=office, name="Second", kind=KindFactory(), identifiers=[("ods", "5CN")])


def codes_of(organisation):
    return list(organisation.identifiers.order_by("value").values_list("scheme", "value", "ends"))


@pytest.fixture
def two_codes(office):
    codes = [(Scheme.ODS, "5CN"), (Scheme.CHARITY, "1093617")]
    return actions.add_organisation(by=office, name="Wye Group", kind=KindFactory(), identifiers=codes)


def test_a_wrong_code_is_taken_off_and_given_to_whose_it_is(office, two_codes):
    wrong = two_codes.identifiers.get(value="5CN")
    actions.drop_identifier(by=office, organisation=two_codes, code=wrong, wrong=True)
    two_codes.refresh_from_db()
    assert codes_of(two_codes) == [("charity", "1093617", None)]
    assert (str(two_codes), Organisation.objects.matching("5CN").count()) == ("Wye Group, 1093617", 0)
    event = Event.objects.get(verb="took off a wrong code")
    assert event.detail == {"scheme": "ODS code", "value": "5CN"}
    other = actions.add_organisation(by=office, name="Trust", kind=KindFactory(), identifiers=[(Scheme.ODS, "5CN")])
    assert Organisation.objects.matching("5CN").get() == other
    with pytest.raises(Refused, match="ODS code 5CN is not a code of Wye Group any more."):
        actions.drop_identifier(by=office, organisation=two_codes, code=wrong, wrong=True)


def test_a_code_that_is_no_longer_its_own_is_kept_and_found(office, two_codes):
    with clock.at(datetime.date(2006, 5, 4)):
        former = two_codes.identifiers.get(value="5CN")
        actions.drop_identifier(by=office, organisation=two_codes, code=former, wrong=False)
    two_codes.refresh_from_db()
    assert codes_of(two_codes) == [("charity", "1093617", None), ("ods", "5CN", datetime.date(2006, 5, 4))]
    assert (two_codes.code, Organisation.objects.matching("5CN").get()) == ("1093617", two_codes)
    assert Event.objects.get(verb="ended a code").detail == {"scheme": "ODS code", "value": "5CN"}


def test_only_those_who_may_change_an_entry_drop_a_code(two_codes, actor):
    code = two_codes.identifiers.get(value="5CN")
    for by in (actor("member", organisation=two_codes), actor("administrator"), actor("commissioner")):
        with pytest.raises(PermissionDenied):
            actions.drop_identifier(by=by, organisation=two_codes, code=code, wrong=True)
    assert len(codes_of(two_codes)) == 2


def test_the_page_on_which_a_code_is_dropped(two_codes, actor, client_for):
    browser = client_for(actor("administrator", organisation=two_codes))
    url = f"/partners/{two_codes.pk}/codes/drop/"
    assert f'href="{url}"' in browser.get(f"/partners/{two_codes.pk}/").content.decode()
    page = browser.get(url).content.decode()
    assert ("ODS code 5CN" in page, "Charity number 1093617" in page) == (True, True)
    nothing = browser.post(url, {"reason": "wrong"})
    assert nothing.status_code == 422
    assert "Choose the code." in nothing.content.decode()
    strangers = PublicBodyFactory(ods="5PL").identifiers.get()
    assert browser.post(url, {"code": strangers.pk, "reason": "wrong"}).status_code == 422
    for code in two_codes.identifiers.all():
        assert browser.post(url, {"code": code.pk, "reason": "wrong"}).url == f"/partners/{two_codes.pk}/"
    assert codes_of(two_codes) == []
    assert "Wye Group has no code." in browser.get(url, follow=True).content.decode()


def test_a_new_name_keeps_the_old_one_and_both_find_it(office):
    group = OrganisationFactory(name="Carers Link")
    with clock.at(DAY(2026, 3, 1)):
        actions.update_organisation(by=office, organisation=group, version=1, name="Carers Together")
    group.refresh_from_db()
    assert (group.name, group.sort_name, group.version) == ("Carers Together", "carers together", 2)
    assert list(group.names.values_list("name", "kind", "ends")) == [("Carers Link", "former", DAY(2026, 3, 1))]
    assert [each.pk for text in ("link", "together") for each in Organisation.objects.matching(text)] == [group.pk] * 2
    event = Event.objects.of(group).first()
    assert (event.verb, event.detail) == ("changed", {"name": ["Carers Link", "Carers Together"]})


def test_an_edit_of_what_somebody_else_has_changed_is_a_conflict(office):
    group = OrganisationFactory(about="First")
    actions.update_organisation(by=office, organisation=group, version=1, about="Second")
    with pytest.raises(Conflict) as conflict:
        actions.update_organisation(by=office, organisation=group, version=1, about="Third")
    assert conflict.value.current.about == "Second"
    group.refresh_from_db()
    assert (group.about, group.version) == ("Second", 2)


def test_an_edit_that_changes_nothing_leaves_no_trace(office):
    group = OrganisationFactory(about="As it was")
    actions.update_organisation(by=office, organisation=group, version=1, about="As it was")
    group.refresh_from_db()
    assert (group.version, trail(group)) == (1, [])


def test_only_what_may_be_edited_is_written(office):
    group = OrganisationFactory()
    actions.update_organisation(by=office, organisation=group, is_partner=True, code="X", about="New")
    group.refresh_from_db()
    assert (group.is_partner, group.code, group.about) == (False, "", "New")


def test_it_becomes_another_kind_on_a_day(office):
    trust, foundation = KindFactory(code="nhs-trust"), KindFactory(code="nhs-foundation-trust")
    body = OrganisationFactory(kind=trust, opened=DAY(1995, 4, 1))
    actions.change_kind(by=office, organisation=body, kind=foundation, on=DAY(2008, 5, 1))
    assert list(body.kinds.order_by("starts").values_list("kind__code", "starts", "ends")) == [
        ("nhs-trust", DAY(1995, 4, 1), DAY(2008, 4, 30)),
        ("nhs-foundation-trust", DAY(2008, 5, 1), None),
    ]
    with pytest.raises(Refused, match="only since 1 May 2008"):
        actions.change_kind(by=office, organisation=body, kind=trust, on=DAY(2008, 5, 1))


def test_terms_are_ended_and_begun_never_rewritten(office):
    group, older, carers = OrganisationFactory(), TermFactory(title="Older people"), TermFactory(title="Carers")
    with clock.at(DAY(2025, 1, 1)):
        actions.describe_organisation(by=office, organisation=group, terms=[older])
    with clock.at(DAY(2026, 1, 1)):
        actions.describe_organisation(by=office, organisation=group, terms=[carers])
    assert list(group.described.order_by("starts").values_list("term__title", "starts", "ends")) == [
        ("Older people", DAY(2025, 1, 1), DAY(2026, 1, 1)),
        ("Carers", DAY(2026, 1, 1), None),
    ]
    assert trail(group) == ["described", "described"]


def test_an_organisation_works_in_many_areas(office):
    group, here, there = OrganisationFactory(), AreaFactory(name="Herefordshire"), AreaFactory(name="Worcestershire")
    actions.set_areas_served(by=office, organisation=group, areas=[here, there])
    assert set(group.areas_served.filter(ends=None).values_list("area__name", flat=True)) == {
        "Herefordshire",
        "Worcestershire",
    }


def test_the_administrator_confirms_the_own_entry_for_a_year(actor):
    group = OrganisationFactory(partner=True, confirm_by=DAY(2026, 1, 1))
    with clock.at(DAY(2026, 6, 1)):
        assert group.is_stale
        actions.confirm_organisation(by=actor("administrator", organisation=group), organisation=group)
        group.refresh_from_db()
        assert (group.confirmed_on, group.confirm_by, group.is_stale) == (DAY(2026, 6, 1), DAY(2027, 6, 1), False)
    with clock.at(DAY(2027, 6, 1)):
        assert group.is_stale


@pytest.mark.parametrize("role", ["member", "drafter", "approver", "commissioner", "analyst", "auditor"])
def test_others_do_not_change_an_entry(actor, role):
    group = OrganisationFactory()
    by = actor(role, organisation=group)
    for act in (actions.update_organisation, actions.confirm_organisation, actions.mark_partner):
        with pytest.raises(PermissionDenied):
            act(by=by, organisation=group)
    assert trail(group) == []


def test_another_organisations_administrator_does_not(actor):
    with pytest.raises(PermissionDenied, match="belongs to another organisation"):
        actions.confirm_organisation(by=actor("administrator"), organisation=OrganisationFactory())


def test_partner_here_is_a_dated_mark_by_somebody(office):
    group = OrganisationFactory()
    with clock.at(DAY(2026, 2, 1)):
        spell = actions.mark_partner(by=office, organisation=group)
    assert (spell.starts, spell.ends, spell.marked_by) == (DAY(2026, 2, 1), None, office.user)
    with pytest.raises(Refused, match="is marked as a partner already"):
        actions.mark_partner(by=office, organisation=group)
    with clock.at(DAY(2026, 3, 1)):
        actions.unmark_partner(by=office, organisation=group)
    group.refresh_from_db()
    spell.refresh_from_db()
    assert (group.is_partner, spell.ends) == (False, DAY(2026, 3, 1))
    with pytest.raises(Refused, match="is not marked as a partner"):
        actions.unmark_partner(by=office, organisation=group)


def test_it_belongs_to_an_umbrella_as_affiliate_until_it_leaves(office):
    group, forum = OrganisationFactory(), OrganisationFactory(name="The Forum")
    held = actions.join_umbrella(
        by=office, member=group, umbrella=forum, membership_class=UmbrellaClass.AFFILIATE, starts=DAY(2005, 4, 1)
    )
    assert str(held) == f"{group}, affiliate of The Forum"
    with pytest.raises(Refused, match="belongs to The Forum already"):
        actions.join_umbrella(by=office, member=group, umbrella=forum, membership_class=UmbrellaClass.MEMBER)
    with clock.at(DAY(2007, 4, 1)):
        actions.leave_umbrella(by=office, membership=held)
    held.refresh_from_db()
    assert (held.starts, held.ends) == (DAY(2005, 4, 1), DAY(2007, 4, 1))
    with pytest.raises(Refused, match="has ended already"):
        actions.leave_umbrella(by=office, membership=held)


def test_it_belongs_to_an_umbrella_once_on_every_day(office):
    """Whoever joins again does so after the last day of the membership before."""
    group, forum = OrganisationFactory(), OrganisationFactory(name="The Forum")
    joined = {"by": office, "member": group, "umbrella": forum, "membership_class": UmbrellaClass.MEMBER}
    held = actions.join_umbrella(**joined, starts=DAY(2005, 4, 1))
    with clock.at(DAY(2007, 4, 1)):
        actions.leave_umbrella(by=office, membership=held)
    with pytest.raises(Refused, match="It belonged as member from 1 April 2005 to 1 April 2007 as well"):
        actions.join_umbrella(**joined, starts=DAY(2006, 4, 1))
    assert actions.join_umbrella(**joined, starts=DAY(2007, 4, 2)).ends is None


def test_it_does_not_belong_to_itself(office):
    group = OrganisationFactory()
    with pytest.raises(Refused, match="cannot belong to itself"):
        actions.join_umbrella(by=office, member=group, umbrella=group, membership_class=UmbrellaClass.MEMBER)
