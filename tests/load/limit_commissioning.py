"""The bare reference of commissioning: the same rows by raw SQL in a template of a few lines."""

from tests.load.bare import rendered, rows_of

ROWS = (
    "<!doctype html><title>{{ title }}</title><h1>{{ title }}</h1><table>{% for row in rows %}<tr>"
    '<td><a href="/{{ row[0] }}/">{{ row[1] }}</a>{% for value in row[2:] %}<td>{{ value }}{% endfor %}</tr>'
    "{% endfor %}</table>"
)
RECORD = (
    "<!doctype html><title>{{ row[1] }}</title><h1>{{ row[1] }}</h1><dl>{% for value in row %}<dd>{{ value }}"
    "{% endfor %}</dl>{% for each in lists %}<ul>{% for one in each %}<li>{% for value in one %}{{ value }} "
    "{% endfor %}{% endfor %}</ul>{% endfor %}"
)
BOARD = (
    "<!doctype html><title>Board</title>{% for at, count in counts %}<h2>{{ at }} {{ count }}</h2><ul>"
    '{% for row in rows if row[1] == at %}<li><a href="/{{ row[0] }}/">{{ row[2] }}</a>'
    "{% for value in row[3:] %} {{ value }}{% endfor %}{% endfor %}</ul>{% endfor %}"
)
STRANDS = (
    "<!doctype html><title>Thread</title><h1>Thread</h1>{% for rows in groups %}<ul>{% for row in rows %}<li>"
    "{% for value in row %}{{ value }} {% endfor %}{% endfor %}</ul>{% endfor %}"
)
AT = (
    "(SELECT min(s.kind) FROM commissioning_stage s WHERE s.cycle_id = c.id AND s.signed_off_on IS NULL "
    "AND s.opened_on IS NOT NULL)"
)
COUNTS = f"SELECT {AT}, count(*) FROM commissioning_commissioningcycle c GROUP BY 1 ORDER BY 1"
CARDS = f"""
SELECT id, at, title, client_group, area, partners, since, ends FROM (
    SELECT c.id, c.title, {AT} AS at, g.title AS client_group, a.name AS area, c.ends,
        (SELECT string_agg(o.name, ', ') FROM commissioning_cyclepartner p
            JOIN partnerships_organisation o ON o.id = p.organisation_id WHERE p.cycle_id = c.id) AS partners,
        (SELECT max(opened_on) FROM commissioning_stage s WHERE s.cycle_id = c.id) AS since,
        row_number() OVER (PARTITION BY {AT} ORDER BY c.ends, c.id) AS place
    FROM commissioning_commissioningcycle c JOIN partnerships_term g ON g.id = c.client_group_id
    JOIN partnerships_area a ON a.id = c.area_id
) card WHERE place <= 30
"""
CONTRACTS = """
SELECT c.id, c.title, c.reference, c.kind, b.name, p.name, c.value, c.starts, c.current_end,
    CASE WHEN c.current_end < current_date THEN 'Ended' WHEN c.activated_on IS NULL THEN 'Draft' ELSE 'Active' END
FROM commissioning_contract c JOIN partnerships_organisation b ON b.id = c.commissioner_id
JOIN partnerships_organisation p ON p.id = c.provider_id ORDER BY c.sort_name, c.id LIMIT 51
"""
CONTRACT = """
SELECT c.*, b.name, p.name, a.name, g.title, r.title FROM commissioning_contract c
JOIN partnerships_organisation b ON b.id = c.commissioner_id JOIN partnerships_organisation p ON p.id = c.provider_id
JOIN partnerships_area a ON a.id = c.area_id LEFT JOIN partnerships_term g ON g.id = c.client_group_id
LEFT JOIN commissioning_priority r ON r.id = c.priority_id WHERE c.id = %s
"""
OF_CONTRACT = (
    "SELECT y.year, y.amount FROM commissioning_contractyear y WHERE contract_id = %s ORDER BY year",
    "SELECT o.name, p.role FROM commissioning_contractparty p JOIN partnerships_organisation o "
    "ON o.id = p.organisation_id WHERE p.contract_id = %s",
    "SELECT title, measure FROM commissioning_contractoutcome WHERE contract_id = %s",
    "SELECT verb, at FROM core_event WHERE model = 'commissioning.contract' AND object_id = %s "
    "ORDER BY id DESC LIMIT 20",
)
THREAD = """
SELECT n.id, n.title, p.title, w.what, w.measured_by, w.aim, c.title, o.name, c.value, c.starts, c.current_end,
    co.title, co.measure, (SELECT sum(b.amount) FROM commissioning_prioritybudget b WHERE b.priority_id = p.id)
FROM commissioning_need n
JOIN commissioning_priority_needs pn ON pn.need_id = n.id JOIN commissioning_priority p ON p.id = pn.priority_id
LEFT JOIN commissioning_priorityoutcome w ON w.priority_id = p.id
LEFT JOIN commissioning_contract c ON c.priority_id = p.id
LEFT JOIN partnerships_organisation o ON o.id = c.provider_id
LEFT JOIN commissioning_contractoutcome co ON co.contract_id = c.id
WHERE p.plan_id = %s ORDER BY n.sort_name, n.id, p.number, c.sort_name
"""
OF_THREAD = (
    # the latest figure that was accepted of each requirement
    "SELECT DISTINCT ON (r.id) r.contract_id, m.title, v.value, t.ends FROM commissioning_monitoringrequirement r "
    "JOIN commissioning_contract c ON c.id = r.contract_id JOIN commissioning_priority p ON p.id = c.priority_id "
    "JOIN commissioning_reportingline l ON l.requirement_id = r.id "
    "JOIN commissioning_returnvalue v ON v.line_id = l.id "
    "JOIN commissioning_returnversion s ON s.id = v.return_version_id "
    "JOIN commissioning_reportingperiod t ON t.id = l.period_id JOIN compacts_measure m ON m.id = r.measure_id "
    "WHERE p.plan_id = %s AND v.current AND s.accepted_on IS NOT NULL AND v.value IS NOT NULL "
    "ORDER BY r.id, t.ends DESC",
    # contracts that serve no priority
    "SELECT c.id, c.title, b.name, o.name, c.value FROM commissioning_commissioningplan p "
    "JOIN commissioning_commissioningcycle y ON y.id = p.cycle_id JOIN commissioning_contract c "
    "ON c.client_group_id = y.client_group_id AND c.area_id = y.area_id AND c.priority_id IS NULL "
    "JOIN commissioning_cyclepartner k ON k.cycle_id = y.id AND k.organisation_id = c.commissioner_id "
    "JOIN partnerships_organisation b ON b.id = c.commissioner_id JOIN partnerships_organisation o "
    "ON o.id = c.provider_id WHERE p.id = %s AND c.exception_approved_on IS NULL AND c.voided_on IS NULL "
    "ORDER BY c.value DESC LIMIT 41",
    # priorities without the money
    "SELECT p.id, p.title, b.held, d.done FROM commissioning_priority p, "
    "LATERAL (SELECT sum(amount) AS held FROM commissioning_prioritybudget WHERE priority_id = p.id) b, "
    "LATERAL (SELECT sum(y.amount) AS done FROM commissioning_contractyear y JOIN commissioning_contract c "
    "ON c.id = y.contract_id WHERE c.priority_id = p.id AND c.activated_on IS NOT NULL AND c.voided_on IS NULL) d "
    "WHERE p.plan_id = %s AND coalesce(b.held, 0) > coalesce(d.done, 0) ORDER BY 3 DESC LIMIT 41",
    # needs that nobody took up
    "SELECT n.id, n.title, g.title, a.name FROM commissioning_commissioningplan p JOIN commissioning_need n "
    "ON n.cycle_id = p.cycle_id JOIN partnerships_term g ON g.id = n.client_group_id JOIN partnerships_area a "
    "ON a.id = n.area_id WHERE p.id = %s AND n.withdrawn_on IS NULL AND NOT EXISTS "
    "(SELECT FROM commissioning_priority_needs k WHERE k.need_id = n.id) LIMIT 41",
)
OF_CYCLE = (
    "SELECT o.name, p.lead, p.starts, p.ends FROM commissioning_cyclepartner p JOIN partnerships_organisation o "
    "ON o.id = p.organisation_id WHERE p.cycle_id = %s ORDER BY o.sort_name",
    "SELECT kind, opened_on, signed_off_on FROM commissioning_stage WHERE cycle_id = %s ORDER BY kind",
    "SELECT n.title, n.unmet, n.settled_on, EXISTS (SELECT FROM commissioning_needevidence e "
    "WHERE e.need_id = n.id AND e.area_id = n.area_id) FROM commissioning_need n WHERE n.cycle_id = %s "
    "AND n.withdrawn_on IS NULL ORDER BY n.sort_name",
    "SELECT c.title, EXISTS (SELECT FROM commissioning_planversion v WHERE v.plan_id = p.plan_id AND "
    "v.endorsed_on IS NOT NULL) FROM commissioning_contract c JOIN commissioning_priority p ON p.id = c.priority_id "
    "JOIN commissioning_commissioningplan plan ON plan.id = p.plan_id WHERE plan.cycle_id = %s ORDER BY c.sort_name",
    "SELECT verb, at FROM core_event WHERE model = 'commissioning.commissioningcycle' AND object_id = %s "
    "ORDER BY id DESC LIMIT 20",
)
CYCLE = """
SELECT c.id, c.title, c.starts, c.ends, c.review_due, g.title, a.name FROM commissioning_commissioningcycle c
JOIN partnerships_term g ON g.id = c.client_group_id JOIN partnerships_area a ON a.id = c.area_id WHERE c.id = %s
"""
OF_PLAN = (
    "SELECT number, note, begun_on, submitted_on, endorsed_on FROM commissioning_planversion WHERE plan_id = %s",
    "SELECT o.name FROM commissioning_cyclepartner p JOIN partnerships_organisation o ON o.id = p.organisation_id "
    "JOIN commissioning_commissioningplan plan ON plan.cycle_id = p.cycle_id WHERE plan.id = %s",
    "SELECT id, number, title FROM commissioning_priority WHERE plan_id = %s AND dropped_on IS NULL ORDER BY number",
    "SELECT w.what, w.measured_by, w.aim FROM commissioning_priorityoutcome w JOIN commissioning_priority p "
    "ON p.id = w.priority_id WHERE p.plan_id = %s",
    "SELECT o.name, b.year, sum(b.amount) FROM commissioning_prioritybudget b JOIN commissioning_priority p "
    "ON p.id = b.priority_id JOIN partnerships_organisation o ON o.id = b.partner_id WHERE p.plan_id = %s "
    "GROUP BY o.name, b.year ORDER BY o.name, b.year",
    "SELECT verb, at FROM core_event WHERE model = 'commissioning.commissioningplan' AND object_id = %s "
    "ORDER BY id DESC LIMIT 20",
)
PLAN = """
SELECT p.id, p.title, p.starts, p.ends, p.refresh_due, c.title, g.title FROM commissioning_commissioningplan p
JOIN commissioning_commissioningcycle c ON c.id = p.cycle_id JOIN partnerships_term g ON g.id = c.client_group_id
WHERE p.id = %s
"""


def contracts(request):
    return rendered(ROWS, title="Contracts", rows=rows_of(CONTRACTS)[:50])


def contract(request, pk):
    return rendered(RECORD, row=rows_of(CONTRACT, [pk])[0], lists=[rows_of(sql, [pk]) for sql in OF_CONTRACT])


def cycle(request, pk):
    return rendered(RECORD, row=rows_of(CYCLE, [pk])[0], lists=[rows_of(sql, [pk]) for sql in OF_CYCLE])


def plan(request, pk):
    return rendered(RECORD, row=rows_of(PLAN, [pk])[0], lists=[rows_of(sql, [pk]) for sql in OF_PLAN])


def board(request):
    return rendered(BOARD, counts=rows_of(COUNTS), rows=rows_of(CARDS))


def thread(request):
    plan = [request.GET["plan"]]
    return rendered(STRANDS, groups=[rows_of(sql, plan) for sql in (THREAD, *OF_THREAD)])
