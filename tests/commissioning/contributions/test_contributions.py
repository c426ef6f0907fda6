"""Evidence that organisations send: from their own page to what it was used for."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from commissioning.contributions import actions
from commissioning.contributions.models import Contribution
from core import home
from core.mail.models import Mail
from tests.commissioning.partners import DAY, HEARD, OPENED, SIGNED, Partners, at, on, refused, signer
from tests.compacts.local.test_views import send
from tests.consultation.pages import boxes, words
from tests.factories.cycles import CycleFactory
from tests.factories.organisations import AreaFactory, OrganisationFactory, PublicBodyFactory
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def they():
    return Partners()


@pytest.fixture
def cycle(they):
    with on(OPENED):
        made = they.begin(starts=DAY(2020, 4, 1), ends=DAY(2029, 3, 31))
    made.needs.update(settled_on=HEARD)
    return made


def give(by, cycle=None, **more):
    return actions.send_contribution(
        by=by, **{"cycle": cycle, "title": "Short breaks", "what": "Eleven families wait."} | more
    )


def links(actor, section):
    return [each.link for each in {one.name: one.lines for one in home.sections_for(actor)}[section]]


def test_from_the_home_page_of_a_director_to_what_became_of_it(they, cycle, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    group, office = signed_in(they.director), signed_in(they.of_council)
    where = f"{reverse('contribution_send')}?cycle={cycle.pk}"
    assert where in links(they.director, "open")
    page = group.get(where).content.decode()
    assert f'<option value="{cycle.pk}" selected' in page
    assert reverse("contribution_send_for", args=[cycle.pk]) in group.get(cycle.get_absolute_url()).content.decode()
    page = group.get(reverse("contribution_send_for", args=[cycle.pk])).content.decode()
    assert f'<option value="{cycle.pk}" selected' in page
    missing = words(send(group, where, cycle=cycle.pk, title="Short breaks"))
    assert "Enter what you know." in missing
    send(
        group, where, cycle=cycle.pk, title="Short breaks", what="Eleven families wait.",
        file=SimpleUploadedFile("list.csv", b"place,families\nLeominster,11\n", "text/csv"),
    )  # fmt: skip
    sent = Contribution.objects.get()
    assert (sent.organisation, sent.area, sent.client_group) == (they.advocacy, they.area, they.group)
    assert where not in links(they.director, "open")
    answer = reverse("contribution_answer", args=[sent.pk])
    assert answer in links(they.of_council, "waiting")
    assert "Eleven families wait." in words(office.get(sent.get_absolute_url()))
    download = reverse("contribution_file", args=[sent.pk])
    assert b"Leominster,11" in b"".join(office.get(download).streaming_content)
    other = signed_in(make_actor("approver"))
    assert (other.get(sent.get_absolute_url()).status_code, other.get(download).status_code) == (404, 404)
    assert "Enter what it was used for, or why not." in words(send(office, answer, use="used"))
    send(office, answer, use="used", answer="It is need 3: short breaks in the north.")
    assert answer not in links(they.of_council, "waiting")
    assert sent.get_absolute_url() in links(they.director, "open")
    assert "It is need 3: short breaks in the north." in words(group.get(sent.get_absolute_url()))
    [mail] = Mail.objects.all()
    assert (mail.to_user_id, mail.subject) == (they.director.user_id, "Your evidence was used: Short breaks")
    assert "It is need 3: short breaks in the north." in mail.body
    for there in (cycle.get_absolute_url(), they.advocacy.get_absolute_url(), at(cycle).get_absolute_url()):
        assert "Short breaks" in words(group.get(there))
    assert "Short breaks" not in words(other.get(cycle.get_absolute_url()))


def test_what_is_refused_when_it_is_sent(they, cycle):
    told = (
        "Evidence is sent in by voluntary and community organisations. A public body records what it knows among the "
        "needs of a cycle."
    )
    assert refused(give, by=signer(they.council, "approver"), cycle=cycle) == [told]
    assert refused(give, by=they.director) == {"area": ["Enter the place, or choose a cycle."]}
    assert refused(give, by=they.director, area=they.area) == {
        "client_group": ["Choose the client group, or choose a cycle."]
    }
    assert refused(give, by=they.director, cycle=cycle, what=" ") == {
        "__all__": ["Say what it is about, and what you know."]
    }
    assert refused(give, by=they.director, cycle=cycle, starts=SIGNED, ends=HEARD) == {
        "__all__": ["The last day is before the first day."]
    }
    over = CycleFactory(at="4_review")
    over.stages.update(signed_off_on=SIGNED)
    assert refused(give, by=they.director, cycle=over) == {
        "cycle": ["All four stages of this cycle are signed off. Choose another, or leave it empty."]
    }
    with pytest.raises(PermissionDenied):
        give(make_actor("member", organisation=they.advocacy), cycle)


def test_what_was_sent_without_a_cycle_is_taken_up_in_one(they, cycle):
    with on(HEARD):
        sent = give(they.director, area=they.area, client_group=they.group)
        answer = {"contribution": sent, "use": "used", "answer": "It is need 3."}
        with pytest.raises(PermissionDenied):
            actions.answer_contribution(by=they.of_council, **answer)
        assert refused(actions.answer_contribution, by=they.secretary, **answer) == ["Take it up in a cycle first."]
        with pytest.raises(PermissionDenied):
            actions.take_contribution(by=make_actor("commissioner"), contribution=sent, cycle=cycle)
        actions.take_contribution(by=they.of_council, contribution=sent, cycle=cycle)
        actions.answer_contribution(by=they.of_council, **answer)
        other = they.begin(title="Another")
        told = ["It was answered for another cycle. Ask the organisation to send it again for this one."]
        assert refused(actions.take_contribution, by=they.of_council, contribution=sent, cycle=other) == told
    sent.refresh_from_db()
    assert (sent.cycle, sent.use, sent.answered_for) == (cycle, "used", they.council)


def test_only_the_partners_of_its_cycle_move_it_to_another(they, cycle):
    stranger = signer(PublicBodyFactory(name="Shropshire Council"))
    other = CycleFactory(partners=[stranger.organisation, they.trust])
    with on(HEARD):
        sent = give(they.director, cycle)
        with pytest.raises(PermissionDenied, match="It was sent for: Learning disability 2005 to 2008. Ask one of"):
            actions.take_contribution(by=stranger, contribution=sent, cycle=other)
        actions.take_contribution(by=they.of_trust, contribution=sent, cycle=other)
        sent.refresh_from_db()
        assert sent.cycle == other


def test_two_who_answer_at_once_do_not_overwrite_each_other(they, cycle):
    with on(HEARD):
        sent = give(they.director, cycle)
        trust, council = signed_in(they.of_trust), signed_in(they.of_council)
        where = reverse("contribution_answer", args=[sent.pk])
        first, second = boxes(trust.get(where)), boxes(council.get(where))
        council.post(where, second | {"use": "not_used", "answer": "It is of another county."})
        reply = trust.post(where, first | {"use": "used", "answer": "It is need 3."})
        sent.refresh_from_db()
        assert (reply.status_code, sent.use, sent.answer) == (409, "not_used", "It is of another county.")
        given = {"use": "used", "answer": "It is need 3.", "version": 1}
        api = reverse("api_contribution_answer", args=[sent.pk])
        assert trust.post(api, given, content_type="application/json").status_code == 409
    assert Mail.objects.count() == 1


def test_it_is_taken_back_until_it_is_answered(they, cycle):
    with on(HEARD):
        first, second = give(they.director, cycle), give(they.director, cycle, title="Transport")
        actions.withdraw_contribution(by=they.director, contribution=first)
        told = ["Wye Valley Speaking Up withdrew it on 9 May 2005."]
        answer = {"by": they.of_council, "use": "not_used", "answer": "It is of another county."}
        assert refused(actions.answer_contribution, contribution=first, **answer) == told
        actions.answer_contribution(contribution=second, **answer)
        actions.answer_contribution(contribution=second, **answer)  # the same again tells nobody anew
        assert refused(actions.withdraw_contribution, by=they.director, contribution=second) == [
            "Commissioners have said what became of it, so it stays. Send another that puts it right."
        ]
        assert Mail.objects.count() == 1
        actions.answer_contribution(contribution=second, **answer | {"use": "used", "answer": "It is need 4."})
    assert Mail.objects.count() == 2
    states = {each.title: each.state.value for each in Contribution.objects.all()}
    assert states == {"Short breaks": "withdrawn", "Transport": "used"}
    group = signed_in(they.director)

    def listed(**query):
        return [row["title"] for row in group.get(reverse("api_contributions"), query).json()["results"]]

    assert listed(state="withdrawn") == ["Short breaks"]
    assert listed(state="used", cycle=cycle.pk) == ["Transport"]
    assert sorted(listed(area="Hereford")) == ["Short breaks", "Transport"]


def test_cycles_near_the_organisation_are_offered_first_and_others_are_not_on_its_home_page(they, cycle):
    far = CycleFactory(title="A far cycle", area=AreaFactory(name="Devon"))
    form = signed_in(they.director).get(reverse("contribution_send")).content.decode()
    assert form.index(cycle.title) < form.index(far.title)
    offered = links(they.director, "open")
    assert f"{reverse('contribution_send')}?cycle={far.pk}" not in offered
    elsewhere = make_actor("drafter", organisation=OrganisationFactory(name="Elsewhere"))
    assert f"{reverse('contribution_send')}?cycle={cycle.pk}" not in links(elsewhere, "open")


def test_a_program_does_the_same(they, cycle):
    group, office = signed_in(they.director), signed_in(they.of_trust)

    def post(client, name, *args, **sent):
        return client.post(reverse(f"api_contribution_{name}", args=args), sent, content_type="application/json")

    told = post(group, "send", title="Short breaks", what="Eleven wait.").json()["errors"][0]
    assert (told["attr"], told["detail"]) == ("area", "Enter the place, or choose a cycle.")
    sent = {"title": "Short breaks", "what": "Eleven wait.", "area": they.area.pk, "client_group": they.group.pk}
    pk = post(group, "send", **sent).json()["id"]
    assert post(office, "take", pk, cycle=cycle.pk).json()["cycle"] == cycle.pk
    assert post(office, "answer", pk, use="used", answer="Need 3.").json()["use"] == "used"
    assert post(group, "withdraw", pk).status_code == 400
    other = post(group, "send", **sent).json()["id"]
    assert post(group, "withdraw", other).json()["withdrawn_on"] is not None
