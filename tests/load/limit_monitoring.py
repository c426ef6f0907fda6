"""The bare reference of monitoring: the same rows by raw SQL in a template of a few lines."""

from tests.load.bare import rendered, rows_of
from tests.load.limit_commissioning import ROWS

PERFORMANCE = (
    "<!doctype html><title>{{ row[1] }}</title><h1>{{ row[1] }}</h1>{% for rows in tables %}<table>"
    "{% for row in rows %}<tr>{% for value in row %}<td>{{ value }}{% endfor %}</tr>{% endfor %}</table>{% endfor %}"
)
CONTRACT = (
    "SELECT c.*, p.tier, p.risk FROM commissioning_contract c LEFT JOIN commissioning_monitoringplan p "
    "ON p.contract_id = c.id WHERE c.id = %s"
)
ASKED = (
    "SELECT m.title, r.to_whom, r.target FROM commissioning_monitoringrequirement r JOIN compacts_measure m "
    "ON m.id = r.measure_id WHERE r.contract_id = %s ORDER BY m.sort_name, r.id"
)
LATEST = """
SELECT p.starts, p.ends, p.due_on, m.sent_on, greatest(m.sent_on - p.due_on, 0), m.accepted_on
FROM commissioning_reportingperiod p LEFT JOIN commissioning_monitoringreturn m ON m.period_id = p.id
WHERE p.contract_id = %s ORDER BY p.due_on DESC LIMIT 40
"""
FIGURES = """
SELECT m.title, p.starts, p.ends, v.value, r.target, v.value < r.target, n.accepted_on
FROM commissioning_monitoringrequirement r JOIN compacts_measure m ON m.id = r.measure_id
JOIN commissioning_reportingline l ON l.requirement_id = r.id JOIN commissioning_reportingperiod p ON p.id = l.period_id
LEFT JOIN commissioning_returnvalue v ON v.line_id = l.id AND v.current
LEFT JOIN commissioning_returnversion n ON n.id = v.return_version_id
WHERE r.contract_id = %s AND (v.id IS NOT NULL OR p.ends < current_date) ORDER BY m.sort_name, r.id, p.starts
"""
HEARD = (
    "SELECT held_on FROM commissioning_satisfactionaudit WHERE contract_id = %s AND voided_on IS NULL",
    "SELECT held_on FROM commissioning_contractreview WHERE contract_id = %s AND voided_on IS NULL",
)
RETURNS = """
SELECT p.id, c.title, o.name, p.starts, p.ends, p.due_on, m.sent_on, greatest(m.sent_on - p.due_on, 0),
    CASE WHEN m.waiting_since IS NOT NULL THEN 'Sent' WHEN m.queried_on IS NOT NULL THEN 'Queried'
        WHEN m.accepted_on IS NOT NULL THEN 'Accepted' WHEN p.due_on < current_date THEN 'Missing' ELSE 'Not due' END
FROM commissioning_reportingperiod p JOIN commissioning_contract c ON c.id = p.contract_id
JOIN partnerships_organisation o ON o.id = c.provider_id
LEFT JOIN commissioning_monitoringreturn m ON m.period_id = p.id
WHERE c.voided_on IS NULL ORDER BY p.due_on DESC, p.id DESC LIMIT 51
"""


def performance(request, pk):
    """Every figure stands twice on the page where it missed what it was to reach: among what is out of order too."""
    figures = rows_of(FIGURES, [pk])
    tables = [rows_of(ASKED, [pk]), rows_of(LATEST, [pk]), figures, [row for row in figures if row[5]][:40]]
    tables += [rows_of(sql, [pk]) for sql in HEARD]
    return rendered(PERFORMANCE, row=rows_of(CONTRACT, [pk])[0], tables=tables)


def returns(request):
    return rendered(ROWS, title="Returns", rows=rows_of(RETURNS)[:50])
