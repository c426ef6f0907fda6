"""Reports on their pages: who may run them, what they hold, and what is kept."""

import csv
import io
import uuid

import openpyxl
import pytest

from core.charts import pictures
from core.reports import registry
from core.reports.declaration import Report
from core.reports.models import ReportRun
from core.work.models import WorkRow
from core.work.testing import run_all
from tests.core.reports.example import KINDS, Grants
from tests.factories.organisations import FundingFactory, OrganisationFactory
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db

AS_AT = "as_at_day=20&as_at_month=11&as_at_year=2003"


class Roles(Report):
    """A report for those who watch background work."""

    name = "roles"
    title = "A list for the office"
    audience = "core.view_work"
    description = "Who holds what."

    def sections(self, actor, as_at):
        return [KINDS]


@pytest.fixture(autouse=True)
def reports(monkeypatch, settings, tmp_path):
    monkeypatch.setattr(registry, "_REPORTS", {})
    settings.VAR_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"
    registry.add(Grants)
    registry.add(Roles)


@pytest.fixture
def analyst():
    return make_actor("analyst")


@pytest.fixture
def client(analyst):
    return signed_in(analyst)


def page(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def test_the_list_shows_what_a_person_may_run_and_nothing_else(client):
    html = page(client, "/reports/")
    assert "Grants to &lt;voluntary&gt; bodies" in html
    assert "A list for the office" not in html
    assert 'name="as_at_day"' in html
    assert 'name="kind"' in html
    office = page(signed_in(make_actor("secretariat")), "/reports/")
    assert "A list for the office" in office


@pytest.mark.parametrize("role", ["member", "drafter", "approver", "administrator"])
def test_who_has_no_report_is_refused(role):
    page(signed_in(make_actor(role)), "/reports/", 403)


def test_a_visitor_is_asked_to_sign_in(client):
    response = signed_in(make_actor("visitor")).get("/reports/grants/")
    assert response.status_code == 302
    assert response["Location"].startswith("/account/login/")


@pytest.mark.parametrize(
    "address",
    [
        "/reports/roles/",
        "/reports/roles/?format=csv",
        "/reports/none/",
        "/reports/grants/?format=exe",
        "/reports/kept/1/",
    ],
)
def test_what_one_may_not_run_is_not_there(client, address):
    page(client, address, 404)


def test_a_report_is_run_at_once_and_says_for_whom_and_when(client, analyst):
    html = page(client, f"/reports/grants/?kind=charity&{AS_AT}")
    assert "20 November 2003" in html
    assert f"{analyst.user}, Analyst, {analyst.organisation}" in html
    assert "£1,234.50" in html
    assert "<script>by body" not in html
    assert "The chart is being drawn." in html
    again = f"/reports/grants/?kind=charity&amp;{AS_AT.replace('&', '&amp;')}"
    assert f'<div id="chart-2" data-again="{again}">' in html  # by which the script finds where the picture goes
    assert f'href="{again}#chart-2">Show the charts' in html


def test_a_wrong_day_or_parameter_is_said_beside_its_field(client):
    html = page(client, "/reports/grants/?as_at_day=31&as_at_month=2&as_at_year=2003&kind=nonsense")
    assert "There is a problem" in html
    assert "£1,234.50" not in html
    assert 'value="31"' in html


def test_the_chart_is_drawn_in_the_background_and_then_shown(client):
    page(client, "/reports/grants/")
    page(client, "/reports/grants/")
    assert WorkRow.objects.filter(kind="draw_chart").count() == 1
    run_all()
    html = page(client, "/reports/grants/")
    assert "The chart is being drawn." not in html
    assert '<title id="chart-' in html
    assert "Charity</text>" in html
    svg = html[html.index("<svg", html.index("app-figure")) : html.index("</figure>")]
    assert "style" not in svg
    assert "<script" not in svg


def test_the_workbook_and_the_csv_come_at_once_with_the_same_figures(client):
    response = client.get(f"/reports/grants/?{AS_AT}&format=xlsx")
    assert response["Content-Disposition"] == 'attachment; filename="grants-2003-11-20.xlsx"'
    assert response["X-Content-Type-Options"] == "nosniff"
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    assert [row[1] for row in book["Bodies by kind"].iter_rows(values_only=True)] == ["Bodies", 2, 1]
    response = client.get(f"/reports/grants/?{AS_AT}&format=csv")
    assert response["Content-Disposition"] == 'attachment; filename="grants-2003-11-20.csv"'
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    assert ["Charity", "2"] in list(csv.reader(io.StringIO(text)))


def keep(client, query=AS_AT, **data):
    return client.post(f"/reports/grants/keep/?{query}", {"once": str(uuid.uuid4()), **data})


@pytest.mark.pdf
def test_a_report_is_kept_in_every_form_as_it_was(client, analyst, django_capture_on_commit_callbacks):
    response = keep(client, f"kind=charity&{AS_AT}")
    row = WorkRow.objects.get(kind="report")
    assert response["Location"] == f"/work/{row.pk}/"
    run_all()
    run = ReportRun.objects.get()
    row.refresh_from_db()
    assert (row.state, row.error, row.link) == ("done", "", f"/reports/kept/{run.pk}/")
    assert run.parameters == {"kind": ["charity"], "as_at": ["2003-11-20"], "sight": [analyst.sight]}
    assert (run.state, run.asked_by_id, run.capacity) == ("made", analyst.user_id, analyst.label)
    html = page(client, f"/reports/kept/{run.pk}/")
    assert 'href="/reports/grants/?kind=charity">See the report as it is today' in html
    for ending, start in (("pdf", b"%PDF-"), ("xlsx", b"PK"), ("csv", b"\xef\xbb\xbfGrants")):
        assert f"/reports/kept/{run.pk}/{ending}" in html
        response = client.get(f"/reports/kept/{run.pk}/{ending}")
        assert b"".join(response.streaming_content).startswith(start)
        assert response["Content-Disposition"] == f'attachment; filename="grants-2003-11-20.{ending}"'
    assert f"/reports/kept/{run.pk}/" in page(client, "/reports/grants/")


def test_a_kept_report_is_its_owners_alone(client):
    keep(client)
    run = ReportRun.objects.get()
    for other in (make_actor("analyst"), make_actor("secretariat"), make_actor("auditor")):
        page(signed_in(other), f"/reports/kept/{run.pk}/", 404)
        page(signed_in(other), f"/reports/kept/{run.pk}/csv", 404)


def test_the_same_form_sent_twice_keeps_one_report(client):
    once = "6d3e1f7e-6f0a-4c1e-9d8f-1f2a3b4c5d6e"
    first, second = keep(client, once=once), keep(client, once=once)
    assert ReportRun.objects.count() == 1
    assert first["Location"] == second["Location"]


@pytest.mark.parametrize("alike", [False, True])
def test_a_kept_report_is_given_out_while_its_owner_sees_what_they_saw(client, analyst, alike, monkeypatch):
    monkeypatch.setattr(Grants, "seen_alike", alike)
    keep(client)
    run_all()
    run = ReportRun.objects.get()
    address = f"/reports/kept/{run.pk}/"
    assert "What you may see has changed" not in page(client, address)
    assert b"".join(client.get(f"{address}csv").streaming_content)
    FundingFactory(funder=analyst.organisation, funded=OrganisationFactory())
    html = page(client, address)
    assert ("What you may see has changed" in html, f"{address}csv" in html) == (not alike, alike)
    for ending in ("csv", "xlsx"):
        answer = client.get(f"{address}{ending}")
        given = b"".join(answer.streaming_content) if answer.streaming else b""
        assert (answer.status_code, bool(given)) == ((200, True) if alike else (409, False))


def test_who_has_lost_the_role_meanwhile_gets_nothing(client, analyst):
    keep(client)
    analyst.membership.roles.update(ends="2003-01-01")
    run_all()
    assert WorkRow.objects.get(kind="report").state == "failed"
    assert ReportRun.objects.get().state == "asked"


def test_without_pango_the_other_forms_are_kept_and_the_page_says_why(client, monkeypatch):
    from core.reports import actions, pdf

    def without(prepared):
        raise pdf.Unavailable("PDFs cannot be made here.")

    monkeypatch.setattr(actions, "render_pdf", without)
    keep(client)
    run_all()
    run = ReportRun.objects.get()
    html = page(client, f"/reports/kept/{run.pk}/")
    assert "PDFs cannot be made here." in html
    assert f"/reports/kept/{run.pk}/csv" in html
    page(client, f"/reports/kept/{run.pk}/pdf", 404)


def test_pages_cost_the_same_number_of_queries_with_few_and_many_kept(client, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    pictures.draw(Grants().sections(None, None)[1].spec)

    def cost():
        with CaptureQueriesContext(connection) as found:
            page(client, "/reports/grants/")
        return len(found)

    before = cost()
    for _ in range(3):
        keep(client)
    assert cost() == before


def test_two_reports_of_one_name_are_refused():
    class Other(Roles):
        pass

    with pytest.raises(ValueError, match="Two reports are called roles"):
        registry.add(Other)
    with pytest.raises(ValueError, match="a report has a name"):
        registry.add(type("Nameless", (Report,), {}))


def test_a_kept_report_that_is_asked_wrongly_is_refused(client):
    response = keep(client, "as_at=2003-02-31")
    assert response.status_code == 400
    assert ReportRun.objects.count() == 0
