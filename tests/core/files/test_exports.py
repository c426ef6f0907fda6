"""Exports are given out to whom they were made for, while that person sees what was seen then."""

import pytest
from django.core.exceptions import PermissionDenied

from core import clock
from core.files.actions import store
from core.files.exports import FORGOTTEN, link_to, make_again
from core.work.actions import run_waiting
from core.work.models import WorkRow
from partnerships.people.actors import actor_for
from partnerships.people.models import RoleHeld
from tests.core.people import somebody
from tests.factories.people import MembershipFactory, make_actor, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def test_an_export_is_given_to_who_asked_for_it_and_nobody_else():
    actor = make_actor("member")
    stored = made(actor)
    import_file = store(b"a,b\n", name="In.csv", purpose="import", by=actor)
    response = signed_in(actor).get(f"/files/{stored.name}/")
    assert b"".join(response.streaming_content) == b"a,b\n"
    assert signed_in(actor).get(f"/files/{import_file.name}/").status_code == 404
    for other in (make_actor("member"), make_actor("secretariat"), make_actor("auditor")):
        assert signed_in(other).get(f"/files/{stored.name}/").status_code == 404
    assert signed_in(make_actor("visitor")).get(f"/files/{stored.name}/").status_code == 302


def content_of(given):
    """A download, read to its end."""
    return b"".join(given.streaming_content)


def made(by, name="Partners.csv", sight=None):
    """An export, and the piece of work that made it."""
    stored = store(b"a,b\n", name=name, purpose="export", by=by)
    WorkRow.objects.create(
        kind="export",
        args={"register": "responses", "query": ""},
        channel="web",
        state="done",
        created_at=clock.true_now(),
        finished_at=clock.true_now(),
        started_at=clock.true_now(),
        asked_by=by.user,
        membership_id=by.membership_id,
        result=link_to(stored, by) | ({"sight": sight} if sight else {}),
    )
    return stored


def test_an_export_made_under_another_sight_is_refused_and_made_again():
    actor = make_actor("secretariat")
    stored = made(actor, sight="what was seen then")
    client, url = signed_in(actor), f"/files/{stored.name}/"
    page = client.get(url)
    text = page.content.decode()
    assert (page.status_code, "Content-Disposition" in page) == (409, False)
    assert "What you may see has changed since this file was made" in text
    assert "Make it again" in text
    for _ in range(2):
        client.post(url)
    again = WorkRow.objects.get(state="waiting")
    assert client.post(url).url == f"/work/{again.pk}/"
    assert (again.kind, again.args) == ("export", {"register": "responses", "query": ""})
    assert (again.asked_by_id, again.membership_id) == (actor.user_id, actor.membership_id)
    run_waiting()
    again.refresh_from_db()
    assert content_of(client.get(again.link)).startswith(b"PK")


@pytest.mark.parametrize("state", ["cancelled", "failed"])
def test_an_export_whose_making_again_came_to_nothing_is_asked_for_anew(state):
    actor = make_actor("secretariat")
    stored = made(actor, sight="what was seen then")
    first = make_again(by=actor, stored=stored)
    WorkRow.objects.filter(pk=first.pk).update(state=state, finished_at=clock.true_now())
    second = make_again(by=actor, stored=stored)
    assert (second.pk != first.pk, second.state) == (True, "waiting")
    for now in ("waiting", "running", "done"):
        WorkRow.objects.filter(pk=second.pk).update(
            state=now, started_at=clock.true_now(), finished_at=clock.true_now()
        )
        assert make_again(by=actor, stored=stored).pk == second.pk
    WorkRow.objects.filter(pk=second.pk).update(state=state)
    WorkRow.objects.filter(pk=first.pk).update(state="done")
    assert make_again(by=actor, stored=stored).pk == first.pk
    WorkRow.objects.filter(pk=first.pk).update(state=state)
    assert make_again(by=actor, stored=stored).pk not in (first.pk, second.pk)


def test_an_export_whose_making_is_forgotten_is_refused_and_says_where_to_go():
    actor = make_actor("secretariat")
    stored = store(b"a,b\n", name="Partners.csv", purpose="export", by=actor)
    client, url = signed_in(actor), f"/files/{stored.name}/"
    for page in (client.get(url), client.post(url)):
        text = page.content.decode()
        assert (page.status_code, FORGOTTEN in text, "Make it again" in text) == (409, True, False)
    assert WorkRow.objects.count() == 0


def test_nobody_else_has_an_export_made_again():
    stored = made(make_actor("secretariat"), sight="what was seen then")
    assert signed_in(make_actor("secretariat")).post(f"/files/{stored.name}/").status_code == 404
    with pytest.raises(PermissionDenied):
        make_again(by=make_actor("secretariat"), stored=stored)
    assert WorkRow.objects.filter(state="waiting").count() == 0


def test_a_role_that_was_lost_closes_the_export_made_in_it():
    actor = make_actor("secretariat")
    RoleHeld.objects.create(membership=actor.membership, role="member")
    stored = made(actor_for(actor.user))
    assert content_of(signed_in(actor).get(f"/files/{stored.name}/")) == b"a,b\n"
    actor.membership.roles.filter(role="secretariat").update(revoked_at=clock.now())
    assert signed_in(actor_for(actor.user)).get(f"/files/{stored.name}/").status_code == 409


def test_a_piece_of_work_leads_to_the_download_of_what_it_made():
    stored = store(b"a,b\n", name="Partners.csv", purpose="export", by=None)
    assert link_to(stored, somebody()) == {
        "link": f"/files/{stored.name}/",
        "text": "Download Partners.csv",
        "sight": "all",
    }


def test_an_export_is_given_out_in_the_capacity_in_which_it_was_made_and_no_other():
    first = make_actor("secretariat")
    second = MembershipFactory(user=first.user, role="member")
    stored = made(first, "Answers.csv")
    own = signed_in(actor_for(first.user, first.membership_id)).get(f"/files/{stored.name}/")
    assert b"".join(own.streaming_content) == b"a,b\n"
    assert signed_in(actor_for(first.user, second.pk)).get(f"/files/{stored.name}/").status_code == 404
    first.membership.roles.update(revoked_at=clock.now())
    assert signed_in(actor_for(first.user, second.pk)).get(f"/files/{stored.name}/").status_code == 404
