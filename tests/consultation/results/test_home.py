"""What the home page leads to for who reads what consultations were answered."""

import html
import re

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from core.acts import authorise
from core.home import sections_for
from core.reports import registry
from core.reports.models import ReportRun
from tests.consultation.results.small import at
from tests.factories.consultation import a_consultation
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db
LISTS = [
    "All answers that you may read",
    "Answers that do not count",
    "Organisations that were invited",
]


def open_to(actor) -> dict[str, tuple[str, str]]:
    """What is open to somebody on the home page: where it leads, and what is said of it."""
    found = {section.name: section.lines for section in sections_for(actor)}["open"]
    return {line.text: (line.link, line.hint) for line in found}


@pytest.mark.parametrize("role", ["analyst", "auditor"])
def test_who_reads_only_is_led_to_results_lists_and_reports_each_of_which_opens(small, role):
    actor = make_actor(role, organisation=small.asked.host)
    lines = open_to(actor)
    results = f"{reverse('report', args=['consultation-results'])}?consultation={small.asked.pk}"
    assert lines[f"Results: {small.asked.title}"] == (results, "It closed at 11:59pm on 20 November 2026.")
    assert [text for text in lines if text in LISTS] == LISTS
    number = len(registry.all_for(actor))
    assert lines[f"{number} reports that you can run"][0] == reverse("report_list")
    page = signed_in(actor).get("/").content.decode()
    links = [html.unescape(each) for each in re.findall(r'href="([^"]+)"', page.split("<main")[1])]
    browser = signed_in(actor)
    for href, _ in lines.values():
        assert (href in links, browser.get(href).status_code) == (True, 200)


def test_a_commissioner_sees_their_own_results_and_the_lists_and_an_approver_none(small):
    elsewhere = a_consultation(title="Elsewhere")
    texts = list(open_to(make_actor("commissioner", organisation=small.asked.host)))
    assert f"Results: {small.asked.title}" in texts
    assert f"Results: {elsewhere.title}" not in texts
    assert [text for text in texts if text in LISTS] == LISTS
    approver = open_to(make_actor("approver"))
    assert [text for text in approver if text.startswith(("Results", "Reports")) or text in LISTS] == []


def test_a_second_role_takes_nothing_from_the_home_page(small):
    reads = make_actor("analyst", organisation=small.asked.host)
    both = make_actor("analyst", "commissioner", organisation=small.asked.host)
    assert set(open_to(reads)) <= set(open_to(both))


def test_the_reports_kept_last_stand_there_for_who_kept_them(small):
    analyst = make_actor("analyst", organisation=small.asked.host)
    for number in range(4):
        ReportRun.objects.create(
            report="partners", title=f"Report {number}", as_at=at(10, 1).date(), asked_by_id=analyst.user_id,
            membership_id=analyst.membership_id, asked_at=at(10, 1),
        )  # fmt: skip
    kept = {text: line for text, line in open_to(analyst).items() if text.startswith("Report ")}
    assert list(kept) == ["Report 3", "Report 2", "Report 1"]
    last = ReportRun.objects.get(title="Report 3")
    assert kept["Report 3"] == (
        reverse("report_run", args=[last.pk]),
        "As at 1 October 2026, kept at 11am on 1 October 2026",
    )
    assert [text for text in open_to(make_actor("auditor")) if text.startswith("Report ")] == []


@pytest.mark.parametrize(
    ("role", "whom"),
    [
        ("approver", "Ask your organisation's administrator."),
        ("commissioner", "Ask the Forum secretariat."),
        ("analyst", "Ask the Forum secretariat."),
        ("auditor", "Ask the Forum secretariat."),
    ],
)
def test_a_refusal_names_whoever_gives_roles(role, whom):
    with pytest.raises(PermissionDenied, match=rf"^You are signed in, but hold no role that allows this\. {whom}$"):
        authorise(make_actor(role), "partnerships.record_funding")
    page = signed_in(make_actor(role)).get(reverse("organisation_add"))
    assert (page.status_code, whom in html.unescape(page.content.decode())) == (403, True)


def test_the_secretariat_is_not_sent_to_itself():
    with pytest.raises(PermissionDenied, match="the Forum secretariat does not do it"):
        authorise(make_actor("secretariat"), "consultation.answer_consultation")
