"""An import that is undone: everything as it was before, unless something was built on it since."""

import datetime
import uuid

import pytest
from django.core.files import File
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from compacts.deadline.models import SignupStanding
from core.acts import Refused
from core.files.actions import store
from core.files.readers import ENDINGS
from core.imports.actions import start_import
from core.imports.built import built_on
from core.imports.models import ImportedRecord, ImportRun, RunState
from core.imports.sources import SOURCES
from core.imports.undo_actions import begin_undo, carry_out_undo, undo_import
from core.trail.models import Event
from core.work.models import State, WorkRow
from core.work.testing import run_all
from partnerships.duplicates.actions import find_duplicates
from partnerships.duplicates.models import DuplicateSuggestion
from partnerships.organisations.actions import mark_partner, update_organisation
from partnerships.organisations.fields import find, suggestions
from partnerships.organisations.models import (
    Area,
    AreaServed,
    Identifier,
    KindSpell,
    Lineage,
    Organisation,
    OrganisationName,
    Tie,
)
from partnerships.people.models import Membership
from tests.factories.bodies import SeatFactory
from tests.factories.deadline import SignupStandingFactory
from tests.factories.organisations import OrganisationFactory
from tests.factories.people import make_actor, signed_in
from tests.partnerships.organisations.imports.files import (
    HOUSE,
    charities,
    charity,
    council,
    councils,
    ods,
    ods_row,
    the,
)

pytestmark = pytest.mark.django_db

TABLES = (Organisation, Identifier, OrganisationName, Tie, Lineage, KindSpell, AreaServed, Area)
OLDER = ods(ods_row("R1A", "WYE VALLEY NHS TRUST", "20110701", c10="HR1 2PL"))
NEWER = ods(
    ods_row("R1A", "HEREFORD NHS FOUNDATION TRUST", "20120701", closed="20240331", c10="WR5 1AA", c18="01905 1"),
    ods_row("R1A01", "HEREFORD COMMUNITY NHS TRUST", c15="R1A"),
)
COUNCILS = councils(
    council("WOR", "Worcester City Council", "NMD", region="West Midlands", gss_code="E07000237", county_la="WOC"),
    council("WOC", "Worcestershire County Council", "CTY", region="West Midlands", gss_code="E10000034"),
    council("OLD", "Old Council", "NMD", end_date="1998-03-31", replaced_by="WOR", region="West Midlands"),
)


def held():
    """All that stands in the register, without the counts of changes."""
    rows = {table: table.objects.order_by("pk").values() for table in TABLES}
    return {table: [{k: v for k, v in row.items() if k != "version"} for row in found] for table, found in rows.items()}


def undone(run, reason="The wrong list."):
    return carry_out_undo(by=HOUSE, run=begin_undo(HOUSE, run, reason))


def test_what_was_there_before_stands_again_in_every_table(lists):
    lists.take("ods", OLDER)
    lists.take("councils", councils(council("WOR", "Worcester Council", "NMD", gss_code="E07000237")))
    before = held()
    for source, content in (("ods", NEWER), ("councils", COUNCILS)):
        run = lists.take(source, content, published_on=datetime.date(2024, 5, 1))
        assert held() != before
        assert undone(run).state == RunState.UNDONE
        assert held() == before
        assert lists.take(source, content, published_on=datetime.date(2024, 5, 1)).summary == run.summary
        undone(ImportRun.objects.latest("pk"))
        assert held() == before


def test_what_an_import_made_stands_on_no_list_and_is_kept(lists):
    run = undone(lists.take("charity-extract", charities(charity("1093617", "Malvern Carers"))))
    kept = Organisation.every.get(name="Malvern Carers")
    assert (kept.void_reason, kept.voided_on, kept.code) == ("The wrong list.", run.undone_at.date(), "")
    assert not Organisation.objects.filter(name="Malvern Carers").exists()
    assert not suggestions("Malvern").exists()
    for text in ("Malvern Carers", "1093617", f"#{kept.pk}"):
        with pytest.raises(Exception, match="No organisation in the register is called or coded"):
            find(text)
    assert make_client().get(f"/partners/{kept.pk}/").status_code == 404
    assert [each.verb for each in Event.objects.of(kept)] == ["taken out again", "added"]
    with pytest.raises(Exception, match="taken out of the register again"):
        mark_partner(by=make_actor("secretariat"), organisation=kept)


def make_client():
    return signed_in(make_actor("auditor"))


