"""The bare reference: the same answers by raw SQL, without middleware, in a template of a few lines."""

from datetime import date

from django.urls import path

from tests.load import limit_commissioning as commissioning
from tests.load import limit_consultations as consultations
from tests.load import limit_home, limit_monitoring
from tests.load.bare import copied, rendered, rows_of

ROWS = (
    "<!doctype html><title>Partners</title><h1>Partners</h1><table>{% for row in rows %}"
    '<tr><td><a href="/partners/{{ row[0] }}/">{{ row[1] }}</a>'
    "<td>{{ row[2] }}<td>{{ row[3] }}<td>{{ row[4] }}<td>{{ row[5] }}<td>{{ row[6] }}<td>{{ row[7] }}</tr>"
    "{% endfor %}</table>"
)
RECORD = (
    "<!doctype html><title>{{ row[1] }}</title><h1>{{ row[1] }}</h1>"
    "<dl>{% for value in row %}<dd>{{ value }}{% endfor %}</dl>"
    "<ul>{% for each in lists %}{% for one in each %}<li>{{ one[0] }} {{ one[1] }}{% endfor %}{% endfor %}</ul>"
)

COLUMNS = "o.id, o.name, o.code, k.title, a.name, o.is_partner, o.opened, o.closed"
JOINS = (
    "FROM partnerships_organisation o JOIN partnerships_organisationkind k ON k.id = o.kind_id "
    "LEFT JOIN partnerships_area a ON a.id = o.area_id"
)
END = "ORDER BY o.sort_name, o.id LIMIT 51"
MATCH = "o.id = ANY(ARRAY(SELECT id FROM partnerships_organisation WHERE search @@ to_tsquery('simple', %s)))"
LIST = f"SELECT {COLUMNS} {JOINS} {END}"
KIND = f"SELECT {COLUMNS} {JOINS} WHERE k.code = %s {END}"
DEEP = f"SELECT {COLUMNS} {JOINS} WHERE o.sort_name >= %s AND (o.sort_name > %s OR o.id > %s) {END}"
WORDS = f"SELECT {COLUMNS} {JOINS} WHERE {MATCH} {END}"
ONE = f"SELECT o.*, k.title, a.name {JOINS} WHERE o.id = %s"
RELATED = (
    "SELECT scheme, value FROM partnerships_identifier WHERE organisation_id = %s",
    "SELECT name, kind FROM partnerships_organisationname WHERE organisation_id = %s",
    "SELECT a.name, a.kind FROM partnerships_areaserved s JOIN partnerships_area a ON a.id = s.area_id "
    "WHERE s.organisation_id = %s",
    "SELECT ancestor_id, descendant_id FROM partnerships_lineage WHERE %s IN (ancestor_id, descendant_id)",
    "SELECT verb, at FROM core_event WHERE model = 'partnerships.organisation' AND object_id = %s "
    "ORDER BY id DESC LIMIT 20",
)
WORDS_OF_IT = "search @@ to_tsquery('simple', %(words)s)"


def first_found(columns, table, joins="", order="c.sort_name"):
    """The first rows of a register that hold the words."""
    return f"SELECT c.id, {columns} FROM {table} c {joins} WHERE c.{WORDS_OF_IT} ORDER BY {order}, c.id LIMIT 11"


IN_AREA = "LEFT JOIN partnerships_area a ON a.id = c.area_id"
FOUND = (
    f"SELECT o.id, o.name, o.code, k.title {JOINS} WHERE "
    f"o.id = ANY(ARRAY(SELECT id FROM partnerships_organisation WHERE {WORDS_OF_IT})) "
    "ORDER BY o.is_partner DESC, o.sort_name, o.id LIMIT 11",
    first_found("c.name, c.kind, c.ends, a.name", "partnerships_body", IN_AREA),
    first_found("c.title, c.kind, a.name", "compacts_localcompact", IN_AREA),
    first_found(
        "c.title, c.due_on, c.launched_on, c.in_force_on, c.withdrawn_on, a.name", "compacts_compactcode", IN_AREA
    ),
    first_found(
        "c.title, c.ended_on, c.in_force_on, c.final_on, c.consulted_on, a.name", "compacts_agreement", IN_AREA
    ),
    first_found("c.title, c.closed_on, c.outcome, a.name", "compacts_dispute", IN_AREA, "c.raised_on DESC"),
    first_found(
        "c.title, c.agreed_on, c.dropped_on, o.name",
        "compacts_scorecard",
        "JOIN partnerships_organisation o ON o.id = c.body_id",
        "c.begun_on DESC",
    ),
    first_found(
        "c.title, c.reference, c.withdrawn_at, c.published_at, c.opens_at, c.closes_at, o.name",
        "consultation_consultation",
        "JOIN partnerships_organisation o ON o.id = c.host_id",
        "c.closes_on DESC",
    ),
    "SELECT m.id, u.name, u.email, o.name FROM partnerships_membership m JOIN partnerships_user u ON u.id = m.user_id "
    "LEFT JOIN partnerships_organisation o ON o.id = m.organisation_id "
    "WHERE u.name ILIKE ALL(%(parts)s) OR u.email ILIKE ALL(%(parts)s) ORDER BY u.name, m.id LIMIT 11",
)
"""What the search box looks for: the rows of every register with `in_search`, with what it reads of each, and people.

Answers are found by their whole reference alone, so words ask nothing of them.
"""
HITS = (
    "<!doctype html><title>Search</title><h1>Found</h1>{% for rows in groups %}<ul>{% for row in rows %}"
    '<li><a href="/{{ row[0] }}/">{{ row[1] }}</a>{% for value in row[2:] %}, {{ value }}{% endfor %}{% endfor %}</ul>'
    "{% endfor %}"
)
CODE = (
    "(SELECT i.value FROM partnerships_identifier i WHERE i.organisation_id = o.id AND i.scheme = '{}' "
    "AND i.ends IS NULL ORDER BY i.value LIMIT 1)"
)
CODES = ", ".join(CODE.format(scheme) for scheme in ("ods", "charity", "company"))
SHEET = (
    "COPY (SELECT o.id, o.version, o.name, o.code, k.title, a.name, o.is_partner, o.opened, o.closed, "
    f"{CODES}, s.title, o.income, o.postcode, o.telephone, o.email, o.website, o.confirmed_on {JOINS} "
    "LEFT JOIN partnerships_term s ON s.id = o.size_id ORDER BY o.sort_name, o.id) TO STDOUT CSV"
)


