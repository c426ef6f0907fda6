"""The bare reference of the home page and of what is due: the same rows by raw SQL in a template of a few lines.

It reads what somebody who looks after the whole site reads. What has nothing for them is asked for in one statement.
"""

from datetime import date, timedelta

from tests.load.bare import rendered, rows_of

LISTS = (
    "<!doctype html><title>{{ title }}</title><h1>{{ title }}</h1>{% for rows in groups %}<ul>{% for row in rows %}"
    '<li><a href="/{{ row[0] }}/">{{ row[1] }}</a>{% for value in row[2:] %} {{ value }}{% endfor %}{% endfor %}</ul>'
    "{% endfor %}"
)
TARGETS_DUE = """
SELECT t.id, t.title, t.due_on, count(DISTINCT s.organisation_id) FROM compacts_signuptarget t
JOIN compacts_signupstanding s ON s.target_id = t.id AND s.counts AND s.lacking
WHERE (t.closed_on IS NULL OR t.closed_on > %(on)s) AND t.due_on <= %(until)s GROUP BY t.id ORDER BY t.due_on, t.id
LIMIT %(most)s
"""
REVIEWS_DUE = """
SELECT c.id, c.title, c.review_on FROM commissioning_contract c WHERE c.activated_on IS NOT NULL AND c.voided_on IS NULL
AND c.review_on <= %(until)s AND (c.ended_early_on IS NULL OR c.ended_early_on >= %(on)s)
AND NOT EXISTS (SELECT FROM commissioning_contractreview r WHERE r.contract_id = c.id AND r.voided_on IS NULL)
ORDER BY c.review_on, c.id LIMIT %(most)s
"""
FIGURES_DUE = """
SELECT c.id, m.title, t.title, c.awaited_from, c.awaited_to, c.awaited_by FROM compacts_contribution c
JOIN compacts_target t ON t.id = c.target_id JOIN compacts_measure m ON m.id = c.measure_id
WHERE t.ended_on IS NULL AND t.due > %(on)s - 366 AND c.awaited_by <= %(until)s ORDER BY c.awaited_by, c.id
LIMIT %(most)s
"""
OPEN = """
SELECT c.id, c.title, o.name, c.closes_on FROM consultation_consultation c
JOIN partnerships_organisation o ON o.id = c.host_id
WHERE c.published_at IS NOT NULL AND c.withdrawn_at IS NULL AND c.opens_at <= now() AND c.closes_at > now()
ORDER BY c.closes_at, c.id LIMIT 10
"""
RESULTS = """
SELECT c.id, c.title, c.closes_on FROM consultation_consultation c
WHERE c.published_at IS NOT NULL AND c.withdrawn_at IS NULL AND c.opens_at <= now()
ORDER BY c.closes_at DESC, c.id LIMIT 5
"""
WAITING = """
SELECT EXISTS (SELECT FROM consultation_consultation WHERE published_at IS NULL AND withdrawn_at IS NULL),
    EXISTS (SELECT FROM consultation_responseversion WHERE late AND late_verdict = '' AND submitted_at IS NOT NULL),
    EXISTS (SELECT FROM consultation_response r JOIN consultation_respondent p ON p.id = r.respondent_id
        WHERE r.organisation_id IS NULL AND p.kind = 'organisation' AND r.submitted_at IS NOT NULL),
    EXISTS (SELECT FROM consultation_response
        WHERE entered_by_id IS NOT NULL AND submitted_at IS NULL AND voided_at IS NULL),
    EXISTS (SELECT FROM commissioning_contract WHERE exception_reason <> '' AND exception_approved_on IS NULL),
    EXISTS (SELECT FROM commissioning_contribution WHERE use = '' AND withdrawn_on IS NULL AND cycle_id IS NOT NULL),
    EXISTS (SELECT FROM commissioning_override WHERE confirmed_on IS NULL AND declined_on IS NULL),
    EXISTS (SELECT FROM commissioning_planversion
        WHERE submitted_on IS NOT NULL AND endorsed_on IS NULL AND returned_on IS NULL),
    EXISTS (SELECT FROM core_workrow WHERE state = 'failed'),
    EXISTS (SELECT FROM partnerships_organisation WHERE is_partner AND confirmed_on < current_date - 365)
"""


def due_rows(most):
    given = {"on": date.today(), "until": date.today() + timedelta(92), "most": most}
    return [rows_of(sql, given) for sql in (TARGETS_DUE, REVIEWS_DUE, FIGURES_DUE)]


def due(request):
    return rendered(LISTS, title="Due", groups=due_rows(100))


def home(request):
    groups = [rows_of(WAITING), *due_rows(10), rows_of(OPEN), rows_of(RESULTS)]
    return rendered(LISTS, title="Home", groups=groups[1:])