def test_an_older_list_is_not_kept_back_by_one_that_was_undone(lists):
    lists.take("ods", OLDER, published_on=datetime.date(2020, 1, 1))
    undone(lists.take("ods", NEWER, published_on=datetime.date(2026, 1, 1)))
    run = lists.take("ods", ods(ods_row("R1A", "WYE VALLEY NHS TRUST", "20110701", c10="HR4 0AA")),
                     published_on=datetime.date(2024, 1, 1))  # fmt: skip
    assert (run.updated, run.doubtful, the("R1A").postcode) == (1, 0, "HR4 0AA")


def test_what_was_built_since_is_named_and_nothing_is_undone(lists, ruth):
    """Whatever table it stands in: what points at the organisation is found by its keys, what was done by the trail."""
    run = lists.take("charity-extract", charities(*(charity(f"109361{n}", f"Group {n}") for n in range(5))))
    marked, edited, seated, joined = (the(f"109361{n}") for n in range(4))
    mark_partner(by=ruth, organisation=marked)
    update_organisation(by=ruth, organisation=edited, about="Meets on Mondays")
    SeatFactory(organisation=seated)
    Membership.objects.create(user=ruth.user, organisation=joined)
    later = lists.take("charity-extract", charities(charity("1093614", "Group 4", charity_activities="Sings")))
    built = {each.title: each for each in built_on(run, SOURCES[run.source], ruth)}
    assert {title: each.count for title, each in built.items()} == {
        "Done since to what it added or changed": 3,
        "Mark as a partner here": 1,
        "Seat": 1,
        "Membership": 1,
    }
    assert built["Seat"].lines[0].href.startswith("/bodies/seats/")
    with pytest.raises(Refused, match="Something was built on this import since") as refusal:
        undo_import(by=ruth, run=run, reason="The wrong list.")
    assert "Seat: 1, such as" in " ".join(refusal.value.messages)
    run.refresh_from_db()
    assert (run.state, Organisation.objects.filter(name__startswith="Group").count()) == (RunState.DONE, 5)
    assert undone(later).state == RunState.UNDONE, "the later one can be undone, with nothing built on it"
    assert the("1093614").about == ""


def test_what_the_night_works_out_is_no_bar_and_goes_with_it(lists, ruth):
    OrganisationFactory(name="Malvern Carers", postcode="WR14 1AA")
    run = lists.take(
        "charity-extract", charities(charity("1093617", "Malvern Carers", charity_contact_postcode="WR14 1AA"))
    )
    assert find_duplicates(on=datetime.date(2026, 11, 1)) == (1, 1)
    SignupStandingFactory(organisation=the("1093617"))
    assert undone(run).state == RunState.UNDONE
    assert not SignupStanding.objects.exists()
    assert not DuplicateSuggestion.objects.exists()
    assert find_duplicates(on=datetime.date(2026, 11, 2)) == (0, 0)


def test_something_that_comes_between_asking_and_doing_is_said_on_the_page(lists, ruth):
    run = lists.take("charity-extract", charities(charity("1093617", "Malvern Carers")))
    undo_import(by=ruth, run=run, reason="The wrong list.")
    mark_partner(by=ruth, organisation=the("1093617"))
    assert run_all()[-1].state == State.FAILED
    run.refresh_from_db()
    assert (run.state, "Mark as a partner here: 1" in run.error) == (RunState.DONE, True)
    html = signed_in(ruth).get(run.get_absolute_url()).content.decode()
    assert "Not undone" in html


def test_each_refusal_says_what_to_do(lists, ruth):
    run = lists.take("charity-extract", charities(charity("1093617", "Malvern Carers")))
    nothing = lists.take("charity-extract", charities(charity("1093617", "Malvern Carers")))
    waiting = start_import(by=ruth, source=SOURCES["pct"], file=None, name="list.csv")
    grants = ImportRun.objects.create(source="vcs-grants", file_name="g.csv", asked_at=run.asked_at, state="waiting")
    undo_import(by=ruth, run=run, reason="The wrong list.")
    for each, said in (
        (run, f"This import is being undone by {ruth.user}."),
        (nothing, "This import added and changed nothing that could be taken back."),
        (waiting, "This import is not finished yet. Wait for it to end."),
        (grants, "is not undone as a whole. Correct or withdraw what it added."),
    ):
        with pytest.raises(Refused, match=said):
            undo_import(by=ruth, run=each, reason="Why not")