MATRIX = """
SELECT a.name, r.name, string_agg(told, '; ' ORDER BY told) FILTER (WHERE counts),
    string_agg(told, '; ' ORDER BY told) FILTER (WHERE NOT counts)
FROM (
    SELECT o.area_id, t.counts, s.starts IS NULL OR s.starts > target.day AS late,
        o.name || ', ' || CASE WHEN s.starts IS NULL THEN 'late by ' || %(on)s::date - target.day || ' days'
            WHEN s.status = 'signed' THEN 'signed since ' || s.starts ELSE 'works towards it since ' || s.starts
            END AS told
    FROM compacts_signuptarget target
    JOIN compacts_targetkind t ON t.target_id = target.id
    JOIN partnerships_kindspell spell ON spell.kind_id = t.kind_id AND spell.starts <= target.day
        AND (spell.ends IS NULL OR spell.ends >= target.day)
    JOIN partnerships_organisation o ON o.id = spell.organisation_id AND o.opened <= target.day
        AND (o.closed IS NULL OR o.closed >= target.day)
    LEFT JOIN (compacts_signup s JOIN compacts_localcompact c ON c.id = s.compact_id) ON s.organisation_id = o.id
        AND s.voided_on IS NULL AND s.ended_on IS NULL AND c.lapsed_on IS NULL AND s.starts <= %(on)s
    WHERE target.id = %(target)s
) body
JOIN partnerships_area a ON a.id = body.area_id LEFT JOIN partnerships_area r ON r.id = a.parent_id
GROUP BY a.id, r.name ORDER BY bool_or(late) DESC, a.name
"""
MATRIX_ROWS = (
    "<!doctype html><title>Sign-up</title><h1>Sign-up</h1><table>{% for row in rows %}"
    "<tr>{% for value in row %}<td>{{ value }}{% endfor %}</tr>{% endfor %}</table>"
)


def partners(request):
    query = request.GET
    if query.get("q"):
        rows = rows_of(WORDS, [" & ".join(f"{word}:*" for word in query["q"].split())])
    elif query.get("kind"):
        rows = rows_of(KIND, [query["kind"]])
    elif query.get("after"):
        name, _, pk = query["after"].rpartition("~")
        rows = rows_of(DEEP, [name.strip('"'), name.strip('"'), pk])
    else:
        rows = rows_of(LIST)
    return rendered(ROWS, rows=rows[:50])


def search(request):
    words = request.GET["q"].split()
    given = {"words": " & ".join(f"{word}:*" for word in words), "parts": [f"%{word}%" for word in words]}
    return rendered(HITS, groups=[rows_of(sql, given)[:10] for sql in FOUND])


def record(request, pk):
    return rendered(RECORD, row=rows_of(ONE, [pk])[0], lists=[rows_of(sql, [pk]) for sql in RELATED])


def sheet(request):
    return copied(SHEET)


def matrix(request, pk):
    return rendered(MATRIX_ROWS, rows=rows_of(MATRIX, {"target": pk, "on": date.today()}))


ASKED = "consultations/<int:pk>/"
urlpatterns = [
    path("partners/", partners),
    path("partners/export.csv", sheet),
    path("search", search),
    path("partners/<int:pk>/", record),
    path("compacts/signup-targets/<int:pk>/localities/", matrix),
    path("contracts/", commissioning.contracts),
    path("contracts/<int:pk>/", commissioning.contract),
    path("contracts/<int:pk>/monitoring/", limit_monitoring.performance),
    path("contracts/returns/", limit_monitoring.returns),
    path("cycles/<int:pk>/", commissioning.cycle),
    path("commissioning/plans/<int:pk>/", commissioning.plan),
    path("", limit_home.home),
    path("due/", limit_home.due),
    path("cycles/board/", commissioning.board),
    path("commissioning/thread/", commissioning.thread),
    path(ASKED, consultations.page),
    path(f"{ASKED}answer/questions/all/", consultations.saved),
    path(f"{ASKED}answer/check/", consultations.sent),
    path(f"{ASKED}answers.csv", consultations.sheet),
    path(f"api/{ASKED}responses/", consultations.listed),
]