def test_on_the_page(lists, client, ruth):
    run = lists.take("ods", OLDER + NEWER, published_on=datetime.date(2024, 5, 1))
    where = reverse("import_undo", args=[run.pk])
    assert where in client.get(run.get_absolute_url()).content.decode()
    page = client.get(where)
    html = page.content.decode()
    assert "Organisations that would be taken out of the register: 2" in html
    assert "Hereford NHS Foundation Trust" in html or "Wye Valley NHS Trust" in html
    refused = client.post(where, {"once": uuid.uuid4(), "reason": ""})
    assert (refused.status_code, "Enter why it is undone." in refused.content.decode()) == (422, True)
    assert client.post(where, {"once": uuid.uuid4(), "reason": "The wrong list."}).status_code == 302
    run_all()
    html = client.get(run.get_absolute_url()).content.decode()
    assert f"This import was undone by {ruth.user} at" in html
    assert ("The wrong list." in html, where in html) == (True, False)
    assert "was undone by" in client.get(where).content.decode()
    assert signed_in(make_actor("auditor")).get(where).status_code == 403


def test_undoing_more_costs_no_more_statements(lists):
    counts = []
    for first, many in ((1093610, 2), (1094610, 40)):
        rows = [charity(str(first + number), f"Group {first + number}") for number in range(many)]
        run = begin_undo(HOUSE, lists.take("charity-extract", charities(*rows)), "The wrong list.")
        with CaptureQueriesContext(
            connection,
        ) as asked:
            carry_out_undo(by=HOUSE, run=run)
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert ImportedRecord.objects.count() == 42


def test_imports_are_undone_the_last_first(lists):
    """What a later import did is no bar once that is undone itself: all of it stands as the earlier one left it."""
    before = held()
    first = lists.take("charity-extract", charities(charity("1093617", "Malvern Carers")))
    later = lists.take(
        "charity-extract", charities(charity("1093617", "Malvern Friends", charity_contact_postcode="WR14 1AA"))
    )
    with pytest.raises(Refused, match="Something was built on this import since"):
        undone(first)
    assert (undone(later).state, undone(first).state) == (RunState.UNDONE, RunState.UNDONE)
    assert held() == before
    again = lists.take("charity-extract", charities(charity("1093617", "Malvern Carers")))
    last = lists.take("charity-extract", charities(charity("1093617", "Malvern Singers")))
    update_organisation(by=make_actor("secretariat"), organisation=the("1093617"), about="Sings")
    for run in (last, again):
        with pytest.raises(Refused, match="Something was built on this import since"):
            undone(run)


def test_an_import_that_broke_off_and_cannot_be_undone_is_as_broken_as_before(lists, ruth):
    run = lists.take("charity-extract", charities(charity("1093617", "Malvern Carers")))
    ImportRun.objects.filter(pk=run.pk).update(state=RunState.FAILED, total=2, error="The file broke off.")
    undo_import(by=ruth, run=run, reason="The wrong list.")
    mark_partner(by=ruth, organisation=the("1093617"))
    run_all()
    run.refresh_from_db()
    assert (run.state, "Mark as a partner here: 1" in run.error) == (RunState.FAILED, True)


def test_an_import_whose_message_comes_again_while_it_is_undone_is_not_taken_again(ruth, lists, settings, tmp_path):
    """The message of an import may come twice; its run is then no longer to be imported, and the undoing goes on."""
    settings.MEDIA_ROOT = tmp_path / "kept"
    path = lists.write(OLDER)
    with path.open("rb") as file:
        stored = store(File(file), name="ods.csv", purpose="import", by=ruth, allowed=ENDINGS)
    run = start_import(by=ruth, source=SOURCES["ods"], file=stored, name="ods.csv")
    run_all()
    begin_undo(ruth, run, "The wrong file.")
    WorkRow.objects.filter(kind="import").update(state=State.WAITING, finished_at=None)
    run_all()
    run.refresh_from_db()
    assert (run.state, Event.objects.of(run).filter(verb="imported").count()) == (RunState.UNDOING, 1)
    carry_out_undo(by=ruth, run=run)
    assert not Organisation.objects.filter(name="WYE VALLEY NHS TRUST").exists()


def test_no_record_is_looked_for_in_a_table_without_rows(lists, ruth):
    run = lists.take("charity-extract", charities(charity("1093617", "Malvern Carers")))

    def counted():
        with CaptureQueriesContext(connection) as asked:
            built_on(run, SOURCES[run.source], ruth)
        return [each["sql"] for each in asked if "COUNT(" in each["sql"] and '"partnerships_seat"' in each["sql"]]

    assert counted() == []
    SeatFactory()
    assert len(counted()) == 1
